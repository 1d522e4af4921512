// The sentence that a link stands in: of the text of its block, from the sentence's beginning to its end.

(() => {
  /** Letters that are gathered to each side, and nodes that are looked at for them. */
  const FAR = 400;
  const NODES = 200;

  const parentOf = /** @type {(node: Node) => Element | null} */ (
    (node) => Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement')?.get?.call(node)
  );

  /** @param {Element} element */
  const flows = (element) => {
    const { display } = getComputedStyle(element);
    return display === '' || display === 'contents' || display === 'none' || display.startsWith('inline') || display.startsWith('ruby');
  };

  /** The block whose text a link is part of. @param {Element} link */
  const blockOf = (link) => {
    let block = link;
    for (let up = parentOf(link); up; up = parentOf(up)) {
      block = up;
      if (!flows(up)) break;
    }
    return block;
  };

  /** Whether a text belongs to the block's own lines, is passed over, or ends them. @param {Node} text @param {Element} block */
  const belongs = (text, block) => {
    for (let up = parentOf(text); up && up !== block; up = parentOf(up)) {
      if (getComputedStyle(up).display === 'none') return 'skip';
      if (!flows(up)) return 'end';
    }
    return 'take';
  };

  /**
   * The text to one side of a link, up to the end of the line or block.
   *
   * @param {Element} block
   * @param {Element} link
   * @param {'previousNode' | 'nextNode'} way
   */
  const beside = (block, link, way) => {
    const walker = Document.prototype.createTreeWalker.call(document, block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    walker.currentNode = link;
    let text = '';
    for (let seen = 0; seen < NODES && text.length < FAR; seen += 1) {
      const node = walker[way]();
      if (!node || (node instanceof Element && node.localName === 'br')) break;
      if (!(node instanceof Text) || link.contains(node)) continue;
      const place = belongs(node, block);
      if (place === 'end') break;
      if (place === 'take') text = way === 'nextNode' ? text + node.data : node.data + text;
    }
    return way === 'nextNode' ? text.slice(0, FAR) : text.slice(-FAR);
  };

  /** @param {string} text @param {number} from @param {number} to the sentences that these letters touch */
  const around = (text, from, to) => {
    let start = 0;
    let end = text.length;
    if (typeof Intl.Segmenter !== 'function') return { start, end };
    for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
      if (index <= from) start = index;
      if (index < to || index <= from) end = index + segment.length;
    }
    return { start, end };
  };

  globalThis.lantern = {
    ...globalThis.lantern,
    sentence(link) {
      const own = link instanceof HTMLElement ? link.innerText : link.textContent;
      const inside = (own ?? '').slice(0, FAR);
      const block = blockOf(link);
      if (block === link) return { before: '', link: inside.toWellFormed(), after: '' };
      const before = beside(block, link, 'previousNode');
      const after = beside(block, link, 'nextNode');
      const { start, end } = around(before + inside + after, before.length, before.length + inside.length);
      return {
        before: before.slice(start).toWellFormed(),
        link: inside.toWellFormed(),
        after: after.slice(0, Math.max(0, end - before.length - inside.length)).toWellFormed(),
      };
    },
  };
})();
