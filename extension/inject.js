// Calls a script for pages with what it is asked. The core decides which and where; it cannot do this itself, since the
// browser takes a function of JS, to be run in the page.

/** @typedef {{ frame: number, said?: string, fault?: string }} Said what came of it in a frame, as JSON */

/**
 * @param {number} tab
 * @param {string[]} files of the script, which leave a function in `lantern`
 * @param {string} name of that function
 * @param {[frame: number | null, ask: string][]} asks what to ask in which frame, as JSON; in all frames if it is null
 */
export async function callInPage(tab, files, name, asks) {
  const said = await Promise.all(asks.map(([frame, ask]) => inFrame(tab, files, name, frame, ask)));
  return said.flat();
}

/**
 * @param {number} tabId
 * @param {string[]} files
 * @param {string} name
 * @param {number | null} frame
 * @param {string} ask
 * @returns {Promise<Said[]>}
 */
async function inFrame(tabId, files, name, frame, ask) {
  /** @type {chrome.scripting.InjectionTarget} */
  const target = frame === null ? { tabId, allFrames: true } : { tabId, frameIds: [frame] };
  try {
    await chrome.scripting.executeScript({ target, files, injectImmediately: true });
    const results = await chrome.scripting.executeScript({ target, func: call, args: [name, ask], injectImmediately: true });
    return results.map(({ frameId, result }) => (typeof result === 'string' ? { frame: frameId, said: result } : { frame: frameId }));
  } catch (thrown) {
    return [{ frame: frame ?? 0, fault: thrown instanceof Error ? thrown.message : String(thrown) }];
  }
}

/** Runs in the page, away from everything else here. @param {string} name @param {string} ask */
function call(name, ask) {
  // The name is one that Rust has; which function it is, the files that ran before say.
  const { [name]: act } = /** @type {Record<string, any>} */ (lantern);
  const said = act(ask ? JSON.parse(ask) : undefined);
  return said instanceof Promise ? said.then((later) => JSON.stringify(later ?? null)) : JSON.stringify(said ?? null);
}
