// The way from the background to check/look.js: in Firefox the background itself, in Chromium an offscreen document, made
// when first needed.

/** @import { Look } from './look.js' */

const PAGE = 'check/offscreen.html';

/** The document that is being made. @type {Promise<void> | undefined} */
let making;

/** @param {Look} asked @returns {Promise<string>} */
export async function fetchPage(asked) {
  if (hasParser()) return (await import('./look.js')).look(asked);
  return (await deliver(asked)) ?? (await deliver(asked)) ?? '';
}

/** @param {number} ticket */
export async function stopFetch(ticket) {
  if (hasParser()) return (await import('./look.js')).stop(ticket);
  // Should there be no document, there is nothing to stop.
  await chrome.runtime.sendMessage({ stop_look: ticket }).catch(() => {});
}

const hasParser = () => typeof DOMParser === 'function';

/** The answer; none if the document closed at that moment. @param {Look} asked @returns {Promise<string | undefined>} */
async function deliver(asked) {
  await (making ??= made().finally(() => (making = undefined)));
  return chrome.runtime.sendMessage({ look: asked }).catch(() => undefined);
}

async function made() {
  const contextTypes = [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT];
  if ((await chrome.runtime.getContexts({ contextTypes })).length > 0) return;
  await chrome.offscreen.createDocument({
    url: PAGE,
    reasons: [chrome.offscreen.Reason.DOM_PARSER],
    justification: 'To read the links of pages that are not open in a tab.',
  });
}
