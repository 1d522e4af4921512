// The main job, from a page to both verdicts, each time as on the extension's first day.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, part, settled, shut } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const SOURCE = "daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`first light in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("a link on the page that the index does not have", async () => {
      await on.signIn(token("paid"));
      const { popup } = await on.look(PAGE, TARGET);
      const before = await reading(popup);
      assert.equal(before.target, TARGET);
      assert.equal(before.live.state, "yes");
      assert.match(before.live.says, /^Followed, in the main text(, visible now)?: “the Acme spring range”$/);
      assert.equal(before.index.state, "none");
      assert.equal(before.price, 2);
      assert.equal(await on.standin.billed(), 0, "looking costs nothing");

      assert.equal(await ask(popup), "no");
      const after = await reading(popup);
      assert.match(after.index.says, /this exact page → acme-lamps\.example\/spring-range/i);
      assert.ok(after.reasons.length > 0, "it says why they may differ");
      assert.ok(after.reasons.every(({ says }) => says.length > 0));
      assert.deepEqual(after.errors, []);
      assert.equal(await on.standin.billed(), before.price, "the price shown is what was billed");
    });

    test("a link that both have needs no reasons", async () => {
      await known(on.standin, SOURCE, TARGET);
      await on.signIn(token("paid"));
      const { popup } = await on.look(PAGE, TARGET);
      assert.equal(await ask(popup), "yes");
      const { live, reasons } = await reading(popup);
      assert.equal(live.state, "yes");
      assert.deepEqual(reasons, []);
    });

    test("a link that the page's robots tag asks not to follow, and what decided it", async () => {
      const { popup } = await on.look("https://review-yard.example/best-lamps", TARGET);
      const { live } = await reading(popup);
      assert.equal(live.state, "yes");
      assert.match(live.says, /robots/);
    });

    test("a link that only the index has", async () => {
      await known(on.standin, SOURCE, "acme-lamps.example/winter-range");
      await on.signIn(token("paid"));
      const { popup } = await on.look(PAGE, "acme-lamps.example/winter-range");
      assert.equal(await ask(popup), "yes");
      const { live, reasons } = await reading(popup);
      assert.equal(live.state, "no");
      assert.deepEqual(reasons.map(({ code }) => code), ["removed"]);
    });

    test("a wider target", async () => {
      await known(on.standin, SOURCE, "acme-lamps.example/elsewhere");
      await on.signIn(token("paid"));
      const { popup } = await on.look(PAGE, TARGET, "root_domain");
      assert.equal(await ask(popup), "yes");
      const { live, index } = await reading(popup);
      assert.equal(live.state, "yes");
      assert.match(index.says, /any page of acme-lamps\.example/);
    });

    test("no answer is cannot tell, never no", async () => {
      await on.standin.fault({ endpoint: "link_status", status: 503, times: 1 });
      await on.signIn(token("paid"));
      const { popup } = await on.look(PAGE, TARGET);
      assert.equal(await ask(popup), "unknown");
      assert.deepEqual((await reading(popup)).reasons, [], "nothing differs that is not known");
    });

    test("what is known is shown again for nothing", async () => {
      await on.signIn(token("paid"));
      const first = await on.look(PAGE, TARGET);
      await ask(first.popup);
      assert.equal(await on.standin.billed(), 2);
      await shut(first.popup);
      const again = await on.press(first.page);
      assert.equal(await answered(again.popup), "no");
      assert.equal(await on.standin.billed(), 2);
      // Also after the browser was closed in between.
      await on.restart();
      const { popup } = await on.press(await on.visit(PAGE));
      assert.equal(await answered(popup), "no");
      assert.equal(await on.standin.billed(), 2);
    });

    test("the links are counted as the browser counts them", async () => {
      const page = await on.visit(PAGE);
      const { popup } = await on.press(page);
      await part(popup, "totals");
      const expected = await page.evaluate(countLinks);
      assert.equal(await data(popup, "totals", "links"), String(expected.links));
      assert.equal(await data(popup, "totals", "outbound"), String(expected.outbound));
    });

    test("without a token the page's verdict is there, and the way to a token", async () => {
      const page = await on.visit(PAGE);
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
      const check = await part(popup, "check");
      assert.ok(await check.evaluate((button) => button.disabled));
      const opened = on.nextView();
      await click(popup, "add-token");
      await part(await opened, "token");
      assert.deepEqual(await on.standin.asked(), [], "nothing was sent");
    });
  });
}

// By other means than the extension's: the browser's own list and its own URLs.
function countLinks() {
  const links = [...document.querySelectorAll("a[href], area[href]")];
  const outbound = links.filter(({ protocol, hostname }) => {
    return /^https?:$/.test(protocol) && hostname && !`.${hostname}`.endsWith(".daily-tribune.example");
  });
  return { links: links.length, outbound: outbound.length };
}
