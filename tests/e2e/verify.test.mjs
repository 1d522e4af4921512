// Verifying a placement, next steps, what Moz keeps, and lists: what is shown as price is what is billed.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, part, picture, texts } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const LOST = "https://review-yard.example/best-lamps";
const FORUM = "https://lamp-forum.example/thread/42";
const TARGET = "acme-lamps.example/spring-range";
const MOVED = "old-acme.example/spring";

for (const name of browsers) {
  describe(`verifying in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("one button takes the steps at the price shown, and what is known costs nothing", async () => {
      await on.signIn(token("paid"));
      const { tab, popup } = await look(on, PAGE, TARGET);
      const most = Number(await data(popup, "verify-price", "rows"));
      assert.equal(most, 3);
      await click(popup, "verify");
      await shots(on, popup, `${name}-verify-before`);
      await click(popup, "verify-run");
      assert.deepEqual(await done(popup), ["clean done", "redirect done", "status done", "crawl open", "verdict done"]);
      assert.equal(await answered(popup), "no");
      assert.equal(await on.standin.billed(), most);
      assert.equal(await data(popup, "verify", "rows"), "0");
      assert.equal(await popup.$('[data-part="verify-run"]'), null, "nothing is left to pay for");
      await shots(on, popup, `${name}-verify-after`);
      // Another window, and one more step: only that is paid for.
      const later = await on.popup(tab);
      assert.equal(await data(later, "verify", "rows"), "0");
      await click(later, "verify");
      await later.click('[data-step="crawl"] input');
      await later.waitForSelector('[data-part="verify"][data-rows="1"]');
      await click(later, "verify-run");
      await later.waitForSelector('[data-step="crawl"][data-state="done"]');
      assert.equal(await on.standin.billed(), most + 1);
      assert.match(await later.$eval('[data-step="crawl"] .result', (line) => line.innerText), /never/);
    });

    test("a target that redirects stops it, and where it leads can be taken instead", async () => {
      await on.signIn(token("paid"));
      const { popup } = await look(on, FORUM, MOVED);
      await click(popup, "verify-run");
      await popup.waitForSelector('[data-step="redirect"][data-state="done"]');
      await popup.waitForSelector('[data-part="verify"][data-running="false"]');
      assert.equal(await on.standin.billed(), 1, "the link itself was not asked");
      await shots(on, popup, `${name}-verify-redirect`);
      await popup.click('[data-step="redirect"] [data-part="next"]');
      await popup.waitForFunction(() => document.querySelector('[data-part="sent"]')?.innerText.includes("spring-range"), { polling: "mutation" });
      await click(popup, "verify-run");
      assert.equal(await answered(popup), "yes");
      await popup.waitForSelector('[data-part="verify"][data-running="false"][data-rows="0"]');
      assert.equal(await on.standin.billed(), 1 + 3);
    });

    test("a run shows how far it is, outlives its window, and is cancelled at any point", async () => {
      await on.signIn(token("paid"));
      await on.standin.fault({ endpoint: "link_status", delayMs: 15_000, times: 1 });
      const { tab, popup } = await look(on, PAGE, TARGET);
      await click(popup, "verify-run");
      await popup.waitForSelector('[data-step="status"][data-state="busy"]');
      assert.equal(await popup.$eval('[data-step="redirect"]', (step) => step.dataset.state), "done");
      await shots(on, popup, `${name}-verify-during`);
      const other = await on.popup(tab);
      await other.waitForSelector('[data-step="status"][data-state="busy"]');
      await click(other, "cancel");
      await other.waitForSelector('[data-part="verify"][data-running="false"]');
      await other.waitForSelector('[data-step="status"][data-state="failed"]');
      assert.equal(await data(other, "verify", "rows"), "2", "what was answered by then is known");
    });

    test("reasons name what can be done and what it costs", async () => {
      await on.signIn(token("paid"));
      const { popup } = await look(on, LOST, TARGET);
      assert.equal(await ask(popup), "no");
      await shots(on, popup, `${name}-reasons`);
      const next = '[data-part="reason"][data-code="lost"] [data-part="next"]';
      assert.equal(await popup.$eval(next, (button) => button.dataset.rows), "10");
      await popup.click(next);
      await part(popup, "reason");
      await popup.waitForSelector('[data-part="reason"][data-code="lost_on"]');
      assert.equal(await on.standin.billed(), 3, "one link came back, and one was billed");
      // Both pages came along with the link.
      assert.equal(await popup.$('[data-part="reason"][data-code="fresh"]'), null);
      await click(popup, "kept");
      assert.equal(await data(popup, "kept", "known"), "2");
      const words = (await texts(popup, "kept-part")).join("\n");
      for (const expected of [/acme spring range/, /lost: found gone on/, /41/, /17%/, /27/]) {
        assert.match(words, expected);
      }
      await shots(on, popup, `${name}-kept`);
      await popup.click('[data-part="kept-part"][data-what="redirect"] [data-part="next"]');
      await popup.waitForSelector('[data-part="kept"][data-known="3"]');
      assert.equal(await on.standin.billed(), 4);
    });

    test("lists come piece by piece, and cost what came", async () => {
      await on.signIn(token("paid"));
      const { popup } = await look(on, PAGE, "acme-lamps.example", "root_domain");
      await click(popup, "more");
      await popup.click('[data-part="linking"] [data-part="more-sites"]');
      await popup.waitForSelector('[data-part="linking"] [data-part="spent"]');
      const linking = await popup.$$eval('[data-part="linking"] [data-part="site"]', (rows) => rows.length);
      const first = await on.standin.billed();
      assert.equal(Number(await data(popup, "spent", "rows")), first);
      assert.equal(linking, first, "one row a site");
      assert.ok(first > 2 && first <= 10);
      await popup.type('[data-part="rivals-typed"]', "glow-and-sons.example\nlumen-bros.example");
      // As much as is asked about first: a second press.
      await popup.click('[data-part="rivals"] [data-part="more-sites"]');
      await popup.waitForFunction(() => document.querySelector('[data-part="rivals"] [data-part="more-sites"] .price') === null, { polling: "mutation" });
      assert.equal(await on.standin.billed(), first);
      await popup.click('[data-part="rivals"] [data-part="more-sites"]');
      await popup.waitForSelector('[data-part="rivals"] [data-part="spent"]');
      const rivals = await popup.$$eval('[data-part="rivals"] [data-part="site"] th', (cells) => cells.map((cell) => cell.innerText));
      assert.ok(rivals.length > 0);
      assert.equal(await on.standin.billed(), first + 5 * rivals.length);
      await shots(on, popup, `${name}-lists`);
    });
  });
}

/** The popup in a tab of its own, whose width can be set. */
async function look(on, url, target, scope) {
  const { tab } = await on.press(await on.visit(url));
  const popup = await on.popup(tab);
  await aim(popup, target, scope);
  return { tab, popup };
}

/** The steps and how far each is, once the run has ended with a verdict. */
async function done(popup) {
  await popup.waitForSelector('[data-part="verify"][data-running="false"] [data-step="verdict"][data-state="done"]');
  return popup.$$eval('[data-part="step"]', (steps) => steps.map(({ dataset }) => `${dataset.step} ${dataset.state}`));
}

/** In both schemes, as narrow as a popup may be. */
async function shots(on, popup, name) {
  await popup.setViewport({ width: 360, height: 800 });
  for (const scheme of ["light", "dark"]) {
    await on.browser.paint(popup, scheme);
    await picture(popup, `${name}-${scheme}`, { fullPage: true });
  }
}
