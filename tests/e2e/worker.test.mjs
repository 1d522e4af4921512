// Browsers stop the background when they like. What was paid for or may have been is never forgotten and never paid again
// without being asked.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known, publish } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { until } from "./harness/until.mjs";
import { click, part, settled, shut } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`a background that is stopped, in ${name}`, () => {
    const on = stage(name);
    before(() => on.signIn(token("paid")));

    test("between looking and asking", async () => {
      const { popup } = await stand(on, "between");
      await on.browser.stopWorker();
      assert.equal(await ask(popup), "yes");
      assert.equal(await on.standin.billed(), 2);
    });

    test("between looking and picking another target", async () => {
      const { tab } = await stand(on, "picking");
      const popup = await on.popup(tab);
      await on.browser.stopWorker();
      await (await part(popup, "use-as-target")).click();
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
    });

    test("the list of links goes on", async () => {
      const { tab } = await stand(on, "list");
      const popup = await on.popup(tab);
      await part(popup, "link-row");
      await on.browser.stopWorker();
      await popup.click('[data-part="show"][data-show="all"]');
      await popup.waitForSelector('[data-part="show"][data-show="all"][aria-pressed="true"]');
      await popup.type('[data-part="search"]', "second");
      await popup.waitForFunction(() => document.querySelectorAll('[data-part="link-row"]').length === 1, { polling: "mutation" });
    });

    test("while Moz is being asked", async () => {
      const { popup, tab } = await stand(on, "asking");
      await on.standin.fault({ endpoint: "link_status", times: 1, delayMs: 60_000 });
      await click(popup, "check");
      await arrived(on.standin);
      await on.browser.stopWorker();
      assert.equal(await answered(popup), "unknown");
      const said = await reading(popup);
      assert.match([...said.index.chips, said.index.errorWords].join(" "), /may have been billed/);
      assert.equal(await on.standin.billed(), 2);

      // Another window knows as much, and neither asks again by itself.
      const other = await on.popup(tab);
      assert.equal(await answered(other), "unknown");
      assert.match((await reading(other)).index.chips.join(" "), /may have been billed/);
      assert.equal((await on.standin.asked()).length, 1);

      // Only the button does, at the price it shows.
      assert.equal((await reading(other)).price, 2);
      assert.equal(await ask(other), "yes");
      assert.equal(await on.standin.billed(), 4);
    });

    test("after Moz has answered", async () => {
      const { popup, tab } = await stand(on, "after");
      assert.equal(await ask(popup), "yes");
      await on.browser.stopWorker();
      const other = await on.popup(tab);
      assert.equal(await answered(other), "yes");
      assert.equal(await on.standin.billed(), 2);
    });

    test("a popup that is closed while Moz is asked finds the answer when it opens again", async () => {
      const { page, popup } = await stand(on, "closed");
      await on.standin.fault({ endpoint: "link_status", times: 1, delayMs: 1500 });
      await click(popup, "check");
      await arrived(on.standin);
      await shut(popup);
      const again = await on.press(page);
      assert.equal(await answered(again.popup), "yes");
      assert.equal(await on.standin.billed(), 2);
    });
  });
}

/** A popup with a target set, on a page of its own; the right answer is yes. */
async function stand(on, what) {
  const source = `stopped-press.example/${what}`;
  const url = await publish(on.standin, source, [TARGET, "second.example/page"]);
  await known(on.standin, source, TARGET);
  return on.look(url, TARGET);
}

/** Waits until the question has reached Moz's end. */
async function arrived(standin) {
  await until("the question was asked", async () => (await standin.asked()).length > 0);
}
