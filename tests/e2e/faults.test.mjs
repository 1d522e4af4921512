// Whatever goes wrong at Moz's end: its own code, words, never a yes or a no, an honest word about the bill, and the same
// question works once the trouble is over. The cases are in faults.json.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known, publish } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, settled } from "./harness/view.mjs";

const faults = JSON.parse(readFileSync(new URL("faults.json", import.meta.url), "utf8"));
// Longer than the extension waits for Moz.
const PATIENCE = 30_000;

for (const name of browsers) {
  describe(`faults of Moz in ${name}`, () => {
    const on = stage(name);
    before(() => on.signIn(token("paid")));

    for (const { name: what, fault, also, code, reads } of faults) {
      test(`${what}: ${code ?? "asked again, since it was not billed"}`, async () => {
        const { popup, target } = await stand(on, what);
        await on.standin.fault({ endpoint: "link_status", times: 1, ...fault });
        if (also) await on.standin.fault({ times: 1, ...also });
        await click(popup, "check");
        if (!code) {
          if (reads) await popup.waitForFunction(says, { polling: "mutation" }, reads);
          assert.equal(await settled(popup, "index-verdict", { patience: 2 * PATIENCE }, "yes", "no", "unknown"), "yes");
          assert.equal((await on.standin.asked()).length, 2);
          assert.equal(await on.standin.billed(), 2);
          return;
        }
        const state = await settled(popup, "index-verdict", { patience: PATIENCE }, "yes", "no", "unknown");
        const { index, live, reasons } = await reading(popup);
        assert.equal(state, "unknown");
        assert.equal(index.error, code);
        assert.ok(index.errorWords.startsWith(reads) && index.errorWords.length > reads.length + 10, index.errorWords);
        assert.equal(live.state, "yes", "the page's verdict is not touched");
        assert.deepEqual(reasons, []);
        const billed = await on.standin.billed();
        if (billed > 0) {
          assert.match([index.errorWords, ...index.chips].join(" "), /may have been billed/);
        }
        assert.equal((await on.standin.asked()).length, 1, "nothing is asked again by itself");

        assert.equal(await ask(popup), "yes", `the same question about ${target}, without the fault`);
        assert.deepEqual((await reading(popup)).errors, []);
        assert.equal((await on.standin.asked()).length, 2);
      });
    }

    test("a person can stop waiting", async () => {
      const { popup } = await stand(on, "cancelled");
      await on.standin.fault({ endpoint: "link_status", times: 1, delayMs: 20_000 });
      await click(popup, "check");
      await settled(popup, "index-verdict", "busy");
      await click(popup, "cancel");
      assert.equal(await answered(popup), "unknown");
      assert.equal((await reading(popup)).index.error, "moz.cancelled");
      assert.equal(await ask(popup), "yes");
    });
  });
}

/** Whether the verdict of the index says that. Runs in the popup. */
function says(words) {
  return document.querySelector('[data-part="index-verdict"]').innerText.includes(words);
}

/** A popup ready to ask a question that no other test asks and whose right answer is yes. */
async function stand(on, what) {
  const path = what.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const target = `acme-lamps.example/${path}`;
  const url = await publish(on.standin, `faulty-press.example/${path}`, [target]);
  await known(on.standin, `faulty-press.example/${path}`, target);
  return { target, ...(await on.look(url, target)) };
}
