// Finds links again by their number in the frame, as the collector counted them. A number may be another link's by now:
// each is known again by a mark of its href, and where the page has grown or shrunk by a few, the nearest link of the same
// mark is taken.

(() => {
  /** How far from its number a link is looked for. */
  const REACH = 500;
  /** Letters of an href that make its mark; src/page/evidence.rs reckons the same. */
  const MARKED = 2000;

  /** @param {string} href */
  const mark = (href) => {
    let hash = 0x811c9dc5;
    let left = MARKED;
    for (const letter of href.slice(0, 2 * MARKED).toWellFormed()) {
      if (left-- === 0) break;
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    }
    return hash >>> 0;
  };

  /** @param {Document} document @param {readonly [number: number, mark: number][]} wanted @returns {(Element | null)[]} */
  const find = (document, wanted) => {
    /** @type {Element[]} */
    const elements = [];
    /** @type {string[]} */
    const hrefs = [];
    const last = wanted.reduce((most, [at]) => Math.max(most, at), -1) + REACH;
    lantern.walk(document, {
      link(element, _kind, href) {
        elements.push(element);
        hrefs.push(href);
        return hrefs.length <= last;
      },
    });
    /** @type {Map<number, number>} */
    const marks = new Map();
    const taken = new Set();
    /** @param {number} at @param {number} wanted */
    const is = (at, wanted) => {
      const href = hrefs[at];
      if (href === undefined || taken.has(at)) return false;
      const known = marks.get(at) ?? mark(href);
      marks.set(at, known);
      return known === wanted;
    };
    // Those that stand where they stood go first, so that none of them is taken for another.
    const places = wanted.map(([at, mark]) => {
      if (!is(at, mark)) return null;
      taken.add(at);
      return at;
    });
    return wanted.map(([at, mark], index) => {
      let place = places[index] ?? null;
      for (let away = 1; place === null && away <= REACH; away += 1) {
        place = [at - away, at + away].find((near) => is(near, mark)) ?? null;
      }
      if (place === null) return null;
      taken.add(place);
      return elements[place] ?? null;
    });
  };

  globalThis.lantern = { ...globalThis.lantern, find };
})();
