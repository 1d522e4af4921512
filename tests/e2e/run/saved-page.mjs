// A saved page, served by the stand-in under the address that the page calls its own, so that "outbound" means what it
// meant when it was saved.

import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";

/** Serves `file` and returns its address. `scratch` is any page of the browser, whose HTML parser is used. */
export async function serveSaved(standin, scratch, file) {
  const html = await readFile(file, "utf8");
  const canonical = await scratch.evaluate(canonicalOf, html);
  const url = webAddress(canonical) ?? `https://${hostName(basename(file))}.test/`;
  await standin.page({ url, file: resolve(file), contentType: "text/html; charset=utf-8" });
  return url;
}

function canonicalOf(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return parsed.querySelector('link[rel~="canonical" i][href]')?.getAttribute("href") ?? null;
}

function webAddress(text) {
  if (!text || !URL.canParse(text)) {
    return null;
  }
  const url = new URL(text);
  url.hash = "";
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

const hostName = (name) => name.replace(/\.html?$/i, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "page";
