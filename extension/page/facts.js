// What a live document can tell of itself besides its links: how it was loaded, and signs that it is a login or a challenge
// rather than the page. Read only; src/page/arrival.rs judges.

(() => {
  /** Elements of the challenges in use, by which sites tell people from programs. */
  const CHALLENGES = [
    '#challenge-form',
    '#challenge-running',
    '#challenge-error-text',
    '#cf-challenge-running',
    '#px-captcha',
    '#sec-if-cpt-container',
    'form[action="/errors/validateCaptcha"]',
    'iframe[src^="https://geo.captcha-delivery.com/"]',
    'iframe[src^="https://challenges.cloudflare.com/"]',
  ].join();
  /** Longest text that is counted: beyond, it is a page in any case. */
  const LONGEST_TEXT = 10_000;

  const { createTreeWalker, querySelector, querySelectorAll } = Document.prototype;
  const { closest } = Element.prototype;

  /** @param {Document} document */
  const textLength = (document) => {
    const texts = createTreeWalker.call(document, document, NodeFilter.SHOW_TEXT);
    let length = 0;
    while (length < LONGEST_TEXT && texts.nextNode()) {
      const { parentElement, nodeValue } = texts.currentNode;
      if (parentElement && !closest.call(parentElement, 'script,style,noscript,template,head')) length += nodeValue?.trim().length ?? 0;
    }
    return length;
  };

  /** @param {Document} document @param {boolean} [always] @returns {string[][]} */
  const wall = (document, always = false) => {
    const passwords = querySelectorAll.call(document, 'input[type="password" i]').length;
    const challenge = querySelector.call(document, CHALLENGES);
    return passwords || challenge || always ? [['W', String(passwords), challenge ? 'challenge' : '', String(textLength(document))]] : [];
  };

  /** Rows for `lantern.collect`. @param {Document} document @returns {string[][]} */
  const facts = (document) => {
    const rows = [];
    const loaded = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType('navigation')[0]);
    if (loaded) rows.push(['N', String(loaded.responseStatus ?? 0), String(loaded.redirectCount), loaded.name]);
    return [...rows, ...wall(document)];
  };

  globalThis.lantern = { ...globalThis.lantern, facts, wall };
})();
