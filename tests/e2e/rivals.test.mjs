// A list's sources against competitors, end to end: one look tells of all, and Moz is asked by a list of its own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, part, picture, texts } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MINE = "acme-lamps.example";
const THEIRS = "lumen-bros.example";
const PATIENCE = 30_000;
const PAGES = { "both-press.example/x": [MINE, THEIRS], "theirs-press.example/x": [THEIRS], "mine-press.example/x": [MINE], "none-press.example/x": [] };

for (const name of browsers) {
  describe(`competitors in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("without competitors it says where they are saved", async () => {
      const view = await list(on, []);
      await view.click('[data-part="rivals"] summary');
      await part(view, "rivals-none");
      await view.close();
    });

    test("who is linked where the person is not", async () => {
      const view = await list(on, [[MINE, "mine"], [THEIRS, "competitor"]]);
      const hosts = Object.keys(PAGES).map((url) => url.split("/")[0]);
      await on.browser.wouldAllow(hosts.flatMap((host) => [host, `www.${host}`]).flatMap((host) => [`https://${host}/*`, `http://${host}/*`]));
      await view.bringToFront();
      await view.click('[data-part="rivals"] summary');
      await part(view, "rivals-row");
      await click(view, "look");
      await view.waitForSelector('[data-part="looking"][data-state="ended"]', { timeout: PATIENCE });
      await view.waitForSelector('[data-part="rivals-show"][data-show="gap"][data-count="1"]', { timeout: PATIENCE });
      const fetched = (await on.standin.log()).filter(({ host, path }) => host.endsWith("-press.example") && path === "/x");
      assert.equal(fetched.length, 4, "each page once, for all targets");
      const counts = await view.$$eval('[data-part="rivals-show"]', (all) => all.map(({ dataset }) => [dataset.show, dataset.count]));
      assert.deepEqual(Object.fromEntries(counts), { all: "4", gap: "1", both: "1", mine: "1", neither: "1", open: "0" });
      for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [700, "light"], [700, "dark"]]) {
        await on.browser.paint(view, scheme);
        await view.setViewport({ width, height: 900 });
        await picture(view, `${name}-rivals-${width}-${scheme}`, { fullPage: true });
        await view.evaluate(axe);
        const found = await view.evaluate(async () => (await globalThis.axe.run(document)).violations);
        assert.deepEqual(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("; ")}`), [], `${scheme}, ${width} px`);
      }
      await view.click('[data-part="rivals-show"][data-show="gap"]');
      await view.waitForFunction(() => document.querySelectorAll('[data-part="rivals-row"]').length === 1, { polling: "mutation" });
      assert.match((await texts(view, "rivals-row"))[0], /theirs-press\.example/);
      const file = await downloaded(on.downloads, () => view.click('[data-part="rivals-export"][data-format="csv"]'));
      assert.equal(file.text.trim().split("\r\n").length, 1 + 2);
      assert.equal((await on.standin.asked()).length, 0, "all of it for nothing");
      await view.close();
    });

    test("Moz is asked about a competitor by a list of its own, and about other sites at a price", async () => {
      await on.standin.graph({ links: [{ source: "theirs-press.example/x", target: `${THEIRS}/` }] });
      await on.signIn(token("paid"));
      const view = await list(on, [[MINE, "mine"], [THEIRS, "competitor"]]);
      await view.click('[data-part="rivals"] summary');
      assert.equal(await data(view, "rivals-ask", "rows"), "8");
      assert.match((await texts(view, "rivals-buy"))[0], /First 5.*25 rows/s);
      await click(view, "rivals-buy");
      await view.waitForFunction(() => !document.querySelector('[data-part="rivals-buy"]:disabled'), { polling: "mutation" });
      if (await view.$eval('[data-part="rivals-buy"]', (button) => /again/.test(button.innerText))) {
        await click(view, "rivals-buy");
      }
      await view.waitForFunction(() => /row/.test(document.querySelector('[data-part="rivals-sites"] [role="status"].about').innerText), { polling: "mutation" });
      assert.ok((await on.standin.asked()).some(({ path }) => path === "/v2/link_intersect"));
      await click(view, "rivals-ask");
      await view.waitForFunction(() => location.hash === "#2");
      await view.waitForSelector('button[data-part="run"][data-price="8"]:enabled');
      await view.click('button[data-part="run"]');
      await view.waitForSelector('[data-part="show"][data-show="yes"][data-count="1"]', { timeout: PATIENCE });
      await view.evaluate(() => (location.hash = "#1"));
      await view.waitForSelector('[data-part="rivals"]:not([open])');
      await view.click('[data-part="rivals"] summary');
      await view.waitForSelector('[data-part="rivals-row"][data-at="1"] td:nth-of-type(2)[data-index="yes"]');
      await view.close();
    });
  });
}

/** A view of a list of all pages for the first target, with these targets saved. */
async function list(on, targets) {
  for (const [url, links] of Object.entries(PAGES)) {
    const body = `<main><p>${"Words of an article. ".repeat(40)}</p><a href="/a">a</a> <a href="/b">b</a> <a href="https://other.example/">other</a> ${links.map((target) => `<a href="https://${target}/">lamps</a>`).join(" ")}</main>`;
    await on.standin.page({ url, contentType: "text/html; charset=utf-8", body: html(body) });
  }
  const view = await on.browser.view("views/list/list.html");
  await part(view, "paste");
  await view.evaluate(
    async (saved, sources, target) => {
      const ask = (request) => chrome.runtime.sendMessage(request);
      for (const [input, kind] of saved) await ask({ targets: { change: { add: { input, label: "", kind, scope: "root_domain", at: null, is_default: false } } } });
      await ask({ list: { read: { from: { text: sources.join("\n") }, separator: null } } });
      await ask({ list: { draft: { aim: { target, source_scope: "page", target_scope: "root_domain" } } } });
      await ask({ list: { save: { title: "Spring" } } });
      location.hash = "#1";
    },
    targets,
    Object.keys(PAGES).map((url) => `https://${url}`),
    MINE,
  );
  await part(view, "run");
  return view;
}
