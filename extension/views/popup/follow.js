// The panel stays while the person goes from tab to tab: it begins anew whenever it is about another page, or its page may be
// read now. What is typed in the target field is taken along.

import { onPressed } from '../../beside.js';

const DRAFT = 'draft';

/** Whether this view is the panel beside the pages. */
export const isPanel = document.documentElement.classList.contains('as-panel');

/**
 * @param {{ id?: number, windowId: number } | undefined} tab that the panel is about
 * @param {() => string | null} draft what is typed
 */
export function follow(tab, draft) {
  const anew = () => {
    const typed = draft();
    if (typed === null) sessionStorage.removeItem(DRAFT);
    else sessionStorage.setItem(DRAFT, typed);
    location.reload();
  };
  chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
    if (windowId === tab?.windowId && tabId !== tab.id) anew();
  });
  // Without a permission for it the address is not told, but that it is there is.
  chrome.tabs.onUpdated.addListener((id, { status }) => {
    if (id === tab?.id && status === 'complete') anew();
  });
  onPressed((id) => {
    if (id === tab?.id) anew();
  });
}

/** What was typed before the panel began anew. */
export function lastDraft() {
  const draft = sessionStorage.getItem(DRAFT);
  sessionStorage.removeItem(DRAFT);
  return draft;
}
