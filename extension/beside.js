// The panel beside the page: a side panel in Chromium, a sidebar in Firefox; what opens it, and how it learns that its page
// may be read now. Browsers open it only right at a press, so nothing may be waited for before.

/** The pages of the extension that are open, and the background. Pages of the web are of other origins. */
const CHANNEL = 'pressed';

const LINKS = { contexts: ['link'], targetUrlPatterns: ['http://*/*', 'https://*/*'] };

/** Entries of menus, by the names that the core has for them. */
const ITEMS = {
  target: { title: 'menu_target', ...LINKS },
  ask: { title: 'menu_ask', ...LINKS },
  verify: { title: 'menu_verify', contexts: ['page'] },
};

/** @typedef {{ open(): Promise<void> }} Sidebar */

/**
 * Opens the panel. Where the browser will not, the same view in a tab takes its place.
 *
 * @param {number} windowId
 * @param {number} tab that it is to be about
 */
export async function openBeside(windowId, tab) {
  const { sidebarAction } = /** @type {{ sidebarAction?: Sidebar }} */ (/** @type {unknown} */ (chrome));
  try {
    await (sidebarAction ? sidebarAction.open() : chrome.sidePanel.open({ windowId }));
  } catch {
    await chrome.tabs.create({ url: chrome.runtime.getURL(`views/popup/popup.html?tab=${tab}`) });
  }
}

/** Tells a panel that is open that the person has just let this tab be read. @param {number} tab */
export function pressed(tab) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(tab);
  channel.close();
}

/** @param {(tab: number) => void} hear */
export function onPressed(hear) {
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => hear(data));
}

/** Once, since browsers keep menus. */
export async function makeMenus() {
  await chrome.contextMenus.removeAll();
  for (const [id, { title, ...where }] of Object.entries(ITEMS)) {
    const entry = /** @type {chrome.contextMenus.CreateProperties} */ (where);
    chrome.contextMenus.create({ id, title: chrome.i18n.getMessage(title), ...entry });
  }
}
