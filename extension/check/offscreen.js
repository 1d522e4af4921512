// Chromium's background has no DOMParser; this document has. It fetches and packs what the background asks for, and knows
// nothing else: no storage, no token. Who is not the background is not heard. It closes itself when there is nothing to do.

import { busy, look, stop } from './look.js';

/** Milliseconds without work after which it is not needed any more. */
const IDLE = 30_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let idle;

function rest() {
  clearTimeout(idle);
  idle = setTimeout(() => (busy() ? rest() : close()), IDLE);
}

chrome.runtime.onMessage.addListener((message, { id, url, tab }, respond) => {
  const background = id === chrome.runtime.id && !tab && url === chrome.runtime.getURL('background.js');
  if (!background) return false;
  if (message.stop_look !== undefined) stop(message.stop_look);
  if (!message.look) return false;
  look(message.look).then(respond).finally(rest);
  return true; // The answer comes later.
});

rest();
