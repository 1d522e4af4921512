// What is shown without being asked for: a number at the toolbar button, and a notification if the person wants one.

/** The page that both lead to. */
const PAGE = 'views/watches/watches.html';
const ID = 'changes';
let listening = false;
const WORDS = 'notify_changes';

/** @param {number} unseen */
export function showBadge(unseen) {
  // What the browser does not take is in the list.
  void chrome.action.setBadgeText({ text: unseen ? String(unseen) : '' }).catch(() => {});
  void chrome.action.setBadgeBackgroundColor({ color: '#a85f00' }).catch(() => {});
}

/** @param {number} changes */
export function notifyOfChanges(changes) {
  const language = chrome.i18n.getMessage('language') || 'en';
  const count = [new Intl.NumberFormat(language).format(changes)];
  // A language may have more categories than there are messages, as French has one for millions.
  const plural = new Intl.PluralRules(language).select(changes);
  const words = chrome.i18n.getMessage(`${WORDS}_${plural}`, count) || chrome.i18n.getMessage(`${WORDS}_other`, count);
  void chrome.notifications?.create(ID, { type: 'basic', iconUrl: chrome.runtime.getURL('icons/lantern-128.png'), title: chrome.i18n.getMessage('ext_name'), message: words });
}

/** Opens the page when a notification is clicked, once the permission is there. */
export function listenToNotices() {
  if (listening || !chrome.notifications) return;
  listening = true;
  chrome.notifications.onClicked.addListener((id) => {
    if (id !== ID) return;
    void chrome.notifications.clear(id);
    void chrome.tabs.create({ url: chrome.runtime.getURL(PAGE) });
  });
}
