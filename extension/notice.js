// What is shown without being asked for: a number at the toolbar button, and a notification if the person wants one.

/** The page that both lead to. */
const PAGE = 'views/watches/watches.html';
const ID = 'changes';

/** @param {number} unseen */
export function showBadge(unseen) {
  // What the browser does not take is in the list.
  void chrome.action.setBadgeText({ text: unseen ? String(unseen) : '' }).catch(() => {});
  void chrome.action.setBadgeBackgroundColor({ color: '#a85f00' }).catch(() => {});
}

/** @param {number} changes */
export function notifyOfChanges(changes) {
  const words = chrome.i18n.getMessage(changes === 1 ? 'notify_changes_one' : 'notify_changes_other', [String(changes)]);
  void chrome.notifications?.create(ID, { type: 'basic', iconUrl: chrome.runtime.getURL('icons/lantern-128.png'), title: chrome.i18n.getMessage('ext_name'), message: words });
}

/** Opens the page when a notification is clicked, once the permission is there. */
export function listenToNotices() {
  chrome.notifications?.onClicked.addListener((id) => {
    if (id !== ID) return;
    void chrome.notifications.clear(id);
    void chrome.tabs.create({ url: chrome.runtime.getURL(PAGE) });
  });
}
