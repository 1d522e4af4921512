// Pages that are hard or impossible to read: a reason instead of an empty list, and nothing lost or let through.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { data, part, settled, shut, text, texts } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";

const UNREADABLE = [
  { name: "a page of the browser", url: { chromium: "chrome://version/", firefox: "about:support" }, code: "page.browser" },
  { name: "the extension store", url: { chromium: "https://chromewebstore.google.com/", firefox: "https://addons.mozilla.org/" }, code: "page.store", serve: true },
  { name: "a PDF", url: "https://awkward.example/doc.pdf", code: "page.pdf" },
  { name: "plain text", url: "https://awkward.example/plain.txt", code: "page.not_html" },
];

for (const name of browsers) {
  describe(`awkward pages in ${name}`, () => {
    const on = stage(name);

    for (const { name: what, url, code, serve } of UNREADABLE) {
      test(`${what}: ${code}`, async () => {
        const address = typeof url === "string" ? url : url[name];
        if (serve) {
          await on.standin.page({ url: address, body: html("<a href=https://acme-lamps.example/>x</a>"), contentType: "text/html" });
        }
        const { popup } = await on.press(await on.visit(address));
        const { live, errors, price } = await reading(popup);
        assert.deepEqual(errors, [code]);
        assert.notEqual(live.state, "no");
        assert.equal(price, null, "nothing can be asked");
        assert.ok(live.errorWords.length > 30, live.errorWords);
        assert.equal(await data(popup, "page", "state"), "unreadable");
        assert.equal(await popup.$('[data-part="link-row"]'), null);
        await aim(popup, TARGET);
        assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "unknown", "a target does not make it a no");
      });
    }

    test("a page without links", async () => {
      const { popup } = await on.look("https://awkward.example/no-links", TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "no");
      assert.equal(await data(popup, "totals", "links"), "0");
      assert.match(await popup.$eval("body", (body) => body.innerText), /This page has no links/);
    });

    test("a page under a strict policy", async () => {
      const page = await on.visit("https://awkward.example/strict");
      const violations = [];
      page.on("console", (message) => violations.push(message.text()));
      const { popup } = await on.press(page);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
      assert.equal(await data(popup, "totals", "links"), "2");
      assert.deepEqual(violations, [], "nothing was tried that the page forbids");
    });

    test("a page in a sandbox", async () => {
      const { popup } = await on.look("https://awkward.example/sandboxed", TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "yes");
    });

    test("places where links hide", async () => {
      const { tab } = await on.press(await on.visit("https://awkward.example/hiding-places"));
      const popup = await on.popup(tab);
      await part(popup, "link-row");
      const found = await popup.$$eval('[data-part="link-row"] .where', (places) => places.map((place) => place.textContent.trim().split("/")[1]));
      const expected = ["light", "open", "closed", "declared", "svg", "xlink", "area", "hidden", "tiny"];
      assert.deepEqual(found.toSorted(), expected.toSorted(), "and none from noscript, which is not part of the page");
    });

    test("elements that look like hosts of shadow roots and are none", async () => {
      const body = html(`<svg><font-face></font-face><missing-glyph></missing-glyph></svg>
        <math><semantics><mi>x</mi><annotation-xml encoding="text/html"></annotation-xml></semantics></math>
        <not-defined>x</not-defined><img name="title"><form name="body"><input name="querySelectorAll"></form>
        <p><a href="https://acme-lamps.example/spring-range">one</a>
        <script>
          document.body.append(document.createElementNS("http://www.w3.org/2000/svg", "div"));
          document.body.append(document.createElementNS("http://www.w3.org/2000/svg", "x-y"));
          document.body.append(document.createElementNS(null, "a-b"));
        </script>`);
      await on.standin.page({ url: "awkward-press.example/look-alikes", body, contentType: "text/html" });
      const { popup } = await on.look("https://awkward-press.example/look-alikes", TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "yes");
    });

    test("forms whose fields stand in for what every element has", async () => {
      const fields = ["localName", "contains", "getAttribute"].map((name) => `<input name="${name}">`).join("");
      const body = html(`<form role="main">${fields}<p><a href="https://acme-lamps.example/spring-range">one</a></form><p><a href="/two">two</a>
        <script>
          const root = document.createElement("form");
          root.innerHTML = ${JSON.stringify(fields)};
          root.append(...document.documentElement.childNodes);
          document.documentElement.replaceWith(root);
        </script>`);
      await on.standin.page({ url: "awkward-press.example/stand-ins", body, contentType: "text/html" });
      const { popup } = await on.look("https://awkward-press.example/stand-ins", TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "yes");
      assert.equal(await data(popup, "totals", "links"), "2");
    });

    test("the page is left as it was", async () => {
      const page = await on.visit("https://daily-tribune.example/brass-lamps-return");
      const before = await page.content();
      await on.press(page);
      assert.equal(await page.content(), before);
    });

    test("halves of surrogate pairs, control and directional characters", async () => {
      const page = await on.visit("https://awkward.example/surrogates");
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
      const count = await page.evaluate(() => document.querySelectorAll("a[href]").length);
      assert.equal(await data(popup, "totals", "links"), String(count), "none is lost");
      await popup.click('[data-part="show"][data-show="all"]');
      await popup.waitForFunction((wanted) => document.querySelectorAll('[data-part="link-row"]').length === wanted, { polling: "mutation" }, count);
      await isSafe(popup);
    });

    test("texts that lie", async () => {
      const { tab } = await on.press(await on.visit("https://awkward.example/text-spoof"));
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "no");
      await part(popup, "link-row");
      await isSafe(popup);
      assert.equal(await popup.$('[data-part="link-row"] :is(img, script, b)'), null, "no text became markup");
      assert.equal(await popup.title(), "Link Lantern");
      const rows = await texts(popup, "link-row");
      assert.ok(rows.some((row) => row.includes("<img src=x onerror=")), "markup is shown as text");
      assert.equal(await popup.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "long text does not widen the view");
    });

    test("an address of 10 MB", async () => {
      const body = html(`<a href="https://acme-lamps.example/spring-range">one</a><script>
        const long = document.createElement("a");
        long.href = "https://acme-lamps.example/" + "x".repeat(10_000_000);
        long.append("long");
        document.body.append(long);
      </script>`);
      await on.standin.page({ url: "awkward-press.example/long", body, contentType: "text/html" });
      const { tab } = await on.press(await on.visit("https://awkward-press.example/long"));
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes");
      assert.equal(await data(popup, "totals", "links"), "2");
      const markup = await popup.evaluate(() => document.documentElement.outerHTML.length);
      assert.ok(markup < 200_000, `the view stays small: ${markup}`);
    });

    test("100,000 links", async () => {
      const page = await on.visit("http://many-links.example/?n=100000");
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      assert.equal(await data(popup, "totals", "links"), "100000");
      await part(popup, "link-row");
      assert.ok((await texts(popup, "link-row")).length < 200, "only rows in sight exist");
      // To the very end and back by search.
      await popup.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const last = Number(await popup.$eval('[role="grid"]', (grid) => grid.ariaRowCount));
      await popup.waitForSelector(`[role="row"][aria-rowindex="${last}"][data-part="link-row"]`);
      await popup.type('[data-part="search"]', "/99999");
      await popup.waitForFunction(() => document.querySelectorAll('[data-part="link-row"]').length === 1, { polling: "mutation" });
      assert.match(await text(popup, "link-row"), /99999/);
    });

    test("frames are read, and those out of reach are told", async () => {
      const { popup } = await on.press(await on.visit("https://awkward.example/frames"));
      const { totals } = await reading(popup);
      assert.ok(totals.links > 0);
      assert.match(await text(popup, "totals"), /could not be read/);
    });

    test("a page that was left", async () => {
      const page = await on.visit("https://daily-tribune.example/brass-lamps-return");
      const { tab, popup } = await on.press(page);
      await shut(popup);
      await page.goto("https://review-yard.example/best-lamps");
      const other = await on.popup(tab);
      assert.deepEqual((await reading(other)).errors, ["page.no_grant"], "leaving the site takes the grant away");
      await page.close();
      const gone = await on.popup(tab);
      assert.deepEqual((await reading(gone)).errors, ["page.gone"]);
    });
  });
}

/**
 * No character in what is shown can reorder or hide text, and no half of a pair is left. The joiners U+200C and U+200D stay:
 * Persian and emoji are spelt with them.
 */
async function isSafe(popup) {
  const shown = await popup.$eval("body", (body) => body.innerText);
  // eslint-disable-next-line no-control-regex -- that is the point
  const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
  assert.doesNotMatch(shown, unsafe);
  assert.ok(shown.isWellFormed?.() ?? true);
}
