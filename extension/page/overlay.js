// What light.js draws: one element over the page, with rings and a bar in a closed shadow root of its own. Styled through
// the CSSOM alone, which no policy of a page forbids, and every rule of the host's is important, so that none of the
// page's can touch it. In the top layer, where dialogs cannot cover it.

(() => {
  const XHTML = 'http://www.w3.org/1999/xhtml';
  const AMBER = '#c77700';
  const HOST = {
    all: 'initial',
    display: 'block',
    position: 'fixed',
    inset: '0',
    width: 'auto',
    height: 'auto',
    margin: '0',
    border: '0',
    padding: '0',
    overflow: 'visible',
    background: 'none',
    'pointer-events': 'none',
    'z-index': '2147483647',
    'color-scheme': 'light',
  };
  const RING = {
    position: 'absolute',
    top: '0',
    left: '0',
    'box-sizing': 'border-box',
    'border-radius': '5px',
    outline: `2px solid ${AMBER}`,
    'box-shadow': '0 0 0 4px rgb(255 255 255 / 0.8), 0 0 12px 7px rgb(255 184 74 / 0.75)',
    background: 'rgb(255 184 74 / 0.16)',
  };
  const BAR = {
    position: 'absolute',
    bottom: '20px',
    left: '50%',
    transform: 'translateX(-50%)',
    'max-width': 'calc(100% - 2rem)',
    margin: '0',
    border: '1px solid rgb(255 255 255 / 0.25)',
    'border-radius': '99px',
    padding: '8px 16px 8px 12px',
    background: '#1d1f24',
    color: '#fbfaf7',
    font: '400 13px/1.4 system-ui, "Segoe UI", Roboto, sans-serif',
    'box-shadow': '0 2px 12px rgb(0 0 0 / 0.35)',
    cursor: 'pointer',
    'pointer-events': 'auto',
  };
  const LAMP = {
    display: 'inline-block',
    width: '9px',
    height: '9px',
    'margin-inline': '2px 9px',
    'border-radius': '50%',
    background: '#ffb84a',
    'box-shadow': '0 0 8px 2px rgb(255 184 74 / 0.7)',
  };
  const HINT = { 'margin-inline-start': '9px', color: '#b9bbc3' };

  /** @param {string} name @param {Record<string, string>} style @param {string} [priority] */
  const make = (name, style, priority = '') => {
    const element = /** @type {HTMLElement} */ (Document.prototype.createElementNS.call(document, XHTML, name));
    for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value, priority);
    return element;
  };

  /** @param {string} key @param {string[]} [args] */
  const say = (key, args) => chrome.i18n.getMessage(key, args);

  /** How many are lit, and how to put them out. @param {number} count */
  const words = (count) => {
    const plural = new Intl.PluralRules(say('language') || 'en').select(count);
    const key = 'light_bar';
    return say(`${key}_${plural}`, [String(count)]) || say(`${key}_other`, [String(count)]);
  };

  /**
   * Firefox draws no HTML in an SVG document, top layer or not, but in an element of SVG made for that. What is in it has the
   * drawing's coordinates, and gets the window's back.
   *
   * @param {HTMLElement} host
   */
  const inSvg = (host) => {
    const root = document.documentElement;
    if (host.getClientRects().length || !(root instanceof SVGSVGElement)) return null;
    const frame = /** @type {SVGForeignObjectElement} */ (Document.prototype.createElementNS.call(document, root.namespaceURI, 'foreignObject'));
    host.popover = null;
    frame.append(host);
    frame.style.setProperty('overflow', 'visible', 'important');
    frame.style.setProperty('pointer-events', 'none', 'important');
    root.append(frame);
    const fit = () => {
      const { a, b, c, d, e, f } = root.getScreenCTM()?.inverse() ?? new DOMMatrix();
      frame.setAttribute('transform', `matrix(${[a, b, c, d, e, f].join(' ')})`);
      frame.setAttribute('width', String(innerWidth));
      frame.setAttribute('height', String(innerHeight));
    };
    fit();
    return { frame, fit };
  };

  globalThis.lantern = {
    ...globalThis.lantern,
    overlay() {
      const host = make('div', HOST, 'important');
      const shadow = host.attachShadow({ mode: 'closed' });
      /** @type {HTMLElement[]} */
      const rings = [];
      /** @type {ReturnType<typeof inSvg>} */
      let framed = null;
      return {
        host,
        remove() {
          (framed?.frame ?? host).remove();
        },
        show(still) {
          const root = document.documentElement;
          root.append(host);
          try {
            host.popover = 'manual';
            host.showPopover();
          } catch {
            // Without the top layer it lies above all but dialogs.
          }
          framed = inSvg(host);
          if (!still && !matchMedia('(prefers-reduced-motion: reduce)').matches) host.animate({ opacity: [0, 1] }, 150);
        },
        bar(count, putOut) {
          const bar = make('button', BAR);
          bar.dir = say('direction') || 'ltr';
          const hint = make('span', HINT);
          hint.append(say('light_bar_out'));
          bar.append(make('span', LAMP), words(count), hint);
          bar.addEventListener('click', (event) => {
            if (event.isTrusted) putOut();
          });
          shadow.append(bar);
        },
        draw(boxes) {
          framed?.fit();
          boxes.forEach(({ left, top, width, height, seen }, at) => {
            const ring = rings[at] ?? shadow.appendChild(make('div', RING));
            rings[at] = ring;
            const { style } = ring;
            style.display = 'block';
            style.transform = `translate(${left - 3}px, ${top - 2}px)`;
            style.width = `${width + 6}px`;
            style.height = `${height + 4}px`;
            style.outlineStyle = seen ? 'solid' : 'dashed';
          });
          for (const ring of rings.slice(boxes.length)) ring.style.display = 'none';
        },
      };
    },
  };
})();
