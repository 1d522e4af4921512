// The collector: walks a document and packs its links into one string, the value of this script. It resolves nothing
// and judges nothing; src/page/packed.rs reads the string and documents its format.
//
// It runs in an isolated world, where the page's scripts cannot change built-ins. But the page's elements can still
// stand in for properties of `document` (<img name="title">), so those are read through their prototypes.

(() => {
  const VERSION = '1';
  const FIELD = '\x1f';
  const ROW = '\x1e';
  const MARKS = /[\x1d-\x1f]/;
  /** Longest text of a link that is kept: evidence for a person, who reads less. */
  const LONGEST_TEXT = 1000;

  /** @type {Record<string, string>} */
  const ESCAPES = { '\x1d': '\x1da', '\x1e': '\x1db', '\x1f': '\x1dc' };

  /** @param {string} text */
  const escape = (text) => (MARKS.test(text) ? text.replace(/[\x1d-\x1f]/g, (mark) => ESCAPES[mark] ?? '') : text);

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
  const queryDocument = Document.prototype.querySelectorAll;
  const { querySelectorAll } = DocumentFragment.prototype;

  /** The shadow root of an element, open or closed, where the browser lets an extension have it. */
  const shadowOf = /** @type {(host: any) => ShadowRoot | null} */ (
    globalThis.chrome?.dom?.openOrClosedShadowRoot?.bind(chrome.dom) ??
      ((host) => host.openOrClosedShadowRoot ?? host.shadowRoot)
  );

  /** What names a link without text: its image's alternative text, else a label. @param {Element} link */
  const label = (link) => {
    const image = link.querySelector('img[alt]:not([alt=""])');
    return (
      image?.getAttribute('alt') ??
      link.getAttribute('aria-label') ??
      link.querySelector('title')?.textContent ??
      link.getAttribute('title') ??
      ''
    );
  };

  let packed = '';
  let frames = 0;

  /** @param {string} kind @param {Element} link @param {string} href */
  const pack = (kind, link, href) => {
    let text = link.textContent ?? '';
    if (text.length > LONGEST_TEXT) text = text.trim().slice(0, LONGEST_TEXT);
    const named = /\S/.test(text) ? '' : label(link);
    const rel = link.getAttribute('rel') ?? '';
    packed += kind + FIELD + escape(href) + FIELD + escape(rel) + FIELD + escape(text) + FIELD + escape(named) + ROW;
  };

  /** Packs what is in a document or shadow root, in document order. @param {NodeListOf<Element>} elements */
  const walk = (elements) => {
    for (const element of elements) {
      const name = element.localName;
      if (name === 'a' || name === 'area') {
        const svg = name === 'a' && element.namespaceURI === 'http://www.w3.org/2000/svg';
        const href = element.getAttribute('href') ?? (svg ? element.getAttribute('xlink:href') : null);
        if (href !== null) pack(name === 'area' ? 'r' : svg ? 's' : 'a', element, href);
      } else if (name === 'iframe' || name === 'frame') {
        frames += 1;
      } else {
        const shadow = shadowOf(element);
        if (shadow) walk(querySelectorAll.call(shadow, CANDIDATES));
      }
    }
  };

  // What can be a link, hold a frame, or host a shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name; custom
  // elements have no selector of their own, so all that is left is named by what it is not).
  const CANDIDATES = '*';

  walk(queryDocument.call(document, CANDIDATES));

  let metas = '';
  for (const meta of queryDocument.call(document, 'meta[name][content]')) {
    const name = meta.getAttribute('name') ?? '';
    if (/bot/i.test(name)) metas += 'M' + FIELD + escape(name) + FIELD + escape(meta.getAttribute('content') ?? '') + ROW;
  }

  const head = [
    'D',
    VERSION,
    documentURL(document),
    baseURI(document),
    contentType(document),
    title(document),
    body(document)?.textContent?.length ?? 0,
    frames,
  ];
  return head.map((field) => escape(String(field ?? ''))).join(FIELD) + ROW + metas + packed;
})();
