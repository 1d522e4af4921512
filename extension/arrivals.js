// Has the browser run a script of one line on pages of the sites that the person chose. Nothing of ours runs anywhere else,
// and nothing wakes the background for any other page.

const ID = 'arrived';

/** @param {string[]} matches patterns of those sites */
export async function tellOf(matches) {
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (registered.length) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
  if (!matches.length) return;
  await chrome.scripting.registerContentScripts([{ id: ID, matches, js: ['page/arrived.js'], runAt: 'document_idle' }]);
}
