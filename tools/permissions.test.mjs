// What the extension may do, to the letter: a permission more is a decision, not an accident.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { filesUnder } from "./files.mjs";

const manifest = JSON.parse(readFileSync(new URL("../manifest.json", import.meta.url), "utf8"));

test("granted at installation", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "alarms", "contextMenus", "offscreen", "scripting", "sidePanel", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["https://api.moz.com/*", "https://lsapi.seomoz.com/*"]);
  assert.equal(manifest.content_scripts, undefined);
  assert.equal(manifest.web_accessible_resources, undefined);
});

test("asked for at the click that needs it, sites one by one, notifications at their switch", () => {
  assert.deepEqual(manifest.optional_permissions, ["notifications"]);
  assert.deepEqual(manifest.optional_host_permissions, ["http://*/*", "https://*/*"]);
});

test("the shortcuts are the toolbar button's and the panel's, which are a person's presses like any other", () => {
  assert.deepEqual(Object.keys(manifest.commands), ["_execute_action", "panel"]);
});

test("the panel is the popup's view at another place, and opens only when asked to", () => {
  const view = (/** @type {string} */ name) => readFileSync(new URL(`../extension/views/popup/${name}.html`, import.meta.url), "utf8");
  assert.equal(view("panel"), view("popup").replace('<html lang="en">', '<html lang="en" class="as-panel">'));
  assert.equal(manifest.sidebar_action.open_at_install, false);
});

test("only the background's code makes requests, and the document that parses pages for it", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.deepEqual(Object.keys(manifest.content_security_policy), ["extension_pages"]);
  assert.deepEqual(policy.split("; "), [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self' http: https:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  const root = new URL("../extension/", import.meta.url).pathname;
  const pages = filesUnder(root).filter((file) => file.endsWith(".html"));
  const closed = pages.filter((page) => page !== "check/offscreen.html");
  assert.ok(closed.length >= 2);
  for (const page of closed) {
    const [head] = readFileSync(root + page, "utf8").split(/<(?:script|link)/);
    assert.match(head, /<meta http-equiv="Content-Security-Policy" content="connect-src 'none'">/, `${page} may make requests`);
  }
});

test("what is sent is declared to Firefox, and the privacy statement says the same in its words", () => {
  const { data_collection_permissions: declared } = manifest.browser_specific_settings.gecko;
  const words = { authenticationInfo: "*authentication information*", browsingActivity: "*browsing activity*" };
  assert.deepEqual(declared, { required: Object.keys(words) });
  const told = readFileSync(new URL("../docs/privacy.md", import.meta.url), "utf8");
  for (const word of Object.values(words)) {
    assert.ok(told.includes(word), word);
  }
});

test("the privacy statement and the store's text name every permission and every host", () => {
  const names = [...manifest.permissions, ...manifest.optional_permissions, ...manifest.host_permissions.map((/** @type {string} */ host) => new URL(host.replace("/*", "")).host)];
  for (const file of ["../docs/privacy.md", "../store/chrome.md"]) {
    const told = readFileSync(new URL(file, import.meta.url), "utf8");
    assert.deepEqual(names.filter((name) => !told.includes(name)), [], file);
  }
});

test("the version stands in Cargo.toml alone", () => {
  assert.equal(manifest.version, undefined);
  assert.equal(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version, undefined);
});
