// A page that changes after it was read: told calmly, read again at a press, and no word of it where nothing changed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { click, data, errors, read, settled, text } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";
const LINK = `<a href="https://other.example/">other</a>`;

const CHANGES = [
  { what: "more links", act: () => document.body.insertAdjacentHTML("beforeend", '<a href="https://acme-lamps.example/spring-range">new</a>'.repeat(3)), says: "This page has changed since it was read: 3 more links." },
  { what: "fewer links", act: () => document.querySelector("a").remove(), says: "This page has changed since it was read: 1 link fewer." },
  { what: "an address set by a script", act: () => history.pushState(null, "", "/another"), says: "This tab shows another page than the one that was read." },
];

for (const name of browsers) {
  describe(`changed pages in ${name}`, () => {
    const on = stage(name);

    for (const { what, act, says } of CHANGES) {
      test(what, async () => {
        const { page, popup } = await stand(on, `change-press.example/${CHANGES.findIndex((each) => each.what === what)}`);
        await page.evaluate(act);
        assert.equal(await told(popup), says);
        assert.equal(await data(popup, "changed", "left"), "false");
        await click(popup, "read-changed");
        await popup.waitForFunction(() => !document.querySelector('[data-part="changed"] p'), { polling: "mutation" });
        await read(popup);
        if (what === "more links") {
          await aim(popup, TARGET);
          assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
        }
      });
    }

    test("a part of the page is no other page", async () => {
      const { page, popup } = await stand(on, "change-press.example/part");
      await page.evaluate(() => (location.hash = "part"));
      const { tab } = await popup.evaluate(() => ({ tab: Number(new URLSearchParams(location.search).get("tab")) }));
      const answer = await popup.evaluate((tab) => chrome.runtime.sendMessage({ changed: { tab } }), tab);
      assert.deepEqual(answer.ok.changed, { says: null, left: false, lit: false });
    });

    test("a page that was left: said once, without alarm", async () => {
      const { page, popup } = await stand(on, "change-press.example/left");
      await page.goto("https://review-yard.example/best-lamps");
      assert.match(await told(popup), /^The tab has moved on to a page that Link Lantern may not read yet/);
      assert.equal(await popup.$('[data-part="read-changed"]'), null);
      assert.deepEqual(await errors(popup), []);
      await page.close();
    });

    test("a tab that was closed", async () => {
      const { page, popup } = await stand(on, "change-press.example/closed");
      await page.close();
      assert.match(await told(popup), /^The tab was closed/);
      assert.deepEqual(await errors(popup), []);
    });
  });
}

async function stand(on, address) {
  await on.standin.page({ url: address, body: html(`<p>${LINK}<p>${LINK}`), contentType: "text/html" });
  const page = await on.visit(`https://${address}`);
  const { tab } = await on.press(page);
  return { page, popup: await on.popup(tab) };
}

async function told(popup) {
  await popup.bringToFront();
  await popup.waitForSelector('[data-part="changed"] p');
  return (await text(popup, "changed")).split("\n")[0].trim();
}
