// The first run, as a person meets it: nothing opens by itself, three lines say how to begin until they are read, and the
// sample shows a whole verdict of which no request leaves. Leaves pictures in out/.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, part, picture, settled, state, text, texts } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGE = "https://daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`the first run in ${name}`, () => {
    const on = stage(name);

    // First in the file: the browser has just installed the extension, and the person does the first thing ever.
    test("nothing opens by itself", async () => {
      await on.press(await on.visit(PAGE));
      const options = await on.options();
      const own = await options.evaluate(async () => {
        const tabs = await chrome.tabs.query({ url: chrome.runtime.getURL("views/*") });
        return tabs.map(({ url }) => new URL(url).pathname);
      });
      // In Firefox the driver reaches a popup in a tab alone.
      const others = own.filter((path) => path !== "/views/popup/popup.html");
      assert.deepEqual(others, ["/views/options/options.html"], "none but the one that was opened for asking");
    });

    describe("on the first day", () => {
      beforeEach(() => on.renew());

      test("three lines say how to begin, until they are read", async () => {
        const { tab } = await on.press(await on.visit(PAGE));
        const popup = await on.popup(tab);
        await part(popup, "first-run");
        assert.equal(await popup.$$eval('[data-part="first-run"] li', (lines) => lines.length), 3);
        await picture(popup, `${name}-first-run`);
        await on.browser.paint(popup, "dark");
        await picture(popup, `${name}-first-run-dark`);
        await click(popup, "first-read");
        await popup.waitForFunction(() => !document.querySelector('[data-part="first-run"]'), { polling: "mutation" });
        assert.equal(await popup.evaluate(() => document.activeElement.dataset.part), "target", "the next thing to do has the focus");
        await on.browser.stopWorker();
        const again = await on.popup(tab);
        assert.deepEqual(await texts(again, "first-run"), []);
      });

      test("who has a token, or had one, or a target, is not told", async () => {
        const { tab } = await on.press(await on.visit(PAGE));
        const popup = await on.popup(tab);
        await part(popup, "first-run");
        await aim(popup, TARGET);
        assert.deepEqual(await texts(await on.popup(tab), "first-run"), []);
        await on.renew();
        await on.signIn(token("paid"));
        assert.deepEqual(await texts(await on.popup(tab), "first-run"), []);
      });

      test("they lead to the token, step by step", async () => {
        const { tab } = await on.press(await on.visit(PAGE));
        const popup = await on.popup(tab);
        const view = on.nextView();
        await click(popup, "first-token");
        const options = await view;
        assert.match(await text(options, "token-steps"), /^Sign in at Moz[^]*Paste it[^]*costs nothing\.$/);
        await picture(options, `${name}-token-steps`);
      });

      test("they lead to a sample, which sends nothing", async () => {
        const { tab } = await on.press(await on.visit(PAGE));
        const popup = await on.popup(tab);
        const view = on.nextView();
        await click(popup, "see-sample");
        const sample = await view;
        await settled(sample, "live-verdict", "yes");
        assert.equal(await state(sample, "index-verdict"), "no");
        assert.match(await text(sample, "index-verdict"), /Not in Moz's index[^]*→/);
        assert.ok((await texts(sample, "reason")).length >= 3);
        assert.match(await text(sample, "check"), /2 rows/);
        assert.equal((await texts(sample, "sample-link")).length, 10);
        assert.deepEqual(new Set(await texts(sample, "sample-mark")), new Set(["Sample: nothing was sent to Moz."]));
        assert.ok(await sample.$$eval(".inert button", (buttons) => buttons.every((each) => each.matches(":disabled"))), "no button asks for anything");
        assert.deepEqual(await on.standin.asked(), []);
        const kept = await sample.evaluate(async () => Object.keys(await chrome.storage.local.get()));
        assert.ok(!kept.includes("aim"), `${kept}`);

        await sample.evaluate(axe);
        for (const scheme of ["light", "dark"]) {
          await on.browser.paint(sample, scheme);
          for (const width of [320, 1280]) {
            await sample.setViewport({ width, height: 800 });
            await picture(sample, `${name}-sample-${width}-${scheme}`, { fullPage: true });
            assert.equal(await sample.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `scrolls sideways at ${width} px`);
            const found = await sample.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("; ")}`));
            assert.deepEqual(found, [], `${scheme}, ${width} px`);
          }
        }

        const next = on.nextView();
        await click(sample, "sample-token");
        await part(await next, "token-steps");
      });
    });
  });
}
