// Says how the page is, from outside: its address, its links as the browser counts them, whether any are lit.

(() => {
  /** A page's elements can stand in for what a document has. @param {string} name */
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document);

  globalThis.lantern = {
    ...globalThis.lantern,
    pulse: () => ({ url: String(own('URL')), links: own('links')?.length ?? 0, lit: Boolean(globalThis.lantern.lit) }),
  };
})();
