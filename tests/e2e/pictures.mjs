// The pictures of the documents, taken of the extension as it is: `./build.sh pictures`. Each state is one that a person
// reaches with the toolbar button and the popup; nothing is drawn afterwards.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launch } from "./harness/browsers.mjs";
import { out, root } from "./harness/paths.mjs";
import { Standin } from "./harness/standin.mjs";
import { aim, ask, saveToken } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, read, shut, still } from "./harness/view.mjs";
import { PAGES, TARGET } from "./pictures/pages.mjs";

const FOLDER = join(root, "docs/pictures");
const WIDTH = 400;

/** @type {Record<string, (popup: object) => Promise<string>>} what to do, and what to show of it: up to the end of which element */
const SHOTS = {
  popup: async (popup) => {
    await ask(popup);
    return ".why";
  },
  verify: async (popup) => {
    await click(popup, "verify");
    return '[data-part="verify"]';
  },
  scopes: async (popup) => {
    await ask(popup);
    await popup.evaluate(() => (document.querySelector('[data-part="ladder"]').open = true));
    return '[data-part="ladder"]';
  },
  links: async (popup) => {
    await click(popup, "open-facets");
    return null;
  },
};

await main();

async function main() {
  await Promise.all([FOLDER, out].map((folder) => mkdir(folder, { recursive: true })));
  const standin = await Standin.start();
  const browser = await launch("chromium", { standin });
  try {
    const options = await browser.options();
    await saveToken(options, token("paid"), "session");
    await options.close();
    for (const [name, { url, body, target = TARGET, then = "popup", asks = true }] of Object.entries(PAGES)) {
      if (body) {
        await standin.page({ url, body, contentType: "text/html; charset=utf-8" });
      }
      for (const scheme of ["light", "dark"]) {
        const page = await browser.open(url);
        const { tab, popup: pressed } = await browser.press(page);
        await read(pressed);
        const popup = await browser.popup(tab);
        await popup.setViewport({ width: WIDTH, height: 800, deviceScaleFactor: 1.5 });
        await browser.paint(popup, scheme);
        await read(popup);
        await aim(popup, target);
        await still(popup);
        const end = asks ? await SHOTS[then](popup) : ".verdicts";
        await still(popup);
        await take(popup, `${name}${scheme === "dark" ? "-dark" : ""}`, end);
        await Promise.all([popup, pressed, page].map(shut));
      }
    }
  } finally {
    await browser.close();
    await standin.stop();
  }
}

/** The view from its top to the end of an element; the window's height without one. */
async function take(popup, name, end) {
  const height = end
    ? await popup.evaluate((selector) => {
      const found = document.querySelector(selector) ?? document.querySelector(".verdicts");
      return Math.ceil(found.getBoundingClientRect().bottom + scrollY) + 6;
    }, end)
    : 800;
  await popup.setViewport({ width: WIDTH, height, deviceScaleFactor: 1.5 });
  // What was pressed may have scrolled the view, and a field with the caret at its end shows the end of a long address.
  await popup.evaluate((whole) => {
    document.activeElement?.blur();
    if (whole) scrollTo(0, 0);
  }, end !== null);
  // The documents show the dark side once; the others are there to be looked at.
  const folder = name.endsWith("-dark") && name !== "popup-dark" ? out : FOLDER;
  const path = join(folder, `${name}.png`);
  await popup.screenshot({ path });
  console.log(path);
}
