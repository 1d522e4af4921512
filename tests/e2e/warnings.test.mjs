// Addresses that could deceive: said on rows and at the target, in words and without a look at the address itself.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { part, picture, text, texts } from "./harness/view.mjs";

const PAGE = "https://warnings-test.example/page";
const LINKS = {
  "user name": ["https://bank.example@evil.test/login", "leads to evil.test, not bank.example"],
  "one letter": ["https://p\u0430ypal.example/", "only looks like paypal.example"],
  "all letters": ["https://\u0430\u0440\u0440\u04cf\u0435.example/", "only looks like apple.example"],
  mixed: ["https://lamp\u0436.example/", "host mixes Latin and Cyrillic letters"],
  hidden: ["https://acme.example/%E2%80%AEgpj.exe", "has hidden characters"],
  plain: ["https://acme.example/plain", null],
  umlaut: ["https://b\u00fccher.example/", null],
};
const BODY = Object.entries(LINKS).map(([name, [href]]) => `<p><a href="${href}">${name}</a>`).join("");

for (const name of browsers) {
  describe(`warnings in ${name}`, () => {
    const on = stage(name);

    async function open() {
      await on.standin.page({ url: PAGE, body: html(BODY), contentType: "text/html; charset=utf-8" });
      const { tab } = await on.press(await on.visit(PAGE));
      return on.popup(tab);
    }

    test("on rows", async () => {
      const popup = await open();
      await part(popup, "link-row");
      const said = await popup.$$eval('[data-part="link-row"]', (rows) =>
        rows.map((row) => [row.querySelector(".text").innerText.trim(), row.querySelector('[data-part="warning"]')?.innerText.trim() ?? null]));
      assert.deepEqual(Object.fromEntries(said), Object.fromEntries(Object.entries(LINKS).map(([name, [, warning]]) => [name, warning])));
      assert.deepEqual(await texts(popup, "letters"), ["b\u00fccher.example"], "in its own letters beside ASCII, and none that could deceive");
      for (const scheme of ["light", "dark"]) {
        await popup.setViewport({ width: 400, height: 1100 });
        await on.browser.paint(popup, scheme);
        await picture(popup, `warnings-${name}-${scheme}`);
      }
    });

    test("at the target", async () => {
      const popup = await open();
      await aim(popup, "https://bank.example@evil.test/login");
      assert.equal(await text(popup, "sent"), "evil.test/login");
      assert.deepEqual(await texts(popup, "warning").then(([first]) => first), "leads to evil.test, not bank.example");
      await popup.setViewport({ width: 400, height: 700 });
      await picture(popup, `warnings-${name}-target`);
      await aim(popup, "acme.example/plain");
      assert.equal(await popup.$('.target [data-part="warning"]'), null);
    });
  });
}
