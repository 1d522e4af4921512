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

/** What stands at the button, so that colour is not all there is; and whether the lantern is lit. */
const SIGNS = { yes: { text: '✓', lit: true, colour: '#2c6e49' }, no: { text: '–', lit: false, colour: '#5d6470' }, unknown: { text: '?', lit: false, colour: '#5d6470' } };

/**
 * Of a tab, until it shows another page: whether it links to the default target. Takes the place of the number there.
 *
 * @param {number} tabId
 * @param {keyof typeof SIGNS} sign
 * @param {string} target
 */
export function showSign(tabId, sign, target) {
  const { text, lit, colour } = SIGNS[sign];
  const icon = `icons/lantern-${lit ? '' : 'unlit-'}`;
  const path = { 16: `${icon}16.png`, 32: `${icon}32.png` };
  const title = chrome.i18n.getMessage(`sign_${sign}`, [target]);
  // A tab may be gone by now.
  void chrome.action.setIcon({ tabId, path }).catch(() => {});
  void chrome.action.setBadgeText({ tabId, text }).catch(() => {});
  void chrome.action.setBadgeBackgroundColor({ tabId, color: colour }).catch(() => {});
  void chrome.action.setTitle({ tabId, title }).catch(() => {});
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
