// The collector: packs a document's links, and what it says of itself, into one string. It resolves nothing and judges
// nothing; src/page/packed.rs reads the string and documents its format.

(() => {
  const VERSION = '2';
  const FIELD = '\x1f';
  const ROW = '\x1e';
  /** Longest text of a link that is kept: evidence for a person, who reads less. */
  const LONGEST_TEXT = 1000;
  /** Most links of a frame. src/page/reader.rs keeps as many of all frames together. */
  const MOST_LINKS = 200_000;
  /** Letters of all links of a frame together after which no more are taken; of pages, only those made to harm have as many. */
  const MOST_LETTERS = 50_000_000;
  /** Most meta tags, canonical and alternate addresses, and most frames inside that are told one by one. */
  const MOST_ROWS = 2000;
  /** Longest title. */
  const LONGEST_TITLE = 10_000;
  /** Elements whose text nobody sees, or is another link's. */
  const UNSEEN = 'style,script,template,noscript,title,desc,metadata,a[href]';

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
  const root = getter(Document.prototype, 'documentElement');
  const links = getter(Document.prototype, 'links');
  const view = getter(Document.prototype, 'defaultView');
  const { querySelectorAll } = Document.prototype;
  const { closest, getAttribute, matches } = Element.prototype;

  /** What addresses in a document are resolved against that has the address of its parser. @param {Document} document @param {string} address */
  const baseOf = (document, address) => {
    const [base] = [...querySelectorAll.call(document, 'base[href]')].filter((element) => element instanceof HTMLBaseElement);
    const href = base?.getAttribute('href') ?? '';
    const url = URL.canParse(href, address) && new URL(href, address);
    return url && !/^(data|javascript):/.test(url.protocol) ? url.href : address;
  };

  /** The size of a frame that nothing shows, as far as its attributes tell. @param {Element} frame @returns {[width: string, height: string]} */
  const written = (frame) => {
    const [width = '', height = '', style = ''] = ['width', 'height', 'style'].map((name) => frame.getAttribute(name) ?? '');
    if (frame.hasAttribute('hidden') || /(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return ['0', '0'];
    return /^\d+$/.test(width) && /^\d+$/.test(height) ? [width, height] : ['', ''];
  };

  /** The text of a link without that of elements whose text nobody sees, and of links inside it. @param {Element} link */
  const seen = (link) => {
    const texts = link.ownerDocument.createTreeWalker(link, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return matches.call(node, UNSEEN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    let text = '';
    while (texts.nextNode()) text += texts.currentNode.nodeValue;
    return text;
  };

  /** What names a link without text, in the order in which it counts: the letter for what it is, and how it is found. */
  const NAMES = /** @type {[string, (link: Element, kind: LanternLinkKind) => string | null | undefined][]} */ ([
    ['i', (link, kind) => (kind === 'r' ? link : link.querySelector('img[alt]:not([alt=""])'))?.getAttribute('alt')],
    ['l', (link) => link.getAttribute('aria-label')],
    ['g', (link) => link.querySelector('svg title')?.textContent],
    ['t', (link) => link.getAttribute('title')],
  ]);

  /** @param {Element} link @param {LanternLinkKind} kind */
  const label = (link, kind) => {
    for (const [letter, find] of NAMES) {
      const name = find(link, kind);
      if (name?.trim()) return letter + name.slice(0, LONGEST_TEXT);
    }
    return link.querySelector('img,svg,picture,video,canvas,object') ? 'p' : '';
  };

  /**
   * @param {Document} document
   * @param {readonly (readonly string[])[]} head rows that go before the links
   * @param {(text: string) => string} escape what makes a text safe between the marks
   * @param {string} [address] of the document, if it is not its own to tell
   */
  const pack = (document, head, escape, address) => {
    /** @type {string[]} */
    const fields = [];
    /** All content, to be searched for marks in one go: ten thousand small searches take longer than all the rest. */
    let content = '';
    let frames = 0;
    let taken = 0;
    let cut = false;
    const live = view(document) !== null;
    /** @type {readonly Element[]} */
    let places = [];

    /** @param {string} kind @param {string[]} texts */
    const row = (kind, ...texts) => {
      fields.push(ROW + kind);
      for (const text of texts) {
        content += text;
        fields.push(escape(text));
      }
    };

    /** @param {string} selector @param {string} kind @param {string[]} names */
    const rows = (selector, kind, ...names) => {
      for (const element of [...querySelectorAll.call(document, selector)].slice(0, MOST_ROWS)) {
        row(kind, ...names.map((name) => element.getAttribute(name) ?? ''));
      }
    };

    // Before the links, for they speak for all of them.
    for (const [kind = '', ...texts] of head) row(kind, ...texts);
    rows('meta[name*="bot" i][content]', 'M', 'name', 'content');
    rows('head link[rel~="canonical" i][href]', 'C', 'href');
    rows('link[rel~="alternate" i][hreflang][href]', 'L', 'hreflang', 'href');
    lantern.walk(document, {
      place(now) {
        let kept = 0;
        while (kept < places.length && places[kept] === now[kept]) kept += 1;
        if (kept < places.length) row('-', String(kept));
        for (const element of now.slice(kept)) {
          // Elements may be forms, whose fields can stand in for what elements have.
          const [role = '', id = '', names = ''] = ['role', 'id', 'class'].map((name) => getAttribute.call(element, name) ?? '');
          row('+', String(element.localName), role, `${id} ${names}`.slice(0, 200));
        }
        places = [...now];
      },
      frame(element) {
        // In what is parsed only, <noscript> has elements; those who run scripts never see them.
        if (!live && closest.call(element, 'noscript')) return;
        frames += 1;
        if (frames > MOST_ROWS) return;
        // Its size as shown, for many frames are there for no person to see.
        const shown = live && element.checkVisibility({ visibilityProperty: true });
        const size = live ? (shown ? [element.clientWidth, element.clientHeight].map(String) : ['0', '0']) : written(element);
        row('F', element.getAttribute('src') ?? element.getAttribute('data') ?? '', ...size);
      },
      link(element, kind, href) {
        cut = taken === MOST_LINKS || content.length > MOST_LETTERS;
        if (cut) return false;
        taken += 1;
        const odd = element.firstElementChild && element.querySelector(UNSEEN);
        let text = (odd ? seen(element) : element.textContent) ?? '';
        if (text.length > LONGEST_TEXT) text = text.trim().slice(0, LONGEST_TEXT);
        // Most texts begin with a letter; only the others are searched for one.
        const named = text.charCodeAt(0) > 0x20 || text.trim() !== '';
        row(kind, href, element.getAttribute('rel') ?? '', text, named ? '' : label(element, kind));
        return true;
      },
    });
    const inside = fields.splice(0);
    const facts = [
      address ?? documentURL(document),
      address === undefined ? baseURI(document) : baseOf(document, address),
      contentType(document),
      String(title(document) ?? '').slice(0, LONGEST_TITLE),
      body(document)?.textContent?.length ?? 0,
      // The window counts those of `<embed>` too, but none in shadow roots.
      Math.max(frames, view(document)?.length ?? 0),
      // A script may have made a form the root.
      (root(document) && getAttribute.call(root(document), 'lang')) ?? '',
      links(document)?.length ?? 0,
    ];
    row('D', VERSION, ...facts.map((fact) => String(fact ?? '')));
    if (cut) row('Z');
    return { content, packed: fields.concat(inside).join(FIELD) };
  };

  /** @type {Record<string, string>} */
  const letters = { '\x1d': '\x1da', '\x1e': '\x1db', '\x1f': '\x1dc' };

  globalThis.lantern = {
    ...globalThis.lantern,
    collect(document, head = [], address) {
      const plain = pack(document, head, (text) => text, address);
      if (!/[\x1d-\x1f]/.test(plain.content)) return plain.packed;
      return pack(document, head, (text) => text.replace(/[\x1d-\x1f]/g, (mark) => letters[mark] ?? ''), address).packed;
    },
  };
})();
