// The collector: walks a document and packs its links into one string, the value of this script. It resolves nothing
// and judges nothing; src/page/packed.rs reads the string and documents its format.
//
// It runs in an isolated world, where the page's scripts cannot change built-ins. But the page's elements can still
// stand in for properties of `document` (<img name="title">), so those are reached through their prototypes.

(() => {
  const VERSION = '1';
  const FIELD = '\x1f';
  const ROW = '\x1e';
  const SVG = 'http://www.w3.org/2000/svg';
  const XLINK = 'http://www.w3.org/1999/xlink';
  /** Longest text of a link that is kept: evidence for a person, who reads less. */
  const LONGEST_TEXT = 1000;
  /** Elements that may host a shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name), besides custom ones. */
  const HOSTS = new Set(
    'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
  );

  /** @param {object} prototype @param {string} name @returns {(of: Node) => any} */
  const getter = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return (of) => get?.call(of);
  };
  const baseURI = getter(Node.prototype, 'baseURI');
  const documentURL = getter(Document.prototype, 'URL');
  const contentType = getter(Document.prototype, 'contentType');
  const title = getter(Document.prototype, 'title');
  const body = getter(Document.prototype, 'body');
  const { createTreeWalker, querySelectorAll } = Document.prototype;

  /** The shadow root of an element, open or closed, where the browser lets an extension have it. */
  const shadowOf = /** @type {(host: any) => ShadowRoot | null} */ (
    globalThis.chrome?.dom?.openOrClosedShadowRoot?.bind(chrome.dom) ??
      ((host) => host.openOrClosedShadowRoot ?? host.shadowRoot)
  );

  /** What names a link without text: its image's alternative text, else a label. @param {Element} link */
  const label = (link) =>
    link.querySelector('img[alt]:not([alt=""])')?.getAttribute('alt') ??
    link.getAttribute('aria-label') ??
    link.querySelector('title')?.textContent ??
    link.getAttribute('title') ??
    '';

  /** @param {(text: string) => string} escape what makes a text safe between the marks */
  const collect = (escape) => {
    /** @type {string[]} */
    const fields = [];
    /** All content, to be searched for marks in one go: ten thousand small searches take longer than all the rest. */
    let content = '';
    let frames = 0;

    /** @param {string} kind @param {string[]} texts */
    const row = (kind, ...texts) => {
      fields.push(ROW + kind);
      for (const text of texts) {
        content += text;
        fields.push(escape(text));
      }
    };

    /** @param {string} kind @param {Element} link @param {string | null} href */
    const pack = (kind, link, href) => {
      if (href === null) return;
      let text = link.textContent ?? '';
      if (text.length > LONGEST_TEXT) text = text.trim().slice(0, LONGEST_TEXT);
      // Most texts begin with a letter; only the others are searched for one.
      const visible = text.charCodeAt(0) > 0x20 || text.trim() !== '';
      row(kind, href, link.getAttribute('rel') ?? '', text, visible ? '' : label(link));
    };

    /** Packs what is in a document or shadow root, in document order. @param {Node} root */
    const walk = (root) => {
      const walker = createTreeWalker.call(document, root, NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = /** @type {Element} */ (node);
        const name = element.localName;
        if (name === 'a') {
          const svg = element.namespaceURI === SVG;
          const href = element.getAttribute('href') ?? (svg ? element.getAttributeNS(XLINK, 'href') : null);
          pack(svg ? 's' : 'a', element, href);
        } else if (name === 'area') {
          pack('r', element, element.getAttribute('href'));
        } else if (name === 'iframe' || name === 'frame') {
          frames += 1;
        } else if ((HOSTS.has(name) || name.includes('-')) && element instanceof HTMLElement) {
          // Chromium throws for any other kind of element, and some have such names: MathML's annotation-xml.
          const shadow = shadowOf(element);
          if (shadow) walk(shadow);
        }
      }
    };

    // Before the links, for they speak for all of them.
    for (const meta of querySelectorAll.call(document, 'meta[name*="bot" i][content]')) {
      row('M', meta.getAttribute('name') ?? '', meta.getAttribute('content') ?? '');
    }
    walk(document);
    const rows = fields.splice(0);
    const length = body(document)?.textContent?.length ?? 0;
    const facts = [documentURL(document), baseURI(document), contentType(document), title(document), length, frames];
    row('D', VERSION, ...facts.map((fact) => String(fact ?? '')));
    return { content, packed: fields.concat(rows).join(FIELD) };
  };

  const plain = collect((text) => text);
  if (!/[\x1d-\x1f]/.test(plain.content)) return plain.packed;
  /** @type {Record<string, string>} */
  const letters = { '\x1d': '\x1da', '\x1e': '\x1db', '\x1f': '\x1dc' };
  return collect((text) => text.replace(/[\x1d-\x1f]/g, (mark) => letters[mark] ?? '')).packed;
})();
