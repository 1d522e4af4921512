// Whether a link can be seen, here or further down the page, and if not why not: a word of src/page/evidence.rs. It says
// what it is sure of; what it cannot judge counts as visible.

(() => {
  const SHOWN = 'img,svg,picture,video,canvas,object,input,button,iframe,embed';
  /** Parts of a link that are looked at. */
  const MOST = 20;
  /** Of this height or width, in pixels, nothing can be seen. */
  const NOTHING = 1;

  /** @param {object} prototype @param {string} name @returns {(of: Node) => any} */
  const getter = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return (of) => get?.call(of);
  };
  const parentNode = getter(Node.prototype, 'parentNode');
  const slotOf = getter(Element.prototype, 'openOrClosedAssignedSlot');
  const openSlotOf = getter(Element.prototype, 'assignedSlot');
  const scroller = getter(Document.prototype, 'scrollingElement');
  const { checkVisibility, getClientRects, getBoundingClientRect } = Element.prototype;

  /** The element around, through slots and shadow roots. @param {Element} element @returns {Element | null} */
  const around = (element) => {
    const parent = slotOf(element) ?? openSlotOf(element) ?? parentNode(element);
    if (parent instanceof ShadowRoot) return parent.host;
    return parent instanceof Element ? parent : null;
  };

  /** Every element around, the nearest first. @param {Element} element @returns {Element[]} */
  const chain = (element) => {
    const elements = [];
    for (let up = around(element); up && elements.length < 1000; up = around(up)) elements.push(up);
    return elements;
  };

  /** @param {readonly DOMRect[]} rects */
  const sizable = (rects) => rects.filter(({ width, height }) => width > NOTHING && height > NOTHING);

  /** The boxes of a part: its own, or where it has none those of its text. @param {Element} part */
  const boxes = (part) => {
    const own = sizable([...getClientRects.call(part)]);
    if (own.length) return own;
    const range = document.createRange();
    range.selectNodeContents(part);
    return sizable([...range.getClientRects()]);
  };

  /** What of a link is there to be seen: elements that hold its text or are pictures. @param {Element} link @returns {Element[]} */
  const parts = (link) => {
    if (link.localName === 'area') {
      const map = parentNode(link);
      const name = map instanceof Element ? map.getAttribute('name') : null;
      const root = /** @type {ParentNode} */ (link.getRootNode());
      const image = name === null ? null : root.querySelector(`img[usemap="#${CSS.escape(name)}" i]`);
      return image ? [image] : [];
    }
    if (!link.firstElementChild) return [link];
    /** @type {Element[]} */
    const found = [];
    const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(), left = 500; node && found.length < MOST && left > 0; node = walker.nextNode(), left -= 1) {
      const part = node instanceof Element ? (node.matches(SHOWN) ? node : null) : node.nodeValue?.trim() ? parentNode(node) : null;
      if (part && found[found.length - 1] !== part) found.push(part);
    }
    return found.length ? found : [link];
  };

  /** Whether the browser draws it, and what stops it. @param {Element} part @param {readonly Element[]} ups */
  const drawn = (part, ups) => {
    const contents = getComputedStyle(part).display === 'contents';
    const judged = contents ? (ups.find((up) => getComputedStyle(up).display !== 'contents') ?? part) : part;
    if (checkVisibility.call(judged, { opacityProperty: true, visibilityProperty: true }) && (!contents || getComputedStyle(part).visibility === 'visible')) return '';
    let inner = part;
    for (const up of ups) {
      // What stands in the first summary of closed details is shown.
      if (up.localName === 'details' && !up.hasAttribute('open') && !(inner.localName === 'summary' && up.querySelector(':scope > summary') === inner)) return 'collapsed';
      inner = up;
    }
    const styles = [part, ...ups].map((element) => getComputedStyle(element));
    if (styles.some(({ display }) => display === 'none')) return 'display';
    if (styles[0]?.visibility !== 'visible') return styles[0]?.visibility === 'collapse' ? 'collapsed' : 'visibility';
    if (styles.some(({ opacity }) => opacity === '0')) return 'opacity';
    if (styles.some(({ contentVisibility }) => contentVisibility === 'hidden')) return 'skipped';
    return 'unknown';
  };

  /** Whether no scrolling leads there. @param {DOMRect} box */
  const offScreen = ({ left, right, top, bottom }) => {
    const root = scroller(document) ?? document.documentElement;
    const { scrollWidth, scrollHeight, clientWidth } = root;
    const rtl = getComputedStyle(root).direction === 'rtl';
    const least = rtl ? clientWidth - scrollWidth : 0;
    const most = rtl ? clientWidth : scrollWidth;
    return right + scrollX <= least || left + scrollX >= most || bottom + scrollY <= 0 || top + scrollY >= scrollHeight;
  };

  /** @param {CSSStyleDeclaration} style */
  const cutAway = ({ clip, clipPath, position }) => {
    if (/^(inset\((?:[5-9]\d|100)(?:\.\d+)?%|circle\(0(?:px|%)?[ )])/.test(clipPath)) return true;
    const sides = /^rect\((-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px\)/.exec(clip);
    if (!sides || !['absolute', 'fixed'].includes(position)) return false;
    const [top = 0, right = 0, bottom = 0, left = 0] = sides.slice(1).map(Number);
    return bottom - top <= NOTHING || right - left <= NOTHING;
  };

  /**
   * Elements that cut off what goes beyond their edges, nearest first, with whether a person can scroll in them.
   *
   * @param {Element} part
   * @param {readonly Element[]} ups
   */
  const clips = (part, ups) => {
    /** @type {{ element: Element, style: CSSStyleDeclaration, scrolls: boolean }[]} */
    const found = [];
    let { position } = getComputedStyle(part);
    for (const element of ups) {
      const style = getComputedStyle(element);
      const holds = style.position !== 'static' || style.transform !== 'none' || style.filter !== 'none';
      // What is positioned is cut off only by what it is positioned in.
      if (position === 'fixed' && style.transform === 'none') continue;
      if (position === 'absolute' && !holds) continue;
      ({ position } = style);
      // That of the root and the body is the window's own.
      if (element === document.documentElement || element === document.body || style.display === 'contents') continue;
      const overflows = [style.overflowX, style.overflowY];
      if (overflows.every((each) => each === 'visible')) continue;
      found.push({ element, style, scrolls: overflows.some((each) => each === 'auto' || each === 'scroll') });
    }
    return found;
  };

  /**
   * Whether it is cut off, and where it is seen at best: its boxes, or the box that it can be scrolled into sight in.
   *
   * @param {Element} part
   * @param {readonly Element[]} ups
   * @param {readonly DOMRect[]} rects
   * @returns {{ cut: string, shown: readonly DOMRect[] }}
   */
  const clipped = (part, ups, rects) => {
    if ([part, ...ups].some((element) => cutAway(getComputedStyle(element)))) return { cut: 'clipped', shown: rects };
    let shown = rects;
    for (const { element, scrolls } of clips(part, ups)) {
      const edge = getBoundingClientRect.call(element);
      if (edge.height <= NOTHING && edge.width > NOTHING) return { cut: 'collapsed', shown };
      if (edge.height <= NOTHING || edge.width <= NOTHING) return { cut: 'clipped', shown };
      const inside = shown.some(
        ({ left, right, top, bottom }) => right > edge.left + NOTHING && left < edge.right - NOTHING && bottom > edge.top + NOTHING && top < edge.bottom - NOTHING,
      );
      if (scrolls) shown = [edge];
      else if (!inside) return { cut: 'clipped', shown };
    }
    return { cut: '', shown };
  };

  /** Red, green, blue and alpha; null for what is written otherwise. @param {string} colour */
  const channels = (colour) => {
    const found = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour);
    return found ? [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4] ?? 1)] : null;
  };

  /** The elements at the middle of the boxes that are in the window, topmost first. @param {readonly DOMRect[]} rects */
  const stacks = (rects) => {
    const middles = rects.slice(0, 3).map(({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }));
    const inWindow = middles.filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const own = lantern.lit?.host;
    return inWindow.map(({ x, y }) => Document.prototype.elementsFromPoint.call(document, x, y).filter((element) => element !== own));
  };

  /** @param {Element} element */
  const hidesBehind = (element) => {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    if (Number(opacity) < 0.9) return false;
    return element.matches('img,video,canvas,iframe,embed,object') || backgroundImage !== 'none' || (channels(backgroundColor)?.[3] ?? 0) > 0.9;
  };

  /** Whether something lies on top of all of it. @param {Set<Element>} family @param {readonly Element[][]} piles */
  const covered = (family, piles) => {
    const hidden = (/** @type {readonly Element[]} */ pile) => {
      const at = pile.findIndex((element) => family.has(element));
      return at > 0 && pile.slice(0, at).some(hidesBehind);
    };
    return piles.length > 0 && piles.every(hidden);
  };

  /** Whether its text has the colour of what is behind, where that is nothing but plain colour. @param {Element} part @param {readonly Element[]} ups @param {readonly Element[][]} piles */
  const sameColour = (part, ups, piles) => {
    if (part.matches(SHOWN) || piles.length === 0) return false;
    const { color, textShadow, textDecorationLine, textDecorationColor } = getComputedStyle(part);
    const text = channels(color);
    if (!text || textShadow !== 'none' || (textDecorationLine !== 'none' && textDecorationColor !== color)) return false;
    const family = new Set([part, ...ups]);
    if (!piles.every((pile) => pile.every((element) => family.has(element)))) return false;
    for (const element of family) {
      const { backgroundColor, backgroundImage, borderBottomWidth } = getComputedStyle(element);
      const drawsMore = ['::before', '::after'].some((pseudo) => !['none', 'normal', ''].includes(getComputedStyle(element, pseudo).content));
      const behind = channels(backgroundColor);
      if (backgroundImage !== 'none' || drawsMore || !behind || (element === part && borderBottomWidth !== '0px')) return false;
      if (behind[3] === 0) continue;
      if (behind[3] !== 1) return false;
      return text[3] === 0 || [0, 1, 2].every((at) => Math.abs((text[at] ?? 0) - (behind[at] ?? 0)) <= 3);
    }
    return text[3] === 0;
  };

  /** @param {Element} part @param {Element} link @returns {LanternSight} */
  const sightOf = (part, link) => {
    const ups = chain(part);
    const rects = boxes(part);
    const undrawn = drawn(part, ups);
    if (undrawn) return { part, why: undrawn };
    const { cut, shown } = clipped(part, ups, rects);
    if (!rects.length) return { part, why: cut || 'size' };
    if (shown.every(offScreen)) return { part, why: 'off_screen' };
    if (cut) return { part, why: cut };
    const piles = stacks(rects);
    if (covered(new Set([part, ...ups, link]), piles)) return { part, why: 'covered' };
    return { part, why: sameColour(part, ups, piles) ? 'colour' : '' };
  };

  globalThis.lantern = {
    ...globalThis.lantern,
    boxes,
    clips: (part) => clips(part, chain(part)).map(({ element }) => element),
    visible(link) {
      // A frame that is not shown has no window to speak of.
      if (window !== top && (innerWidth === 0 || innerHeight === 0)) return { part: link, why: 'frame' };
      /** @type {LanternSight | null} */
      let first = null;
      for (const part of parts(link)) {
        const sight = sightOf(part, link);
        if (!sight.why) return sight;
        first ??= sight;
      }
      return first ?? { part: link, why: 'size' };
    },
  };
})();
