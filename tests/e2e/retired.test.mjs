// Old addresses end to end: looked at where they lead, asked about, and the pages that still point at them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { token } from "./harness/tokens.mjs";
import { click, fill, part, picture, texts } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FILL = `<p>${"Words of an article. ".repeat(40)}</p><a href="/a">a</a> <a href="/b">b</a> <a href="/c">c</a>`;

for (const name of browsers) {
  describe(`old addresses in ${name}`, () => {
    const on = stage(name);

    test("where they lead, who still points there, and what Moz knows", async () => {
      const serve = (url, page) => on.standin.page({ url, contentType: "text/html; charset=utf-8", body: "", ...page });
      await serve("old-lamps.example/range", { status: 301, headers: { location: "https://old-lamps.example/new-range" } });
      await serve("old-lamps.example/new-range", { body: html(FILL) });
      await serve("old-lamps.example/gone", { status: 410 });
      await serve("old-press.example/x", { body: html(`<main>${FILL}<a href="https://old-lamps.example/range">lamps</a></main>`) });
      await on.signIn(token("paid"));
      const view = await on.browser.view("views/list/list.html");
      await part(view, "paste");
      const hosts = ["old-lamps.example", "old-press.example"].flatMap((host) => [host, `www.${host}`]);
      const patterns = hosts.flatMap((host) => [`https://${host}/*`, `http://${host}/*`]);
      await on.browser.wouldAllow(patterns);
      await view.bringToFront();
      await view.click('[data-part="retired"] summary');
      await fill(view, "retired-typed", "https://old-lamps.example/range\nold-lamps.example/gone\nno address", { paste: true });
      await click(view, "retired-show");
      await part(view, "old");
      assert.equal(await view.$eval("[data-code]", (row) => row.dataset.code), "target.spaces");
      await click(view, "retired-look");
      await view.waitForSelector('[data-part="old"][data-live="yes"]');
      await view.waitForSelector('[data-part="old"][data-live="unknown"]');
      assert.match((await texts(view, "old"))[0], /new-range/);
      await part(view, "retired-none");

      // A look at a page that still points there, as lists and watches take it.
      await view.evaluate(async (origins) => {
        document.addEventListener("click", () => (globalThis.allowed = chrome.permissions.request({ origins })), { once: true, capture: true });
      }, patterns);
      await view.click("h1");
      await view.evaluate(() => globalThis.allowed);
      await view.evaluate(() => chrome.runtime.sendMessage({ look: { run: 1, sources: ["https://old-press.example/x"], target: "old-lamps.example", scope: "root_domain", again: false } }));
      await click(view, "retired-show");
      await part(view, "pointing");
      assert.match((await texts(view, "pointing"))[0], /old-press\.example\s*\/x[^]*lamps[^]*\/range[^]*\/new-range/);
      const file = await downloaded(on.downloads, () => view.click('[data-part="retired-save"]'));
      assert.match(file.text, /^source,anchor_text,points_at,leads_to,learned_by,looked\r\nhttps:\/\/old-press\.example\/x,lamps,https:\/\/old-lamps\.example\/range,https:\/\/old-lamps\.example\/new-range,its site,/);

      const billed = await on.standin.billed();
      const rows = await view.$eval('[data-part="retired-ask"]', ({ dataset }) => Number(dataset.rows));
      assert.ok(rows > 0);
      await click(view, "retired-ask");
      await view.waitForFunction(() => !document.querySelector('[data-part="retired-ask"], [data-part="retired-stop"]'), { polling: "mutation" });
      assert.equal((await on.standin.billed()) - billed, rows, "the price that was shown");
      for (const [width, scheme] of [[1280, "light"], [700, "dark"]]) {
        await on.browser.paint(view, scheme);
        await view.setViewport({ width, height: 900 });
        await picture(view, `${name}-retired-${width}-${scheme}`, { fullPage: true });
        await view.evaluate(axe);
        const found = await view.evaluate(async () => (await globalThis.axe.run(document)).violations);
        assert.deepEqual(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("; ")}`), [], `${scheme}, ${width} px`);
      }
      await view.close();
    });
  });
}
