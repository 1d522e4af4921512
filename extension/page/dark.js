// Puts out what light.js lit in this frame, if anything.

(() => {
  globalThis.lantern = { ...globalThis.lantern, dark: () => globalThis.lantern.lit?.putOut() };
})();
