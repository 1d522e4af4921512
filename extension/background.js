// The background: registers every listener in its first turn and hands each message to Rust. It decides nothing.
// A service worker in Chromium, an event page in Firefox.

import { fetchPage, stopFetch } from './check/fetcher.js';
import { callInPage } from './inject.js';
import { listenToNotices, notifyOfChanges, showBadge } from './notice.js';
import { takePicture } from './picture.js';
import init, { handle, start_up, wake } from './wasm/link_lantern.js';

// Everything in storage is the extension's own; scripts in pages have no business there. Firefox has no such call and
// is told apart by its absence.
const closed = chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

// Where Rust looks for it.
Object.assign(globalThis, { callInPage, fetchPage, notifyOfChanges, showBadge, stopFetch, takePicture });

const ready = Promise.all([init({ module_or_path: chrome.runtime.getURL('wasm/link_lantern_bg.wasm') }), closed]);

/**
 * What the browser says of a sender, and what Rust holds it against.
 * @param {chrome.runtime.MessageSender} sender
 */
const facts = ({ id, url, tab }) => ({ id, url, tab: tab?.id, own_id: chrome.runtime.id, own_base: chrome.runtime.getURL('') });

/** The answer if Rust itself cannot be reached. */
const broken = {
  err: {
    code: 'internal',
    says: { key: 'err_internal', args: [] },
    advice: { key: 'fix_internal', args: [] },
    retry: 'now',
    maybe_billed: false,
  },
};

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  ready.then(() => handle(message, facts(sender))).then(respond, () => respond(broken));
  return true; // The answer comes later.
});

// What waits for longer than a worker lives goes on when this rings.
chrome.alarms.onAlarm.addListener(({ name }) => ready.then(() => wake(name)));

// Alarms and the badge do not outlive every browser's end, nor an update.
chrome.runtime.onStartup.addListener(() => ready.then(() => start_up()));
chrome.runtime.onInstalled.addListener(() => ready.then(() => start_up()));
listenToNotices();
// The permission may come while this runs.
chrome.permissions.onAdded.addListener(({ permissions }) => permissions?.includes('notifications') && listenToNotices());
