// Lights links: draws rings around them that follow until Escape, a click on the bar, or the extension puts them out, and
// goes to the first. Nothing of the page is changed but for one element more, which goes with the light, as does every
// listener. What cannot be shown is told instead.

(() => {
  /** Reasons for which a link is not seen although it has its place, which can be shown. */
  const PLACED = new Set(['', 'covered', 'colour', 'opacity', 'visibility']);
  /** Boxes of one link that get a ring; a text over many lines has many. */
  const MOST_BOXES = 8;
  /** How near the edge of the window a link is gone to all the same, in pixels. */
  const MARGIN = 40;

  /** @typedef {{ part: Element, seen: boolean, clips: Element[] }} Lit */

  /** The part of a box that is within what cuts it off. @param {DOMRect} box @param {readonly DOMRect[]} edges @param {boolean} seen */
  const within = (box, edges, seen) => {
    let { left, top, right, bottom } = box;
    for (const edge of edges) {
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return { left, top, width: right - left, height: bottom - top, seen };
  };

  /** @param {readonly Lit[]} all */
  const measure = (all) =>
    all.flatMap(({ part, seen, clips }) => {
      const edges = clips.map((clip) => clip.getBoundingClientRect());
      const boxes = lantern.boxes(part).slice(0, MOST_BOXES).map((box) => within(box, edges, seen));
      return boxes.filter(({ left, top, width, height }) => width > 0 && height > 0 && left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0);
    });

  /** @param {Element} part @param {boolean} atOnce */
  const goTo = (part, atOnce) => {
    const [box] = lantern.boxes(part);
    if (!box) return;
    const inSight = box.top > MARGIN && box.bottom < innerHeight - MARGIN && box.left >= 0 && box.right <= innerWidth;
    const still = atOnce || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;
    // What has no box of its own is gone to with what is around it.
    const target = part.getClientRects().length ? part : (part.parentElement ?? part);
    if (!inSight) Element.prototype.scrollIntoView.call(target, { block: 'center', inline: 'nearest', behavior: still ? 'instant' : 'smooth' });
  };

  /** @param {readonly Lit[]} all @param {number | null} count shown on the bar, if there is to be one @param {boolean} shared @param {boolean} still */
  const shine = (all, count, shared, still) => {
    const overlay = lantern.overlay();
    const listening = new AbortController();
    let frame = 0;
    const putOut = () => {
      cancelAnimationFrame(frame);
      listening.abort();
      overlay.remove();
      lantern.lit = undefined;
    };
    const byPerson = () => {
      putOut();
      // In other frames the light is put out by way of the background; if that is gone, this much is done.
      if (shared) chrome.runtime.sendMessage('put_out').catch(() => {});
    };
    const follow = () => {
      const gone = all.length > 0 && !all.some(({ part }) => part.isConnected);
      // A page that takes the overlay away is let have its way.
      if (!overlay.host.isConnected || gone) return putOut();
      overlay.draw(measure(all));
      frame = requestAnimationFrame(follow);
    };
    const { signal } = listening;
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !event.isTrusted) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        byPerson();
      },
      { capture: true, signal },
    );
    addEventListener('pagehide', putOut, { signal });
    if (count !== null) overlay.bar(count, byPerson);
    overlay.show(still);
    follow();
    lantern.lit = { host: overlay.host, putOut };
  };

  globalThis.lantern = {
    ...globalThis.lantern,
    light({ links, jump, elsewhere, shared, still }) {
      globalThis.lantern.lit?.putOut();
      /** @type {Lit[]} */
      const all = [];
      const said = lantern.find(document, links).map((link) => {
        if (!link) return null;
        const { part, why } = lantern.visible(link);
        const lit = PLACED.has(why) && lantern.boxes(part).length > 0;
        if (lit) all.push({ part, seen: why === '', clips: lantern.clips(part) });
        return /** @type {[boolean, string]} */ ([lit, why]);
      });
      const count = all.length + (elsewhere ?? 0);
      const [first] = all;
      if (jump && first) goTo(first.part, still);
      if (count > 0) shine(all, elsewhere === null ? null : count, shared, still);
      return said;
    },
  };
})();
