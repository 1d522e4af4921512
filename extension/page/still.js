// Answers once the page is drawn as it is now: a picture that is taken at once may show what was there before.

(() => {
  /** Frames that are drawn in between: one for the scrolling, one for the rings, one until both are seen. */
  const FRAMES = 3;
  /** A page behind another draws nothing, and is not waited for longer than this. */
  const PATIENCE_MS = 1000;

  globalThis.lantern = {
    ...globalThis.lantern,
    still: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => resolve(false), PATIENCE_MS);
        let left = FRAMES;
        const next = () => {
          left -= 1;
          if (left >= 0) return void requestAnimationFrame(next);
          clearTimeout(late);
          resolve(true);
        };
        next();
      }),
  };
})();
