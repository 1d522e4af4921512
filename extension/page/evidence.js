// A second look at links: whether each can be seen, and the sentence it stands in; null for one that is gone.

(() => {
  globalThis.lantern = {
    ...globalThis.lantern,
    evidence: ({ links }) => lantern.find(document, links).map((link) => link && { why: lantern.visible(link).why, ...lantern.sentence(link) }),
  };
})();
