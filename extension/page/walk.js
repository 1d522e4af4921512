// The walk through a document, which all scripts for pages share: every link in document order, through shadow roots open
// and closed, with where it stands. It resolves nothing and judges nothing.
//
// Scripts for pages run in an isolated world, where the page's scripts cannot change built-ins. But elements of a page can
// still stand in for properties of `document` and of forms (<img name="title">, <input name="localName">), so what
// those have is reached through its prototype.

(() => {
  const HTML = 'http://www.w3.org/1999/xhtml';
  const SVG = 'http://www.w3.org/2000/svg';
  const MATHML = 'http://www.w3.org/1998/Math/MathML';
  const XLINK = 'http://www.w3.org/1999/xlink';
  /** Elements that may host a shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name), besides custom ones. */
  const HOSTS = new Set(
    'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
  );
  /** What can tell a link's place. */
  const LANDMARKS = [
    ...'main article nav header footer aside noscript'.split(' '),
    ...'main article navigation banner contentinfo complementary'.split(' ').map((role) => `[role="${role}" i]`),
    '[id*="comment" i]',
    '[class*="comment" i]',
    '#disqus_thread',
  ].join();

  const { createTreeWalker } = Document.prototype;
  const { querySelectorAll } = Document.prototype;
  const inFragment = DocumentFragment.prototype.querySelectorAll;
  const { contains } = Node.prototype;
  const view = Object.getOwnPropertyDescriptor(Document.prototype, 'defaultView')?.get;

  const contentWindow = Object.getOwnPropertyDescriptor(HTMLObjectElement.prototype, 'contentWindow')?.get;

  /** The shadow root of an element, open or closed, where the browser lets an extension have it. */
  const shadowOf = /** @type {(host: any) => ShadowRoot | null} */ (
    globalThis.chrome?.dom?.openOrClosedShadowRoot?.bind(chrome.dom) ??
      ((host) => host.openOrClosedShadowRoot ?? host.shadowRoot)
  );

  /**
   * @param {Document} document
   * @param {LanternVisitor} visit told of every link and frame in document order
   */
  const walk = (document, visit) => {
    const inert = view?.call(document) === null;
    /** The landmarks that the walk is in, outermost first. @type {Element[]} */
    const places = [];
    let moved = false;
    /** What holds the last link; what it holds too stands in the same place. @type {ParentNode | null} */
    let holder = null;

    /** Leaves the landmarks that the element is not in. @param {Element} element @param {number} floor landmarks around the shadow root */
    const leave = (element, floor) => {
      // A landmark may be a form, whose fields can stand in for what elements have.
      for (let last = places.at(-1); last && places.length > floor && !contains.call(last, element); last = places.at(-1)) {
        places.pop();
        moved = true;
      }
    };

    /** Whether to go on. @param {Element} element @param {LanternLinkKind} kind @param {string | null} href @param {number} floor */
    const link = (element, kind, href, floor) => {
      if (href === null) return true;
      if (element.parentNode !== holder || moved) leave(element, floor);
      holder = element.parentNode;
      if (moved) visit.place?.(places);
      moved = false;
      return visit.link(element, kind, href) !== false;
    };

    /** What the walk is at in a root. Not by recursion: a page can nest roots deeper than any stack. @param {Document | DocumentFragment} root */
    const level = (root) => {
      const landmarks = (root instanceof Document ? querySelectorAll : inFragment).call(root, LANDMARKS);
      return { landmarks, at: 0, next: landmarks[0], floor: places.length, walker: createTreeWalker.call(document, root, NodeFilter.SHOW_ELEMENT) };
    };

    const levels = [level(document)];
    for (let now = levels.at(-1); now; ) {
      const { walker, floor } = now;
      const node = walker.nextNode();
      if (!node) {
        if (places.length > floor) moved = true;
        places.length = floor;
        levels.pop();
        now = levels.at(-1);
        continue;
      }
      const element = /** @type {Element} */ (node);
      if (element === now.next) {
        leave(element, floor);
        places.push(element);
        moved = true;
        now.next = now.landmarks[++now.at];
      }
      /** @type {DocumentFragment | null} */
      let inner = null;
      let more = true;
      // Of a form, fields may stand in for these, and are equal to none of what they are held against.
      const name = element.localName;
      const language = element.namespaceURI;
      if (language === MATHML) {
        // Firefox makes a link of nearly any element there, Chromium of none.
        if (element.matches(':any-link')) more = link(element, 'm', element.getAttribute('href'), floor);
      } else if (name === 'a' || name === 'area') {
        // An element of that name in any other language is no link.
        if (language === HTML) more = link(element, name === 'a' ? 'a' : 'r', element.getAttribute('href'), floor);
        else if (language === SVG && name === 'a') more = link(element, 's', element.getAttribute('href') ?? element.getAttributeNS(XLINK, 'href'), floor);
      } else if (name === 'iframe' || name === 'frame') {
        // A drawing may have an element of that name, which is no frame.
        if (language === HTML) visit.frame?.(element);
      } else if (name === 'object') {
        // It may hold a page, a picture, or nothing; in a drawing it is none.
        if (!inert && language === HTML && contentWindow?.call(element)) visit.frame?.(element);
      } else if (inert) {
        // What a live document would have turned into a shadow root.
        if (element instanceof HTMLTemplateElement && element.hasAttribute('shadowrootmode')) inner = element.content;
      } else if ((HOSTS.has(name) || name.includes?.('-')) && language === HTML) {
        // Chromium throws for any other kind of element, and some have such names: MathML's annotation-xml. An element
        // that came from another document is of that one's classes still.
        inner = shadowOf(element);
        if (inner) leave(element, floor);
      }
      if (!more) return;
      if (inner) {
        now = level(inner);
        levels.push(now);
      }
    }
  };

  globalThis.lantern = { ...globalThis.lantern, walk };
})();
