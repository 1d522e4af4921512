// What a question costs and when it may be asked: the plan's pace, the day's limit, what is left, and the other API.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known, publish } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { until } from "./harness/until.mjs";
import { click, errors, fill, part, settled, text, texts } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`quota in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("by JSON-RPC: the same verdict at half the price", async () => {
      await on.signIn(token("paid"));
      const options = await on.options();
      await click(options, "flavour-json_rpc");
      await part(options, "undo");
      const { popup } = await stand(on, "json-rpc");
      assert.equal((await reading(popup)).price, 1);
      assert.equal(await ask(popup), "yes");
      assert.equal(await on.standin.billed(), 1);
      const hosts = (await on.standin.asked()).map(({ host }) => host);
      assert.deepEqual(hosts, ["api.moz.com"]);
      assert.deepEqual(await texts(popup, "receipt"), ["Last purchase: expected at most 1, billed 1"]);
    });

    test("an account that V2 does not take is offered the other API", async () => {
      await on.signIn(token("no-links-api"));
      const { popup } = await stand(on, "offered");
      assert.equal(await ask(popup), "unknown");
      assert.equal((await reading(popup)).index.error, "moz.no_links_api");
      assert.match(await text(popup, "offer"), /not taken by the Links API V2/);
      await click(popup, "use-flavour");
      await popup.waitForFunction(() => document.querySelector('[data-part="price"]')?.dataset.rows === "1", { polling: "mutation" });
      assert.equal((await on.standin.asked()).length, 1, "nothing is asked by itself");
      assert.equal(await ask(popup), "yes");
    });

    test("the day's limit refuses before anything is sent", async () => {
      await on.signIn(token("paid"));
      const options = await on.options();
      await fill(options, "daily_limit", "3");
      await options.keyboard.press("Tab");
      await part(options, "undo");
      const { popup } = await stand(on, "limited");
      assert.equal(await ask(popup), "yes");
      assert.match(await text(popup, "quota"), /1 left of today's limit of 3/);
      await click(popup, "check");
      await part(popup, "error");
      assert.deepEqual(await errors(popup), ["ask.daily_limit"]);
      assert.equal(await on.standin.billed(), 2);
      assert.equal((await on.standin.asked()).length, 1);
    });

    test("what is left is looked up on demand, and goes down with what is spent", async () => {
      await on.signIn(token("almost"));
      const { popup } = await stand(on, "left");
      assert.match(await text(popup, "quota-left"), /not looked up/);
      await click(popup, "quota-look-up");
      await popup.waitForSelector('[data-part="quota"][data-known="true"]');
      assert.equal(await text(popup, "quota-left"), "3 rows left this month");
      assert.equal(await ask(popup), "yes");
      assert.equal(await text(popup, "quota-left"), "1 row left this month");
    });

    test("the free plan is asked once in ten seconds, and says until when it waits", async () => {
      await on.signIn(token("free"), "device", "free");
      const { popup } = await stand(on, "paced");
      assert.equal(await ask(popup), "yes");
      await click(popup, "check");
      await popup.waitForFunction(waits, { polling: "mutation" });
      assert.equal(await answered(popup), "yes");
      const [first, second] = await on.standin.asked();
      assert.ok(second.at - first.at >= 10_000, `${second.at - first.at} ms`);
      assert.equal(second.status, 200);
    });

    test("a long wait outlives popup and worker, and is paid once", async () => {
      await on.signIn(token("paid"));
      const { page, popup } = await stand(on, "waits");
      await on.standin.fault({ endpoint: "link_status", status: 429, retryAfter: 33, times: 1 });
      await click(popup, "check");
      await popup.waitForFunction(waits, { polling: "mutation" });
      await popup.close();
      await on.browser.stopWorker();
      // Nobody looks on: the alarm alone brings it back.
      await until("the question was asked again", async () => (await on.standin.asked()).length >= 2, 120_000);
      const again = await on.press(page);
      assert.equal(await answered(again.popup), "yes");
      assert.equal(await on.standin.billed(), 2);
    });

    test("a wait is cancelled for good", async () => {
      await on.signIn(token("paid"));
      const { popup } = await stand(on, "cancelled");
      await on.standin.fault({ endpoint: "link_status", status: 429, retryAfter: 300, times: 1 });
      await click(popup, "check");
      await popup.waitForFunction(waits, { polling: "mutation" });
      await click(popup, "cancel");
      await settled(popup, "index-verdict", "none");
      const options = await on.options();
      const alarms = await options.evaluate(async () => (await chrome.alarms.getAll()).map(({ name: alarm }) => alarm));
      assert.ok(alarms.every((alarm) => alarm === "turn"));
      assert.equal((await on.standin.asked()).length, 1);
    });

    test("a large purchase takes a second press", async () => {
      await on.signIn(token("paid"));
      const options = await on.options();
      await fill(options, "confirm_at", "2");
      await options.keyboard.press("Tab");
      await part(options, "undo");
      const { popup } = await stand(on, "sure");
      await click(popup, "check");
      assert.match(await text(popup, "check"), /Press again to spend up to 2 rows/);
      assert.equal((await on.standin.asked()).length, 0);
      assert.equal(await ask(popup), "yes");
    });

    test("settings are checked at the field and can be taken back", async () => {
      const options = await on.options();
      await fill(options, "days", "400");
      await options.keyboard.press("Tab");
      await part(options, "error");
      assert.deepEqual(await errors(options), ["settings.number"]);
      await fill(options, "days", "7");
      await options.keyboard.press("Tab");
      await click(options, "undo");
      await options.waitForFunction(() => document.querySelector('[data-part="days"]').value === "30", { polling: 50 });
    });
  });
}

/** Whether the popup says that the question waits. Runs in it. */
function waits() {
  return document.querySelector('[data-part="index-verdict"]').innerText.includes("Waiting until");
}

/** A popup with a target set, on a page of its own; the right answer is yes. */
async function stand(on, what) {
  const source = `quota-press.example/${what}`;
  const url = await publish(on.standin, source, [TARGET]);
  await known(on.standin, source, TARGET);
  return on.look(url, TARGET);
}
