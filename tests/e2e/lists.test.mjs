// Lists of sources: made from what people paste and drop, asked about in batches, and kept through whatever happens to the
// worker and the network. What was billed is held against what is shown.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { stage } from "./harness/stage.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, errors, fill, part, picture, settled, text, texts } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TARGET = "acme-lamps.example";
const PATH = "views/list/list.html";
/** Long runs in a browser that shares its machine. */
const PATIENCE = 120_000;

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
      assert.match(row, /^6,https:\/\/quiet\.example\/3,page,acme-lamps\.example,root_domain,not looked,no,/);
      assert.deepEqual(more, []);
      await view.close();
    });
  });
}

/** Has Moz know of links from these to the target. */
function index(on, sources) {
  return on.standin.graph({ links: sources.map((source) => ({ source, target: `${TARGET}/spring-range` })) });
}

/** Pastes a text and has it looked at. */
async function read(view, pasted) {
  const field = await part(view, "paste");
  await field.evaluate((element, value) => (element.value = value), pasted);
  await click(view, "read");
  await part(view, "draft");
}

async function aim(view, scope = "page") {
  await fill(view, "target", TARGET);
  await view.keyboard.press("Enter");
  await part(view, "price");
  await view.waitForFunction(() => document.querySelector('[data-part="price"]').dataset.rows, { polling: "mutation" });
  await view.select('[data-part="target-scope"]', "root_domain");
  await view.waitForFunction(() => /root domain|acme-lamps/.test(document.querySelector("#target-sent")?.innerText ?? ""), { polling: "mutation" });
  if (scope !== "page") await view.select('[data-part="source-scope"]', scope);
  await view.waitForFunction(() => !document.querySelector('[data-part="make"]').disabled, { polling: "mutation" });
}

async function make(view, title) {
  await fill(view, "title", title);
  await click(view, "make");
  await part(view, "run");
}

/** Presses a button that costs rows, twice where it wants to be sure. */
async function buy(view, what) {
  await view.waitForFunction((name) => document.querySelector(`button[data-part="${name}"]:enabled`), { polling: "mutation" }, what);
  await view.click(`button[data-part="${what}"]`);
  const sure = await view.waitForFunction((name) => {
    const button = document.querySelector(`button[data-part="${name}"]`);
    return !button || button.disabled ? "bought" : button.dataset.sure === "true" && "sure";
  }, { polling: "mutation" }, what);
  if ((await sure.jsonValue()) === "sure") await view.click(`button[data-part="${what}"]`);
}

/** Waits until nothing is under way, and says how it ended. */
async function ended(view) {
  const end = await view.waitForFunction(() => {
    const run = document.querySelector('section[data-part="run"]');
    return run && !document.querySelector('button[data-part="run"]:disabled') && ["idle", "paused"].includes(run.dataset.state) && run.dataset.state;
  }, { timeout: PATIENCE, polling: 100 });
  return end.jsonValue();
}

/** How many rows the table has of each kind. */
async function verdicts(view) {
  await view.waitForSelector('.table[aria-busy="false"]');
  const counts = await view.$$eval('[data-part="show"]', (found) => found.map(({ dataset }) => [dataset.show, Number(dataset.count)]));
  return Object.fromEntries(counts);
}
