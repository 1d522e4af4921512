// Holds the extension's links against the browser's own on saved pages: `./build.sh compare --pages FOLDER`.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { comparePage } from "./compare/page.mjs";
import { report } from "./compare/print.mjs";
import { launch } from "./harness/browsers.mjs";
import { Standin } from "./harness/standin.mjs";
import { serveSaved } from "./run/saved-page.mjs";

const USAGE = `usage: ./build.sh compare --pages FOLDER [--browser chromium|firefox|both]

Serves each .html file of the folder under the address that its rel=canonical names, opens it in a real browser with the
extension, and holds every link that the extension reports against what the browser says itself (a.href), in the order of
the page, frame by frame and shadow root by shadow root. Nothing is asked of any other machine.

Not counted as different, but told: addresses that are cut at 8,192 characters, personal data left out of Outlook's wrappers, and
apostrophes that Chromium encodes in mailto: against the standard.

  --pages    a folder of saved pages
  --browser  in which browser (default: both)`;

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const names = (await readdir(options.pages)).filter((name) => /\.x?html?$/i.test(name)).toSorted();
  let good = names.length > 0;
  for (const browser of options.browser === "both" ? ["chromium", "firefox"] : [options.browser]) {
    const pages = await compareAll(browser, options.pages, names);
    console.log(`${report(browser, pages)}\n`);
    good &&= pages.every(({ differences, failure }) => !failure && differences.length === 0);
  }
  return good ? 0 : 1;
}

async function compareAll(name, folder, names) {
  const standin = await Standin.start();
  const browser = await launch(name, { standin });
  const pages = [];
  try {
    for (const file of names) {
      const scratch = await browser.blank();
      const url = await serveSaved(standin, scratch, join(folder, file));
      await scratch.close();
      pages.push({ file, ...(await comparePage(browser, url)) });
    }
  } finally {
    await browser.close();
    await standin.stop();
  }
  return pages;
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      pages: { type: "string" },
      browser: { type: "string", default: "both" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (!values.help && !values.pages) {
    throw new Error("--pages is missing: a folder of saved pages");
  }
  if (!["chromium", "firefox", "both"].includes(values.browser)) {
    throw new Error(`--browser cannot be ${values.browser}`);
  }
  return values;
}
