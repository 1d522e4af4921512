// Watched placements end to end: added by hand, looked at, and what changed is told once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { until } from "./harness/until.mjs";
import { click, fill, part, picture, settled, texts } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TARGET = "acme-lamps.example";
const FILL = `<p>${"Words of an article that goes on for a while. ".repeat(12)}</p>`;
const OTHERS = ["/a", "/b", "https://lumen-bros.example/"].map((href) => `<a href="${href}">other</a> `).join("");
const article = (rel) => html(`<main>${FILL}${OTHERS}${rel === undefined ? "" : `<a rel="${rel}" href="https://${TARGET}/spring-range">brass lamps</a>`}</main>`);

for (const name of browsers) {
  describe(`watches in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("a change is told once, at the button and in the list", async () => {
      const watches = await watching(on, "watched-press.example/x");
      await serve(on, "watched-press.example/x", "nofollow");
      await look(watches);
      assert.match((await texts(watches, "change")).join(), /Follow: followed → not followed \(nofollow\)/);
      assert.equal(await badge(watches), "1");
      await look(watches);
      assert.equal((await texts(watches, "change")).length, 1);
      await serve(on, "watched-press.example/x");
      await look(watches);
      assert.equal(await settled(watches, "watch-live", "unknown"), "unknown", "suspected, no more");
      assert.equal((await texts(watches, "change")).length, 2);
      await click(watches, "watch-history");
      await part(watches, "history");
      assert.equal((await texts(watches, "history-entry")).length, 3);
      await click(watches, "changes-seen");
      await watches.waitForFunction(() => !document.querySelector('[data-part="unseen"]'), { polling: "mutation" });
      assert.equal(await badge(watches), "");
    });

    test("a background that is stopped in the middle tells it once", async () => {
      const watches = await watching(on, "stopped-press.example/x");
      await serve(on, "stopped-press.example/x", "nofollow", { delayMs: 500 });
      const before = (await asked(on, "stopped-press.example")).length;
      await click(watches, "watch-look");
      await until("the page was fetched", async () => (await asked(on, "stopped-press.example")).length > before);
      await on.browser.stopWorker();
      await still(watches);
      await watches.close();
      // Another view: Firefox's driver waits for ever for a reloaded one.
      const again = await on.browser.view("views/watches/watches.html");
      await part(again, "watch");
      await look(again);
      await look(again);
      assert.equal((await texts(again, "change")).length, 1);
    });

    test("paused, removed, and brought back", async () => {
      const watches = await watching(on, "removed-press.example/x");
      await click(watches, "watch-pause");
      await watches.waitForSelector('[data-part="watch"][data-paused="true"]');
      await click(watches, "watch-remove");
      await part(watches, "watches-none");
      await click(watches, "watch-undo");
      await watches.waitForSelector('[data-part="watch"][data-paused="true"]');
    });

    test("where the link leads in the end is looked at too", async () => {
      await on.standin.page({ url: `${TARGET}/spring-range`, status: 301, headers: { location: `https://${TARGET}/new-range` }, body: "" });
      await on.standin.page({ url: `${TARGET}/new-range`, contentType: "text/html; charset=utf-8", body: article() });
      const watches = await watching(on, "redirect-press.example/x");
      const { text } = await save(on, watches, "watches");
      assert.match(text, /,https:\/\/acme-lamps\.example\/new-range,/);
    });

    test("what is watched, what changed and a history are saved", async () => {
      const source = "saved-press.example/x";
      const watches = await watching(on, source);
      await serve(on, source, "nofollow");
      await look(watches);
      await click(watches, "watch-history");
      await part(watches, "history");
      const says = { watches: /^source,target,scope.*\r\nhttps:\/\/saved-press/s, changes: /,follow,followed,not followed: rel nofollow\r\n$/, history: /,began,,\r\n$/ };
      for (const [what, expected] of Object.entries(says)) {
        const saved = await save(on, watches, what);
        assert.match(saved.text, expected, what);
        assert.match(saved.name, /^(watches|changes|history-.*saved-press.*)-\d{4}-\d\d-\d\d\.csv$/);
      }
    });

    test("set otherwise in its row", async () => {
      const watches = await watching(on, "set-press.example/x");
      await click(watches, "watch-how");
      await watches.select('[data-part="watch-looks"]', "both");
      await part(watches, "watch-index");
      await fill(watches, "watch-limit", "7");
      await watches.keyboard.press("Tab");
      await watches.waitForFunction(async () => (await chrome.runtime.sendMessage({ watches: { tab: null, offset: 0, limit: 1 } })).ok.watches.watches[0].month_limit === 7, { polling: 50 });
      assert.match((await texts(watches, "watch-how"))[0], /Weekly.*Page and index/);
    });

    test("from the popup, with page and target filled in", async () => {
      await serve(on, "popup-press.example/x", "");
      const { tab } = await on.press(await on.visit("https://popup-press.example/x"));
      const popup = await on.popup(tab);
      await aim(popup, TARGET, "root_domain");
      const opened = on.nextView();
      await click(popup, "open-watches");
      const watches = await opened;
      assert.equal(await (await part(watches, "watch-source")).evaluate((field) => field.value), "https://popup-press.example/x");
      assert.equal(await (await part(watches, "watch-target")).evaluate((field) => field.value), TARGET);
    });

    test("accessible, and fits every width in light and dark", async () => {
      const empty = await open(on);
      await part(empty, "watches-none");
      await looks(on, empty, name, "watches-empty");
      const watches = await watching(on, "shown-press.example/a-long-article-about-brass-lamps");
      await serve(on, "shown-press.example/a-long-article-about-brass-lamps", "nofollow");
      await look(watches);
      await serve(on, "shown-press.example/a-long-article-about-brass-lamps");
      await look(watches);
      await click(watches, "watch-history");
      await part(watches, "history");
      await looks(on, watches, name, "watches");
    });
  });
}

const save = (on, view, what) => downloaded(on.downloads, () => view.click(`[data-part="watch-export"][data-what="${what}"][data-format="csv"]`));

async function looks(on, view, name, state) {
  await view.evaluate(axe);
  for (const scheme of ["light", "dark"]) {
    await on.browser.paint(view, scheme);
    for (const width of [700, 1280]) {
      await view.setViewport({ width, height: 900 });
      await picture(view, `${name}-${state}-${width}-${scheme}`, { fullPage: true });
      const found = await view.evaluate(async () => (await globalThis.axe.run(document)).violations);
      assert.deepEqual(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("; ")}`), [], `${scheme}, ${width} px`);
      assert.equal(await view.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `scrolls sideways at ${width} px`);
    }
  }
}

const serve = (on, url, rel, more) => on.standin.page({ url, contentType: "text/html; charset=utf-8", body: article(rel), ...more });
const asked = async (on, host) => (await on.standin.log()).filter((entry) => entry.host === host && entry.path === "/x");
const badge = (view) => view.evaluate(() => chrome.action.getBadgeText({}));

/** The page of watches, as a tab that is cleared away after the test. */
async function open(on) {
  const options = await on.options();
  await click(options, "open-watches");
  await part(options, "watch-add");
  return options;
}

/** The page of watches with one placement on it, added and looked at once. */
async function watching(on, url) {
  await serve(on, url, "");
  const watches = await open(on);
  const { ok } = await watches.evaluate((sources) => chrome.runtime.sendMessage({ look_needs: { sources } }), [`https://${url}`, TARGET]);
  await on.browser.wouldAllow(ok.look_needs.patterns);
  await watches.bringToFront();
  await fill(watches, "watch-source", `https://${url}`);
  await fill(watches, "watch-target", TARGET);
  await watches.select('[name="scope"]', "root_domain");
  await click(watches, "watch-add");
  await settled(watches, "watch-live", "yes");
  await still(watches);
  return watches;
}

async function look(watches) {
  await still(watches);
  await click(watches, "watch-look");
  await still(watches);
}

const still = (watches) => watches.waitForFunction(() => !document.querySelector('[data-part="watch-look"]:disabled'), { polling: "mutation" });
