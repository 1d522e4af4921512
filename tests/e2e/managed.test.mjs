// What an organisation has set, through the browser's own storage for it. Firefox reads it from the person's home folder;
// Chromium only from a folder of the system's, which a test must not write to: there tests/managed.rs stands for it, and here
// that nothing managed is no fault.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { stage } from "./harness/stage.mjs";
import { part, picture, text, texts } from "./harness/view.mjs";

const MANAGED = {
  plan: "paid",
  rate: 7,
  days: 400,
  targets: [{ address: "acme-lamps.example", label: "Acme" }],
  locked: ["plan", "targets"],
};

for (const name of browsers) {
  describe(`managed settings in ${name}`, () => {
    const on = stage(name, name === "firefox" ? { managed: MANAGED } : {});

    test("what is set is there, what is locked cannot be changed, what does not fit is named", async () => {
      const options = await on.options();
      await part(options, "terms");
      if (name !== "firefox") {
        assert.deepEqual(await texts(options, "managed"), []);
        return;
      }
      assert.deepEqual(await texts(options, "managed"), ["Set by your organisation", "Set by your organisation", "Set by your organisation"]);
      assert.match(await text(options, "managed-ignored"), /days/);
      assert.equal(await options.$eval('[data-part="rate"]', (field) => field.value), "7");
      assert.ok(await options.$eval('[data-part="rate"]', (field) => field.matches(":disabled")));
      assert.match(await text(options, "target-row"), /acme-lamps\.example/);
      const { err } = await options.evaluate(() => chrome.runtime.sendMessage({ change: { setting: "plan", text: "free" } }));
      assert.equal(err.code, "settings.managed");
      for (const scheme of ["light", "dark"]) {
        await on.browser.paint(options, scheme);
        await picture(options, `${name}-managed-${scheme}`, { fullPage: true });
      }
    });
  });
}
