// The way to the page of lists.

/** Opens it in a tab of its own. */
export const openLists = () => chrome.tabs.create({ url: chrome.runtime.getURL('views/list/list.html') });
