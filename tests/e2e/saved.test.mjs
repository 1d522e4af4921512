// Saved targets: entered, moved, removed and brought back; used in the popup; all of them held against a page.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, answered } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, errors, fill, part, settled, text } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";

for (const name of browsers) {
  describe(`saved targets in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("are entered, explained, moved by keyboard, removed and brought back", async () => {
      const options = await on.options();
      await part(options, "targets-none");
      await add(options, "https://Acme-Lamps.example/spring-range?utm_source=x#top", "Spring", "mine", "page");
      assert.equal(await text(options, "targets-result"), "Saved as acme-lamps.example/spring-range, without https, without utm_source, without #top.");
      await add(options, "review-yard.example", "", "competitor", "root_domain");
      await add(options, "lumen-bros.example", "Lumen", "competitor", "root_domain");
      assert.deepEqual(await order(options), ["Spring", "", "Lumen"]);

      await enter(options, "http://www.lumen-bros.example/", "", "mine", "root_domain");
      await part(options, "error");
      assert.deepEqual(await errors(options), ["target.duplicate"]);
      assert.match(await text(options, "error"), /saved already: Lumen/);
      await enter(options, "two words", "", "mine", "page");
      await options.waitForFunction(() => document.querySelector('[data-part="error"]')?.dataset.code === "target.spaces", { polling: "mutation" });

      // Up twice with the same button, which has the focus all the while but at the end.
      await options.focus('[data-part="target-row"]:nth-of-type(3) [data-part="up"]');
      await options.keyboard.press("Enter");
      await ordered(options, ["Spring", "Lumen", ""]);
      await options.keyboard.press("Enter");
      await ordered(options, ["Lumen", "Spring", ""]);
      assert.equal(await options.evaluate(() => document.activeElement.dataset.part), "down");
      assert.equal(await text(options, "targets-result"), "Lumen is now number 1.");

      await options.click('[data-part="target-row"]:nth-of-type(2) [data-part="default-target"]');
      await options.waitForFunction(() => document.querySelectorAll('[data-part="default-target"]')[1].checked);
      await options.click('[data-part="target-row"]:nth-of-type(2) [data-part="remove-target"]');
      await ordered(options, ["Lumen", ""]);
      assert.equal(await options.evaluate(() => document.activeElement.dataset.part), "undo");
      await options.keyboard.press("Enter");
      await ordered(options, ["Lumen", "Spring", ""]);
      assert.equal(await options.$eval('[data-part="target-row"]:nth-of-type(2) [data-part="default-target"]', (box) => box.checked), true);

      await ordered(await on.options(), ["Lumen", "Spring", ""]);
      // The default is what the popup begins with.
      const { popup } = await on.press(await on.visit(PAGE));
      assert.equal(await text(popup, "sent"), "acme-lamps.example/spring-range");
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
    });

    test("are moved by the mouse", async () => {
      const options = await on.options();
      for (const each of ["a.example", "b.example", "c.example"]) {
        await add(options, each, each[0], "mine", "page");
      }
      // The events of a drag, as a browser sends them: neither driver can drag with data in both browsers.
      await options.evaluate(() => {
        const rows = document.querySelectorAll('[data-part="target-row"]');
        const dataTransfer = new DataTransfer();
        rows[2].querySelector(".grip").dispatchEvent(new DragEvent("dragstart", { dataTransfer, bubbles: true }));
        const over = new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true });
        rows[0].dispatchEvent(over);
        if (!over.defaultPrevented) {
          throw new Error("not a place to drop it");
        }
        rows[0].dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      });
      await ordered(options, ["c", "a", "b"]);
    });

    test("what counts as the same page is the person's choice", async () => {
      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      // The page links to it with ?ref=…
      await aim(popup, "lumen-bros.example/catalogue");
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "no");
      const options = await on.options();
      await part(options, "difference");
      await fill(options, "tracking", "?ref=x");
      await click(options, "save-tracking");
      await options.waitForFunction(() => document.querySelector('[data-part="matching-result"]').innerText === "Saved.", { polling: "mutation" });
      assert.equal(await options.$eval('[data-part="tracking"]', (field) => field.value), "ref");
      // A tab behind another one draws nothing.
      await popup.bringToFront();
      await aim(popup, "lumen-bros.example/catalogue");
      assert.equal(await settled(popup, "live-verdict", "yes"), "yes");
      // The same with the difference switched off.
      await options.bringToFront();
      await options.click('[data-difference="tracking"]');
      await options.waitForFunction(() => document.querySelector('[data-part="matching-result"]').innerText === "Saved.", { polling: "mutation" });
      await popup.bringToFront();
      await click(popup, "read-again");
      assert.equal(await settled(popup, "live-verdict", "no"), "no");
    });

    test("a page is held against all of them, and a competitor that is ahead stands out", async () => {
      await known(on.standin, "daily-tribune.example/brass-lamps-return", "lumen-bros.example");
      await on.signIn(token("paid"));
      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      await part(popup, "matrix");
      await popup.click(".matrix summary");
      assert.match(await text(popup, "matrix"), /Save your own targets/);

      await aim(popup, "lumen-bros.example", "root_domain");
      await saveAs(popup, "competitor");
      await rows(popup, 1);
      assert.equal(await popup.$('[data-part="save-target"]'), null, "it is saved");
      await aim(popup, "not-linked.example", "root_domain");
      await saveAs(popup, "mine");
      await rows(popup, 2);
      assert.equal(await data(popup, "matrix", "gaps"), "1");
      assert.match(await text(popup, "matrix"), /1 competitor linked, you are not/);
      const row = await part(popup, "matrix-row");
      assert.deepEqual(await row.evaluate(({ dataset: { live, index, gap } }) => ({ live, index, gap })), { live: "yes", index: "none", gap: "true" });
      assert.match(await row.evaluate((each) => each.innerText), /lumen-bros\.example\s+competitor, root domain · \d links\s+(Followed|not followed)/i);
      await click(popup, "only-gaps");
      await rows(popup, 1);
      assert.deepEqual((await on.standin.log()).filter(({ host }) => host === "lsapi.seomoz.com"), [], "for nothing");

      // The price is on the button, and what is known then is in the row.
      assert.equal(await data(popup, "matrix-ask", "rows"), "2");
      await click(popup, "matrix-ask");
      assert.equal(await answered(popup), "yes");
      assert.equal(await text(popup, "sent"), "lumen-bros.example");
      await popup.waitForSelector('[data-part="matrix-row"][data-index="yes"][data-picked="true"]', { timeout: 15_000 });
      assert.equal(await popup.$('[data-part="matrix-ask"]'), null, "it is known");

      // Picked by the field's own list.
      await click(popup, "only-gaps");
      await rows(popup, 2);
      const mine = await popup.$eval('[data-part="matrix-row"][data-gap="false"]', (each) => each.dataset.id);
      await popup.select('[data-part="saved-targets"]', mine);
      await popup.waitForFunction(() => document.querySelector('[data-part="sent"]').innerText === "not-linked.example", { polling: "mutation" });
      await popup.click('[data-part="matrix-row"][data-gap="true"] [data-part="matrix-use"]');
      await popup.waitForFunction(() => document.querySelector('[data-part="sent"]').innerText === "lumen-bros.example", { polling: "mutation" });
    });
  });
}

async function enter(options, address, label, kind, scope) {
  await fill(options, "target-address", address);
  await fill(options, "target-label", label);
  await options.select('[data-part="target-kind"]', kind);
  await options.select('[data-part="target-scope"]', scope);
  await click(options, "add-target");
}

async function add(options, ...target) {
  const before = (await options.$$('[data-part="target-row"]')).length;
  await enter(options, ...target);
  await options.waitForFunction((count) => document.querySelectorAll('[data-part="target-row"]').length === count, { polling: "mutation" }, before + 1);
}

const order = (options) => options.$$eval('[data-part="edit-label"]', (fields) => fields.map((field) => field.value));

async function ordered(options, names) {
  await options.waitForFunction(
    (wanted) => JSON.stringify([...document.querySelectorAll('[data-part="edit-label"]')].map((field) => field.value)) === wanted,
    { timeout: 15_000 },
    JSON.stringify(names),
  );
}

async function saveAs(popup, kind) {
  await popup.waitForSelector(`[data-part="save-target"][data-kind="${kind}"]`, { timeout: 15_000 });
  await popup.click(`[data-part="save-target"][data-kind="${kind}"]`);
}

const rows = (popup, count) =>
  popup.waitForFunction((wanted) => document.querySelectorAll('[data-part="matrix-row"]').length === wanted, { timeout: 15_000, polling: "mutation" }, count);
