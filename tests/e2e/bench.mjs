// How long it takes from the click until the background has the page's links, on generated pages, against the usual way
// and against the floor; and what the package weighs. One browser, the ways interleaved, medians.
// `./build.sh bench [--json FILE] [--links 100,1000] [--rounds N]`
// `./build.sh bench --soak [--json FILE]`: only the two hours of browsing; `--soak=small` a tenth of them.

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { fill, look, times as historyTimes } from "./bench/history.mjs";
import { exported, lists, scroll } from "./bench/list.mjs";
import { hostile } from "./bench/hostile.mjs";
import { paint, printPaint } from "./bench/paint.mjs";
import { line, printSoak, soak } from "./bench/soak.mjs";
import { answerBench, time } from "./bench/ways.mjs";
import { sizes } from "./bench/sizes.mjs";
import { launch } from "./harness/browsers.mjs";
import { Standin } from "./harness/standin.mjs";
import { read, shut } from "./harness/view.mjs";

const WAYS = ["extension", "usual", "floor", "walk"];

// An option either takes a value or none; this one may.
const args = process.argv.slice(2).map((arg) => (arg === "--soak" ? "--soak=whole" : arg));
const { values } = parseArgs({
  args,
  options: {
    json: { type: "string" },
    links: { type: "string", default: "100,1000,10000,100000" },
    rounds: { type: "string" },
    records: { type: "string", default: "100000" },
    soak: { type: "string" },
  },
});

const standin = await Standin.start();
const browser = await launch("chromium", { standin });
try {
  const result = { browser: await browser.version(), ...(values.soak ? await soaked() : await measured()) };
  if (values.json) {
    await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await browser.close();
  await standin.stop();
}

/** The two hours of browsing, told as they go on. */
async function soaked() {
  const found = await soak(browser, standin, values.soak, (row) => console.error(line(row)));
  printSoak(found);
  process.exitCode = found.grown.length ? 1 : 0;
  return found;
}

async function measured() {
  await (await browser.worker()).evaluate(answerBench);
  const pages = [];
  for (const links of values.links.split(",").map(Number)) {
    pages.push(await measure(links, Number(values.rounds ?? (links > 10_000 ? 3 : 7))));
  }
  const list = await measureList(Math.max(...pages.map(({ links }) => links)));
  const history = await measureHistory(Number(values.records));
  const large = await hostile(browser, standin);
  const views = await paint(browser);
  const result = { pages, list, history, large, views, sizes: await sizes() };
  print({ browser: await browser.version(), ...result });
  return result;
}

async function measure(links, rounds) {
  const page = await browser.open(`http://many-links.example/?n=${links}`);
  const { tab, popup } = await browser.press(page);
  await read(popup);
  const view = await browser.popup(tab);
  await read(view);
  await shut(popup);
  const times = Object.fromEntries(WAYS.map((way) => [way, []]));
  // The first round is not counted: it compiles what the others run.
  for (let round = -1; round < rounds; round += 1) {
    for (let at = 0; at < WAYS.length; at += 1) {
      // Each way comes first, second and last in turn, so that none always pays for the garbage of the one before.
      const way = WAYS[(at + round + WAYS.length) % WAYS.length];
      const took = await view.evaluate(time, way, tab);
      if (round >= 0) {
        times[way].push(took);
      }
    }
  }
  await view.close();
  await page.close();
  const medians = Object.fromEntries(WAYS.map((way) => [way, median(times[way])]));
  return { links, rounds, medians, times };
}

/** The list of a page of so many links: other lists, texts of all of them, and frames while the rows scroll by. */
async function measureList(links) {
  const page = await browser.open(`http://many-links.example/?n=${links}`);
  const { tab, popup } = await browser.press(page);
  await read(popup);
  await shut(popup);
  const view = await browser.popup(tab);
  await read(view);
  await view.click('[data-show="all"]');
  await view.waitForFunction((rows) => Number(document.querySelector(".list").ariaRowCount) >= rows, {}, links);
  const times = await view.evaluate(lists, tab, Number(values.rounds ?? 5));
  const written = {};
  for (const format of ["csv", "json", "markdown"]) {
    written[format] = await view.evaluate(exported, tab, format);
  }
  const frames = await view.evaluate(scroll, 600);
  await view.close();
  await page.close();
  const medians = Object.fromEntries(Object.entries(times).map(([name, took]) => [name, median(took)]));
  return { links, medians, written, frames, times };
}

/** The history of a watched placement, of so many records; and a look that adds one, beside the same look without them. */
async function measureHistory(records) {
  const target = "acme-lamps.example";
  const [long, short] = ["long-history.example/x", "short-history.example/x"];
  const serve = (url, rel) =>
    standin.page({ url, contentType: "text/html; charset=utf-8", body: `<!doctype html><title>x</title><p>${"Words of an article. ".repeat(40)}<a rel="${rel}" href="https://${target}/">lamps</a> <a href="/a">a</a> <a href="/b">b</a> <a href="/c">c</a>` });
  await browser.wouldAllow([long, short].flatMap((url) => [`https://${new URL(`https://${url}`).host}/*`]));
  const view = await browser.options();
  await view.bringToFront();
  const patterns = [long, short].map((url) => `https://${new URL(`https://${url}`).host}/*`);
  await view.evaluate((origins) => document.addEventListener("click", () => (globalThis.allowed = chrome.permissions.request({ origins })), { once: true, capture: true }), patterns);
  await view.click("h1");
  await view.evaluate(() => globalThis.allowed);
  const kept = await view.evaluate(fill, records, `https://${long}`, target);
  const other = await view.evaluate(fill, 1, `https://${short}`, target);
  const took = await view.evaluate(historyTimes, kept.id, 7);
  Object.assign(took, { "a look that adds one": [], "the same without a past": [] });
  for (let round = -1; round < 7; round += 1) {
    for (const [name, url, id] of [["a look that adds one", long, kept.id], ["the same without a past", short, other.id]]) {
      await serve(url, round % 2 ? "" : "nofollow");
      const ms = await view.evaluate(look, id);
      if (round >= 0) took[name].push(ms);
    }
  }
  await view.close();
  return { records, medians: Object.fromEntries(Object.entries(took).map(([name, all]) => [name, median(all)])) };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function print({ browser: version, pages, list, history, large, views, sizes: { wasm, wasmGzip, chromiumZip, firefoxZip } }) {
  console.log(`${version}; medians in ms, from the click's message until the background has the links\n`);
  console.log(row(["links", "rounds", "extension", "usual way", "floor", "usual/ext", "ext/floor"]));
  for (const { links, rounds, medians: { extension, usual, floor } } of pages) {
    const ms = [extension, usual, floor].map((each) => each.toFixed(1));
    console.log(row([links, rounds, ...ms, `${(usual / extension).toFixed(1)} x`, `${(extension / floor).toFixed(2)} x`]));
  }
  console.log("\nof the extension's time: the press, the script and its walk; its string on the way; all that is done with it then");
  for (const { links, medians: { extension, floor, walk } } of pages) {
    const shares = [walk, floor - walk, extension - floor].map((part) => `${((part / extension) * 100).toFixed(0)} %`);
    console.log(row([links, ...shares]));
  }
  console.log(`\nthe list of ${list.links} links, in ms from the view's message to its answer: ${each(list.medians, (ms) => ms.toFixed(1))}`);
  console.log(`all of them written: ${each(list.written, ({ took, characters }) => `${took.toFixed(0)} ms (${(characters / 1e6).toFixed(1)} MB)`)}`);
  const { frames, median: usual, p95, worst, long, waiting } = list.frames;
  console.log(`scrolling through them in ${frames} frames: median ${usual.toFixed(1)} ms, 95 % ${p95.toFixed(1)} ms, worst ${worst.toFixed(0)} ms, ${long} over 50 ms; rows still on their way in ${waiting}`);
  console.log(`\na history of ${history.records} records, in ms: ${each(history.medians, (ms) => ms.toFixed(1))}`);
  console.log(`\npages that are too large, in ms: the longest that the page stood still, and from the press until the popup had read it`);
  for (const { page, longest, read: took } of large) console.log(`  ${page}: ${longest}, ${took}`);
  printPaint(views);
  console.log(`\nwasm ${kilobytes(wasm)}, gzip ${kilobytes(wasmGzip)}; package chromium ${kilobytes(chromiumZip)}, firefox ${kilobytes(firefoxZip)}`);
}

function each(things, words) {
  return Object.entries(things).map(([name, thing]) => `${name} ${words(thing)}`).join(", ");
}

function row(cells) {
  return cells.map((cell) => String(cell).padStart(10)).join("");
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
