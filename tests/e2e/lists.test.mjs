// Lists of sources: made from what people paste and drop, asked about in batches, and kept through whatever happens to the
// worker and the network. What was billed is held against what is shown.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { LONG, PATH, TARGET, aim, buy, ended, make, read, verdicts } from "./harness/lists.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { token } from "./harness/tokens.mjs";
import { until } from "./harness/until.mjs";
import { click, data, errors, part, picture, text } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const name of browsers) {
  describe(`lists in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("pasted, looked at, asked about, narrowed and saved", async () => {
      await index(on, ["news.example/1", "blog.example/2"]);
      await on.signIn(token("paid"));
      const view = await on.browser.view(PATH);
      await read(view, "Source URL,Anchor\nhttps://news.example/1,Lamps\nhttps://news.example/1?utm_source=x,again\nnonsense here,x\nhttps://blog.example/2,=1+1\nhttps://quiet.example/3,\n");
      assert.equal(await data(view, "draft", "sources"), "3");
      assert.match(await text(view, "read-as"), /separated by commas; sources are in the column “Source URL”/);
      const [problem] = await view.$$eval('[data-part="problem"]', (found) => found.map(({ dataset }) => [dataset.line, dataset.code]));
      assert.deepEqual(problem, ["4", "target.spaces"]);
      await aim(view);
      assert.equal(await data(view, "price", "rows"), "6");
      await make(view, "Spring campaign");
      assert.equal((await on.standin.asked()).length, 0, "making a list asks nobody");
      await buy(view, "run");
      await ended(view);
      assert.deepEqual(await verdicts(view), { all: 3, yes: 2, no: 1, unknown: 0, failed: 0, open: 0 });
      assert.equal(await on.standin.billed(), 6);
      assert.equal(await data(view, "run", "rows"), "6");

      // What is known costs nothing.
      await part(view, "all-known");
      await view.click('[data-part="show"][data-show="no"]');
      await view.waitForFunction(() => document.querySelectorAll('[data-part="list-row"]').length === 1, { polling: "mutation" });
      assert.match(await text(view, "list-row"), /quiet\.example/);

      const file = await downloaded(on.downloads, () => view.click('[data-part="export"][data-format="csv"]'));
      assert.match(file.name, /^list-spring-campaign-.*\.csv$/);
      const [head, row, ...more] = file.text.trim().split("\r\n");
      assert.match(head, /^line,source,source_scope,target,/);
      assert.match(row, /^6,https:\/\/quiet\.example\/3,page,acme-lamps\.example,root_domain,not looked,,,,,,no,/);
      assert.deepEqual(more, []);
      await view.close();
    });

    test("looked at without opening its pages, once the browser was asked", async () => {
      const article = (link) => html(`<main><p>${"Words that go on for a while. ".repeat(20)}</p><a href="/a">own</a>${link}</main>`);
      const link = `<a rel="nofollow" href="https://${TARGET}/range">brass lamps</a>`;
      const serve = (url, page) => on.standin.page({ url, contentType: "text/html; charset=utf-8", ...page });
      await serve("has-it.example/x", { body: article(link) });
      await serve("has-not.example/x", { body: article("") });
      await serve("refuses.example/x", { body: article(link), status: 403 });
      const view = await on.browser.view(PATH);
      await read(view, "https://has-it.example/x\nhttps://has-not.example/x\nhttps://refuses.example/x\n");
      await aim(view);
      await make(view, "Looked at");
      const hosts = ["has-it.example", "has-not.example", "refuses.example"];
      // Each site and the one that it may lead to, by both schemes.
      await on.browser.wouldAllow(hosts.flatMap((host) => [host, `www.${host}`]).flatMap((host) => [`https://${host}/*`, `http://${host}/*`]));
      await view.bringToFront();
      await click(view, "look");
      await view.waitForSelector('[data-part="looking"][data-state="ended"]', { timeout: LONG });
      await view.waitForFunction(() => document.querySelectorAll('[data-part="live"]:not([data-state="none"])').length === 3, { polling: "mutation" });
      const lives = await view.$$eval('[data-part="live"]', (found) => found.map(({ dataset, innerText }) => [dataset.state, dataset.code ?? "", innerText.trim()]));
      assert.deepEqual(lives.map(([state, code]) => [state, code]), [["yes", ""], ["no", ""], ["unknown", "check.status"]]);
      assert.match(lives[0][2], /nofollow.*brass lamps/s);
      assert.equal((await on.standin.asked()).length, 0, "looking costs no row");
      const file = await downloaded(on.downloads, () => view.click('[data-part="export"][data-format="csv"]'));
      const rows = file.text.trim().split("\r\n").slice(1).map((row) => row.split(",")[5]);
      assert.deepEqual(rows, ["yes", "no", "cannot tell"]);
      // Once more today, and nothing is fetched.
      await on.standin.reset();
      await click(view, "look");
      await view.waitForSelector('[data-part="looking"][data-state="ended"]', { timeout: LONG });
      assert.deepEqual((await on.standin.log()).filter(({ host }) => hosts.includes(host)), []);
      for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [700, "light"], [700, "dark"]]) {
        await on.browser.paint(view, scheme);
        await view.setViewport({ width, height: 800 });
        await picture(view, `${name}-lists-looked-${width}-${scheme}`);
      }
      await view.close();
    });

    test("from the links selected in the popup", async () => {
      await on.standin.page({ url: "list-press.example/links", body: '<p><a href="https://one.example/a">one</a> <a href="https://two.example/b">two</a>', contentType: "text/html" });
      const { popup } = await on.look("https://list-press.example/links", TARGET, "root_domain");
      await click(popup, "select-all");
      const opened = on.browser.nextView();
      await click(popup, "check-in-list");
      const view = await opened;
      assert.equal(await data(view, "draft", "sources"), "2");
      assert.equal(await data(view, "price", "rows"), "4", "held against the target of the popup");
      await view.close();
    });

    test("a file of another encoding is read, and what is no text is refused", async () => {
      const view = await on.browser.view(PATH);
      await part(view, "file");
      await choose(view, "binary.xlsx", [0x50, 0x4b, 3, 4, 0, 0, 8, 0]);
      await part(view, "error");
      assert.deepEqual(await errors(view), ["list.binary"]);
      await choose(view, "large.csv", 50 * 1024 * 1024);
      await view.waitForSelector('[data-code="list.too_large"]');
      const utf16 = [...new Uint8Array(new Uint16Array([..."\ufeffurl\tanchor\nhttps://ümlaut.example/ü\tx\n"].map((c) => c.charCodeAt(0))).buffer)];
      await choose(view, "sources.tsv", utf16);
      assert.equal(await data(view, "draft", "sources"), "1");
      assert.match(await text(view, "draft"), /xn--mlaut-jva\.example/);
      await view.close();
    });

    test("deleted and brought back", async () => {
      const view = await on.browser.view(PATH);
      await read(view, "https://news.example/1");
      await aim(view);
      await make(view, "Short");
      await click(view, "all-lists");
      await click(view, "delete");
      await view.waitForFunction(() => !document.querySelector('[data-part="saved-list"]'), { polling: "mutation" });
      await click(view, "undo");
      await part(view, "saved-list");
      await view.close();
    });

    test("no violation that axe finds, in light and dark, wide and narrow", async () => {
      await index(on, ["news.example/1"]);
      await on.signIn(token("paid"));
      const view = await on.browser.view(PATH);
      await part(view, "paste");
      await examine(on, view, "home");
      await read(view, "https://news.example/1\nwhat is this\nhttps://blog.example/2");
      await aim(view);
      await examine(on, view, "draft");
      await make(view, "Looked at by axe");
      await on.standin.fault({ endpoint: "link_status", answer: "drop", times: 1 });
      await buy(view, "run");
      await ended(view);
      await examine(on, view, "failed");
      await view.close();
    });

    test("a run goes on by itself after the browser was closed", { timeout: 200_000 }, async () => {
      const sources = Array.from({ length: 150 }, (_, n) => `r${n}.example/article`);
      await index(on, sources);
      await on.signIn(token("paid"));
      let view = await on.browser.view(PATH);
      await read(view, sources.map((source) => `https://${source}`).join("\n"));
      await aim(view);
      await make(view, "Closed in between");
      // The first batch is answered, the second one is on its way when the browser goes.
      await on.standin.fault({ endpoint: "link_status", times: 1 });
      await on.standin.fault({ endpoint: "link_status", delayMs: 60_000, times: 1 });
      await buy(view, "run");
      await until("the second batch was sent", async () => (await on.standin.asked()).length >= 2);
      await on.restart();
      view = await on.browser.view(`${PATH}#1`);
      await part(view, "run");
      if ((await ended(view)) !== "idle") {
        await buy(view, "run");
        await ended(view);
      }
      const counts = await verdicts(view);
      assert.equal(counts.open, 0);
      // What was on its way may have been billed, and is not asked again by itself.
      assert.deepEqual([counts.yes, counts.unknown], [100, 50]);
      const asked = (await on.standin.asked()).filter(({ path }) => path === "/v2/link_status");
      const times = new Map();
      for (const { body } of asked) for (const source of JSON.parse(body).sources) times.set(source, (times.get(source) ?? 0) + 1);
      assert.ok([...times.values()].every((count) => count === 1), "asked twice");
      await view.close();
    });

    test("500 sources, the worker stopped 20 times, connections dropped, 429s and 500s: one verdict each, nothing billed twice", { timeout: 400_000 }, async () => {
      const sources = Array.from({ length: 500 }, (_, n) => `s${n}.example/article-${n}`);
      const isKnown = (n) => n % 3 === 0;
      await index(on, sources.filter((_, n) => isKnown(n)));
      await on.signIn(token("paid"));
      let view = await on.browser.view(PATH);
      await read(view, sources.map((source) => `https://${source}`).join("\n"));
      await aim(view);
      await make(view, "Five hundred");
      await on.standin.fault({ endpoint: "link_status", status: 429, times: 1 });
      await on.standin.fault({ endpoint: "link_status", answer: "drop-after", times: 1 });
      await on.standin.fault({ endpoint: "link_status", status: 429, retryAfter: 1, times: 1 });
      await on.standin.fault({ endpoint: "link_status", status: 500, times: 1 });
      await on.standin.fault({ endpoint: "link_status", answer: "drop", times: 1 });
      // Slow enough that a stop hits something.
      await on.standin.fault({ endpoint: "link_status", delayMs: 400 });
      const chance = seeded(20_261_123);
      await buy(view, "run");
      for (let stop = 0; stop < 20; stop++) {
        await view.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), chance() * 500);
        await on.browser.stopWorker();
        // Whoever looks on brings it back; a run that paused is resumed by its button.
        await view.evaluate(() => chrome.runtime.sendMessage({ list: "all" }));
      }
      for (let press = 0; press < 10; press++) {
        // Another window knows as much.
        await view.close();
        view = await on.browser.view(`${PATH}#1`);
        await part(view, "run");
        const end = await ended(view);
        if (end === "idle") break;
        await buy(view, "run");
      }
      const counts = await verdicts(view);
      assert.equal(counts.all, 500);
      assert.equal(counts.open, 0);
      assert.equal(counts.yes + counts.no + counts.unknown, 500);
      const file = await downloaded(on.downloads, () => view.click('[data-part="export"][data-format="json_lines"]'));
      const rows = file.text.trim().split("\n").map((line) => JSON.parse(line));
      assert.equal(rows.length, 500);
      assert.equal(new Set(rows.map((row) => row.source)).size, 500);
      rows.forEach((row, n) => {
        if (row.index === "cannot tell") assert.ok(row.reason, row.source);
        else assert.equal(row.index, isKnown(n) ? "yes" : "no", row.source);
      });
      // The bill: what is shown as spent is what was answered; what may have been billed is the rest, and no source was billed twice.
      const asked = (await on.standin.asked()).filter(({ path }) => path === "/v2/link_status");
      const billed = new Map();
      for (const { body, billed: cost } of asked) {
        if (cost) for (const source of JSON.parse(body).sources) billed.set(source, (billed.get(source) ?? 0) + 1);
      }
      assert.ok([...billed.values()].every((times) => times === 1), "billed twice");
      const [shown, maybe] = [Number(await data(view, "run", "rows")), Number(await data(view, "run", "maybe"))];
      assert.equal(shown, 2 * (counts.yes + counts.no));
      const answered = rows.filter((row) => row.index !== "cannot tell").map((row) => row.source.replace("https://", ""));
      assert.ok(answered.every((source) => billed.has(source)));
      const total = await on.standin.billed();
      assert.equal(total, 2 * billed.size);
      assert.ok(total >= shown && total <= shown + maybe, `${total} billed, ${shown} shown and ${maybe} that may have been`);
      console.log(`500 sources: ${total} rows billed; ${shown} shown as spent and ${maybe} as perhaps billed; ${counts.unknown} cannot be told; ${asked.length} calls`);

      // What failed is asked again alone.
      if (counts.unknown) {
        await buy(view, "retry");
        await ended(view);
        const after = await verdicts(view);
        assert.equal(after.unknown, 0);
        assert.equal(await on.standin.billed(), total + 2 * counts.unknown);
      }
      await view.close();
    });
  });
}

/** Numbers from 0 to 1, the same every time (mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Chooses a file of these bytes, or of that size. */
async function choose(view, fileName, bytes) {
  await view.evaluate(
    (called, content) => {
      const data = new DataTransfer();
      data.items.add(new File([typeof content === "number" ? new Uint8Array(content) : new Uint8Array(content)], called));
      const field = document.querySelector('[data-part="file"]');
      field.files = data.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    fileName,
    bytes,
  );
}

/** Holds the view against axe in every width and colour scheme, and leaves pictures. */
async function examine(on, view, what) {
  for (const scheme of ["light", "dark"]) {
    await on.browser.paint(view, scheme);
    for (const width of [700, 1280]) {
      await view.setViewport({ width, height: 900 });
      await picture(view, `list-${what}-${on.browser.name}-${width}-${scheme}`);
    }
    await view.evaluate(axe);
    const found = await view.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    assert.deepEqual(violations, [], `${what} in ${scheme}`);
  }
}

/** Has Moz know of links from these to the target. */
function index(on, sources) {
  return on.standin.graph({ links: sources.map((source) => ({ source, target: `${TARGET}/spring-range` })) });
}
