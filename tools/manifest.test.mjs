import assert from "node:assert/strict";
import { test } from "node:test";
import { manifestFor } from "./manifest.mjs";

const BOTH = {
  manifest_version: 3,
  name: "n",
  version: "0.0.0",
  minimum_chrome_version: "120",
  browser_specific_settings: { gecko: { id: "a@b" } },
  background: { service_worker: "background.js", scripts: ["background.js"], type: "module" },
  side_panel: { default_path: "p.html" },
  sidebar_action: { default_panel: "p.html" },
  permissions: ["storage", "sidePanel", "offscreen"],
  optional_permissions: ["tabs", "offscreen"],
};

test("Chromium gets no key of Firefox", () => {
  assert.deepEqual(manifestFor("chromium", BOTH, "1.2.3"), {
    manifest_version: 3,
    name: "n",
    version: "1.2.3",
    minimum_chrome_version: "120",
    background: { service_worker: "background.js", type: "module" },
    side_panel: { default_path: "p.html" },
    permissions: ["storage", "sidePanel", "offscreen"],
    optional_permissions: ["tabs", "offscreen"],
  });
});

test("Firefox gets no key and no permission of Chromium", () => {
  assert.deepEqual(manifestFor("firefox", BOTH, "1.2.3"), {
    manifest_version: 3,
    name: "n",
    version: "1.2.3",
    browser_specific_settings: { gecko: { id: "a@b" } },
    background: { scripts: ["background.js"], type: "module" },
    sidebar_action: { default_panel: "p.html" },
    permissions: ["storage"],
    optional_permissions: ["tabs"],
  });
});

test("the given manifest stays as it is", () => {
  const before = structuredClone(BOTH);
  manifestFor("firefox", BOTH, "1.2.3");
  assert.deepEqual(BOTH, before);
});

test("a version that no browser takes is refused", () => {
  assert.throws(() => manifestFor("firefox", BOTH, "1.2.3-beta.1"), /1\.2\.3-beta\.1/);
});

test("keys that are missing are no fault", () => {
  assert.deepEqual(manifestFor("chromium", { manifest_version: 3, name: "n" }, "1"), {
    manifest_version: 3,
    name: "n",
    version: "1",
  });
});
