// Another extension, with every permission that one in a store may have, made in a folder of its own for one test.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes it; returns its folder. */
export async function makeStranger(browser) {
  const folder = await mkdtemp(join(tmpdir(), "stranger-"));
  const manifest = {
    manifest_version: 3,
    name: "Stranger",
    version: "1",
    permissions: ["scripting", "storage", "tabs", "webRequest"],
    host_permissions: ["<all_urls>"],
    ...(browser === "firefox" && { browser_specific_settings: { gecko: { id: "stranger@stranger.example" } } }),
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "page.html"), `<!doctype html><title>Stranger</title><script src="page.js"></script>`);
  // Whatever requests it is shown, with their headers.
  await writeFile(join(folder, "page.js"), `
    globalThis.seen = [];
    const all = { urls: ["<all_urls>"] };
    const keep = (details) => { globalThis.seen.push(JSON.stringify(details)); };
    const chromium = !globalThis.browser;
    chrome.webRequest.onBeforeRequest.addListener(keep, all, ["requestBody"]);
    chrome.webRequest.onBeforeSendHeaders.addListener(keep, all, chromium ? ["requestHeaders", "extraHeaders"] : ["requestHeaders"]);
    chrome.webRequest.onHeadersReceived.addListener(keep, all, chromium ? ["responseHeaders", "extraHeaders"] : ["responseHeaders"]);
    chrome.storage.onChanged.addListener((changes) => keep(changes));
    chrome.runtime.onMessage.addListener((message) => keep({ message }));
    chrome.runtime.onMessageExternal.addListener((message) => keep({ message }));
  `);
  return folder;
}
