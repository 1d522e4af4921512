// Picking a target: what is shown is what is sent, and nonsense spends nothing.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, errors, part, settled, shut, still, text } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";

const ACCEPTED = [
  { typed: "acme-lamps.example/plain", sent: "acme-lamps.example/plain", notes: [] },
  { typed: "  acme-lamps.example  ", sent: "acme-lamps.example/", notes: [] },
  { typed: "HTTPS://ACME-Lamps.example/Upper", sent: "acme-lamps.example/Upper", notes: [/https/] },
  { typed: "https://acme-lamps.example/u?utm_source=a&utm_medium=b&color=red", sent: "acme-lamps.example/u?color=red", notes: [/https/, /utm_source.*utm_medium/] },
  { typed: "acme-lamps.example/f#top", sent: "acme-lamps.example/f", notes: [/#top/] },
  { typed: "https://me:secret@acme-lamps.example/login", sent: "acme-lamps.example/login", notes: [/https/, /user name/] },
  { typed: "bücher-und-licht.example/messing", sent: `${new URL("https://bücher-und-licht.example").host}/messing`, notes: [/bücher-und-licht\.example/] },
  { typed: "acme-lamps.example/größe", sent: "acme-lamps.example/gr%C3%B6%C3%9Fe", notes: [/encoded/] },
  { typed: "https://acme-lamps.example:8443/port", sent: "acme-lamps.example:8443/port", notes: [/https/, /8443/] },
  { typed: "www.acme-lamps.example/path", scope: "subdomain", sent: "www.acme-lamps.example/", notes: [/path/] },
  { typed: "shop.acme-lamps.example/path", scope: "root_domain", sent: "acme-lamps.example/", notes: [/subdomain|path/] },
];

const REFUSED = [
  { typed: "brass lamps", code: "target.spaces" },
  { typed: ["javascript", "alert(1)"].join(":"), code: "target.not_web" },
  { typed: "mailto:a@acme-lamps.example", code: "target.not_web" },
  { typed: "http://[bad", code: "target.unparsable" },
  { typed: "acme", code: "target.no_dot" },
  { typed: `acme-lamps.example/${"x".repeat(9000)}`, code: "target.too_long", paste: true },
  { typed: "co.uk", scope: "root_domain", code: "target.suffix" },
];

for (const name of browsers) {
  describe(`the target in ${name}`, () => {
    const on = stage(name);
    before(() => on.signIn(token("paid")));

    for (const { typed, scope = "page", sent, notes } of ACCEPTED) {
      test(`${typed} as ${scope} is asked as ${sent}`, async () => {
        const { popup } = await on.look(PAGE, typed, scope);
        const said = await reading(popup);
        assert.equal(withRoot(said.target), sent);
        assert.equal(said.price, 2);
        for (const note of notes) {
          assert.ok(said.notes.some((each) => note.test(each)), `${note} in ${JSON.stringify(said.notes)}`);
        }
        if (notes.length === 0) {
          assert.deepEqual(said.notes, []);
        }
        await ask(popup);
        const [{ body }] = await on.standin.asked();
        assert.equal(JSON.parse(body).target, said.target, "what was shown is what was sent");
      });
    }

    for (const { typed, scope = "page", code, paste } of REFUSED) {
      test(`${typed.slice(0, 40)} as ${scope} is refused with ${code}`, async () => {
        const { popup } = await on.look(PAGE, typed, scope, { paste });
        assert.deepEqual(await errors(popup), [code]);
        const field = await part(popup, "target");
        const described = await field.evaluate((input) => document.getElementById(input.getAttribute("aria-describedby"))?.dataset.code);
        assert.equal(described, code, "the error is tied to the field");
        assert.ok((await text(popup, "error")).length > 20, "there are words");
        assert.ok(await (await part(popup, "check")).evaluate((button) => button.disabled));
        assert.deepEqual(await on.standin.asked(), []);
      });
    }

    test("any link of the page can become the target", async () => {
      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      await popup.select('[data-part="scope"]', "page");
      const row = '[data-part="link-row"]:has([title*="glow-and-sons.example/visit"])';
      await popup.waitForSelector(row);
      await still(popup);
      await popup.click(`${row} [data-part="use-as-target"]`);
      await popup.waitForFunction(
        () => document.querySelector('[data-part="sent"]')?.innerText === "glow-and-sons.example/visit",
        { polling: "mutation" },
      );
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
      await popup.waitForSelector(`${row}[data-matches="true"]`);
    });

    test("the target stays while pages change", async () => {
      const { popup } = await on.look(PAGE, "acme-lamps.example/spring-range");
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
      await shut(popup);
      const other = await on.press(await on.visit("https://awkward.example/no-links"));
      assert.equal(await text(other.popup, "sent"), "acme-lamps.example/spring-range");
      assert.equal(await data(other.popup, "live-verdict", "state"), "no");
    });

    test("Escape brings back what was set", async () => {
      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      await aim(popup, "acme-lamps.example/spring-range");
      const field = await part(popup, "target");
      await field.type("/more");
      await part(popup, "set");
      await popup.keyboard.press("Escape");
      assert.equal(await field.evaluate((input) => input.value), "acme-lamps.example/spring-range");
      await click(popup, "target");
    });
  });
}

// Whether a bare host is shown and sent with its slash is the core's choice; that both are the same is asserted.
const withRoot = (address) => (address.includes("/") ? address : `${address}/`);
