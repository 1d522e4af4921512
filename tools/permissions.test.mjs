// What the extension may do, to the letter: a permission more is a decision, not an accident.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const manifest = JSON.parse(readFileSync(new URL("../manifest.json", import.meta.url), "utf8"));

test("granted at installation", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "alarms", "scripting", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["https://api.moz.com/*", "https://lsapi.seomoz.com/*"]);
  assert.equal(manifest.content_scripts, undefined);
  assert.equal(manifest.web_accessible_resources, undefined);
});

test("asked for at the click that needs it, site by site", () => {
  assert.equal(manifest.optional_permissions, undefined);
  assert.deepEqual(manifest.optional_host_permissions, ["http://*/*", "https://*/*"]);
});
