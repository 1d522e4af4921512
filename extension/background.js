// The background: registers every listener in its first turn and hands each message to Rust. It decides nothing.
// A service worker in Chromium, an event page in Firefox.

import { tellOf } from './arrivals.js';
import { makeMenus, openBeside, pressed } from './beside.js';
import { fetchPage, stopFetch } from './check/fetcher.js';
import { callInPage } from './inject.js';
import { listenToNotices, notifyOfChanges, showBadge, showSign } from './notice.js';
import { takePicture } from './picture.js';
import init, { choose, handle, start_up, wake } from './wasm/link_lantern.js';

// Everything in storage is the extension's own; scripts in pages have no business there. Firefox has no such call and
// is told apart by its absence.
const closed = chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

// Where Rust looks for it.
Object.assign(globalThis, { callInPage, fetchPage, notifyOfChanges, showBadge, showSign, stopFetch, takePicture, tellOf });

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

// Both are presses, which let the tab be read; a panel opens only before anything is waited for.
chrome.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
  if (tab?.id === undefined) return;
  const { id } = tab;
  void openBeside(tab.windowId, id);
  void ready.then(() => choose(id, String(menuItemId), linkUrl ?? '')).then(() => pressed(id));
});
chrome.commands.onCommand.addListener((_, tab) => {
  if (tab?.id === undefined) return;
  void openBeside(tab.windowId, tab.id);
  pressed(tab.id);
});

// Alarms, the badge and chosen sites do not outlive every browser's end, nor an update.
chrome.runtime.onStartup.addListener(() => ready.then(() => start_up()));
chrome.runtime.onInstalled.addListener(() => {
  void makeMenus();
  void ready.then(() => start_up());
});
chrome.permissions.onRemoved.addListener(() => ready.then(() => start_up()));
listenToNotices();
// The permission may come while this runs.
chrome.permissions.onAdded.addListener(({ permissions }) => permissions?.includes('notifications') && listenToNotices());
