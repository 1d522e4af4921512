// The scope ladder: one answer fills every cell that follows from it, and settling all costs no more than was said.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { stage } from "./harness/stage.mjs";
import { answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, part, picture } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`scope ladder in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("settling all nine asks the fewest, and the bill is no more than the price said", async () => {
      await on.signIn(token("paid"));
      const { popup } = await on.look(PAGE, TARGET);
      await click(popup, "ladder");
      assert.equal(await data(popup, "ladder", "openCells"), "9");
      const most = Number(await data(popup, "settle", "rows"));
      await click(popup, "settle");
      await popup.waitForSelector('[data-part="ladder"][data-open-cells="0"]');
      assert.equal(await answered(popup), "no");
      // What the stand-in's graph knows, source by source, target scopes across.
      assert.deepEqual(await states(popup), ["no no no", "no yes yes", "no yes yes"]);
      const billed = await on.standin.billed();
      assert.ok(billed <= most && billed < 18, `${billed} rows billed, ${most} said, 18 for nine questions`);
      assert.match(await (await part(popup, "reason")).evaluate((item) => item.dataset.code), /elsewhere/);
      await picture(popup, `ladder-${name}`, { fullPage: true });
    });

    test("one answer fills what follows from it", async () => {
      await on.signIn(token("paid"));
      const { popup } = await on.look("https://lamp-forum.example/thread/42", TARGET);
      assert.equal(await ask(popup), "yes");
      await click(popup, "ladder");
      assert.deepEqual(await states(popup), ["yes yes yes", "yes yes yes", "yes yes yes"]);
      assert.equal(await popup.$('[data-part="settle"]'), null, "nothing is left to pay for");
      assert.equal(await on.standin.billed(), 2);
    });

    test("a quota that ends in the middle keeps what was answered, and says so", async () => {
      await on.signIn(token("almost"));
      const { popup } = await on.look(PAGE, TARGET);
      await click(popup, "ladder");
      await click(popup, "settle");
      await popup.waitForSelector('[data-part="error"][data-code="moz.quota"], [data-part="rung"][data-state="unknown"]');
      assert.equal(await on.standin.billed(), 2);
    });
  });
}

/** The nine states, a line for each source scope. */
async function states(popup) {
  const all = await popup.$$eval('[data-part="rung"]', (rungs) => rungs.map((rung) => rung.dataset.state));
  return [0, 3, 6].map((from) => all.slice(from, from + 3).join(" "));
}
