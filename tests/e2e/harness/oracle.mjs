// The links of a tab three times over: as the browser itself has them, as the extension reports them, and as the collector
// packed them. A popup that is open as a tab does the asking, for it holds the permission that the click gave.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { root } from "./paths.mjs";


/**
 * What the browser says, frame by frame: `{ url, links: [{ case, address }] }`, the top frame first. It walks with its own few
 * lines, takes `a.href` for an answer, and looks into every element for a shadow root.
 */
export const browserLinks = (popup, tab) => popup.evaluate(askAllFrames, tab);

/** What the extension says, in the order of the page: the objects of its JSON file. */
export async function extensionLinks(popup, tab) {
  let [offset, print, text] = [0, null, ""];
  while (offset !== null) {
    const links = { query: { show: "all", text: "", sort: "page" } };
    const reply = await popup.evaluate((request) => chrome.runtime.sendMessage(request), { export: { tab, links, format: "json", offset, limit: 2000, print } });
    if (!reply.ok) {
      throw new Error(`export: ${JSON.stringify(reply)}`);
    }
    text += reply.ok.exported.text;
    ({ next: offset, print } = reply.ok.exported);
  }
  return JSON.parse(text).links;
}

/** The rows as the popup gets them. */
export async function rows(popup, tab) {
  const request = { links: { tab, query: { show: "all", text: "", sort: "page" }, offset: 0, limit: 500 } };
  const reply = await popup.evaluate((request) => chrome.runtime.sendMessage(request), request);
  return reply.ok.links.rows.flatMap(({ link }) => link ?? []);
}

/** Has the page read anew, and returns the report. */
export async function readAnew(popup, tab) {
  const reply = await popup.evaluate((request) => chrome.runtime.sendMessage(request), { open: { tab } });
  return reply.ok.report;
}

/** What the collector packs, frame by frame, the top frame first: rows of fields. */
export async function snapshots(popup, tab) {
  const frames = await popup.evaluate(inject, tab, await collector());
  return frames.map((packed) => packed.split("\x1e").slice(1).map((row) => row.split("\x1f")));
}

/** The scripts that read a page, from where the extension names them. */
async function collector() {
  const source = await readFile(join(root, "src/browser/tabs.rs"), "utf8");
  const [, list] = /const COLLECTOR: \[&str; \d+\] = \[([^\]]+)\]/.exec(source) ?? [];
  return JSON.parse(`[${list}]`).map((file) => `/${file}`);
}

// In the popup.
async function inject(tab, files) {
  const results = await chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, files, injectImmediately: true });
  return results.toSorted((a, b) => a.frameId - b.frameId).map(({ result }) => result);
}

// In the popup.
async function askAllFrames(tab) {
  const results = await chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func: linksOfDocument, injectImmediately: true });
  return results.toSorted((a, b) => a.frameId - b.frameId).map(({ result }) => result);

  // In the page, in the extension's world, where built-ins are the browser's; elements may still stand in for properties.
  function linksOfDocument() {
    const prototypes = [HTMLAnchorElement, HTMLAreaElement].map(({ prototype }) => prototype);
    const get = (prototype, name, of) => Object.getOwnPropertyDescriptor(prototype, name).get.call(of);
    const all = { 9: Document.prototype.querySelectorAll, 11: DocumentFragment.prototype.querySelectorAll };
    const links = [];

    const addressOf = (element) => {
      const prototype = prototypes.find((each) => Object.prototype.isPrototypeOf.call(each, element));
      // Even of what cannot be parsed: then it is the attribute as written.
      if (prototype) return get(prototype, "href", element);
      const href = element.getAttribute("href") ?? element.getAttributeNS("http://www.w3.org/1999/xlink", "href");
      return URL.canParse(href, element.baseURI) ? new URL(href, element.baseURI).href : href;
    };
    const shadowOf = (element) => {
      try {
        return chrome.dom?.openOrClosedShadowRoot ? chrome.dom.openOrClosedShadowRoot(element) : element.openOrClosedShadowRoot;
      } catch {
        return null; // No element that could have one.
      }
    };
    const into = (root) => {
      const isLink = new Set(all[get(Node.prototype, "nodeType", root)].call(root, ":any-link"));
      for (const element of all[get(Node.prototype, "nodeType", root)].call(root, "*")) {
        // Chromium calls a picture with a map a link.
        if (isLink.has(element) && element.localName !== "img") links.push({ case: element.getAttribute("data-case"), address: addressOf(element) });
        const shadow = shadowOf(element);
        if (shadow) into(shadow);
      }
    };
    into(document);
    return { url: location.href, links };
  }
}
