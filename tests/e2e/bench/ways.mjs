// The ways that are measured against each other, each from the click's message to the background's word that it is
// done: one message from a view to the background, one script into the page and its result back, one message to the view.
//
// The extension answers its own `open` message. The others run in the same background, with the same grant and the
// same kind of injection, behind a port that is opened for the measurement; so all pay for the same two crossings
// between view and background, and the difference is what each does for its links.

/** Runs in the background's worker: answers a port named `bench` by running a way once. */
export function answerBench() {
  chrome.runtime.onConnect.addListener((port) => {
    port.onMessage.addListener(async ({ way, tab }) => {
      const target = { tabId: tab, allFrames: true };
      const script = { usual: { func: usual }, walk: { func: walk } }[way] ?? { files: ["page/walk.js", "page/collect.js", "page/read.js"] };
      const results = await chrome.scripting.executeScript({ target, injectImmediately: true, ...script });
      const { result } = results.find(({ frameId }) => frameId === 0);
      // Only a number goes back: the links are to be where the extension has them, in the background.
      port.postMessage(result.length ?? result);
    });
  });

  // The floor without the crossing: what the collector makes of the page stays there. The extension has read it before.
  function walk() {
    const { collect, facts } = globalThis.lantern;
    return collect(document, facts(document)).length;
  }

  // How it is usually done: a loop over the page's links in the page, an object for each. The fields are those that the
  // extension's collector records, resolved and judged as the extension's core does it.
  function usual() {
    const own = location.host;
    return [...document.links].map((link) => {
      let url = null;
      try {
        url = new URL(link.getAttribute("href"), document.baseURI);
      } catch {
        // Kept without an address, as the extension keeps it.
      }
      const text = link.textContent.trim();
      return {
        element: link.localName,
        raw: link.getAttribute("href"),
        href: url?.href ?? null,
        host: url?.host ?? null,
        outbound: url !== null && /^https?:$/.test(url.protocol) && url.host !== own,
        rel: link.rel,
        text,
        label: text ? "" : (link.querySelector("img[alt]")?.alt ?? link.ariaLabel ?? link.title),
      };
    });
  }
}

/** Runs in a view: milliseconds that one way takes for a tab. */
export async function time(way, tab) {
  if (way === "extension") {
    const from = performance.now();
    const { ok } = await chrome.runtime.sendMessage({ open: { tab } });
    const took = performance.now() - from;
    if (!ok || ok.report.page.failure) {
      throw new Error("the extension could not read the page");
    }
    return took;
  }
  globalThis.benchPort ??= chrome.runtime.connect({ name: "bench" });
  const answer = new Promise((resolve) => {
    globalThis.benchPort.onMessage.addListener(function once(length) {
      globalThis.benchPort.onMessage.removeListener(once);
      resolve(length);
    });
  });
  const from = performance.now();
  globalThis.benchPort.postMessage({ way, tab });
  await answer;
  return performance.now() - from;
}
