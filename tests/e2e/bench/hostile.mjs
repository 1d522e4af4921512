// How long the largest pages are held up by being read: the longest that it did nothing else, and the time from the press
// until the popup has them.

import { html } from "../harness/publisher.mjs";
import { read, shut } from "../harness/view.mjs";

const LINKS = (count) => `<div id="all" style="content-visibility:hidden"></div><script>
  const some = document.createDocumentFragment();
  for (let at = 0; at < 1000; at += 1) {
    const link = document.createElement("a");
    link.href = "https://site-" + at % 100 + ".example/" + at;
    link.append("link " + at);
    some.append(link);
  }
  for (let at = 0; at < ${count / 1000}; at += 1) document.querySelector("#all").append(some.cloneNode(true));
</script>`;
const FRAMES = (count) => `<script>
  for (let at = 0; at < ${count}; at += 1) document.body.append(document.createElement("iframe"));
</script>`;

const PAGES = [
  ["100,000 links", LINKS(100_000)],
  ["200,000 links", LINKS(200_000)],
  ["1,000,000 links, 200,000 read", LINKS(1_000_000)],
  ["100 frames", FRAMES(100)],
];

/** @returns {Promise<{ page: string, longest: number, read: number }[]>} in milliseconds */
export async function hostile(browser, standin) {
  const rows = [];
  for (const [what, body] of PAGES) {
    const address = `hostile-press.example/${what.replaceAll(/\W+/g, "-")}`;
    await standin.page({ url: address, body: html(body), contentType: "text/html" });
    const page = await browser.open(`https://${address}`);
    // A message that the page sends itself over and over is late by as long as something else runs.
    await page.evaluate(() => {
      globalThis.longest = 0;
      let last = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const now = performance.now();
        globalThis.longest = Math.max(globalThis.longest, now - last);
        last = now;
        port2.postMessage(null);
      };
      return new Promise((resolve) => requestIdleCallback(() => {
        last = performance.now();
        port2.postMessage(null);
        resolve();
      }));
    });
    const started = performance.now();
    const { popup } = await browser.press(page);
    await read(popup);
    const took = performance.now() - started;
    const longest = await page.evaluate(() => globalThis.longest);
    rows.push({ page: what, longest: Math.round(longest), read: Math.round(took) });
    await shut(popup);
    await shut(page);
  }
  return rows;
}
