// From opening a view until it is on the screen, can be used, and shows the verdict; the background running, or stopped
// before. The floor is what the browser itself takes to open a file of the extension and to paint it.

import { aim } from "../harness/steps.mjs";
import { read, shut, still } from "../harness/view.mjs";

const FLOOR = "manifest.json";
/** @type {[name: string, path: (tab: number) => string, done: string][]} views, and what there is to see of them when they are there */
const VIEWS = [
  ["popup", (tab) => `views/popup/popup.html?tab=${tab}`, '[data-part="live-verdict"][data-state="yes"]'],
  ["options", () => "views/options/options.html", '[data-part="token-state"]:not([data-state="reading"])'],
  ["lists", () => "views/list/list.html", "main h1, main h2"],
];

/** Medians in milliseconds, by view, size of the page and state of the background. */
export async function paint(browser, { sizes = [100, 1000], rounds = 15 } = {}) {
  const rows = [];
  for (const links of sizes) {
    const page = await browser.open(`http://many-links.example/?n=${links}`);
    const { tab, popup } = await browser.press(page);
    await read(popup);
    await aim(popup, await page.evaluate(() => [...document.links].find(({ host, protocol }) => protocol === "https:" && host !== location.host).href));
    await still(popup);
    await shut(popup);
    for (const [view, path, done] of links === sizes[0] ? VIEWS : VIEWS.slice(0, 1)) {
      const took = { warm: [], cold: [], floor: [] };
      // The first round is not counted: it fills the browser's caches of code.
      for (let round = -1; round < rounds; round += 1) {
        for (const state of Object.keys(took)) {
          if (state === "cold") await browser.stopWorker();
          const times = state === "floor" ? await opened(browser, FLOOR, "pre") : await opened(browser, path(tab), done);
          if (round >= 0) took[state].push(times);
        }
      }
      rows.push({ view, links, rounds, ...Object.fromEntries(Object.entries(took).map(([state, all]) => [state, medians(all)])) });
    }
    await shut(page);
  }
  return rows;
}

/** Opens a file of the extension; the milliseconds from the start of loading until three moments. */
async function opened(browser, path, done) {
  const view = await browser.blank();
  await view.evaluateOnNewDocument(watch, done);
  await view.goto(browser.base + path);
  await view.waitForFunction(() => globalThis.times?.shown !== undefined && globalThis.times.first !== undefined);
  const times = await view.evaluate(() => globalThis.times);
  await view.close();
  return times;
}

/** Runs in the view before anything of its own. */
function watch(done) {
  const times = (globalThis.times = {});
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") times.first = startTime;
  }).observe({ type: "paint", buffered: true });
  /** What was drawn until now is on the screen once the next frame is out. */
  const onScreen = (name) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (times[name] ??= performance.now());
    port2.postMessage(null);
  });
  const look = () => {
    // The first control that a person can use is there with what it does.
    if (!times.asked && document.querySelector("main input, main button, main select, main summary")) {
      times.asked = true;
      onScreen("usable");
    }
    if (!document.querySelector(done)) return;
    observer.disconnect();
    onScreen("shown");
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

function medians(all) {
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
  return Object.fromEntries(["first", "usable", "shown"].map((name) => [name, median(all.map((times) => times[name]).filter((ms) => ms !== undefined))]));
}

export function printPaint(rows) {
  console.log("\nfrom opening a view, in ms: first words on the screen, first control that can be used, and the answer shown; the floor is a file of the extension");
  const cells = (times) => [times.first, times.usable, times.shown].map((ms) => (ms === undefined ? "–" : ms.toFixed(0)).padStart(7)).join("");
  console.log(`${"".padEnd(24)}${["background running", "background stopped", "floor"].map((name) => name.padStart(21)).join("")}`);
  for (const { view, links, warm, cold, floor } of rows) {
    console.log(`${`${view}, ${links} links`.padEnd(24)}${cells(warm)}${cells(cold)}${cells(floor)}`);
  }
}
