// Does the main job in a real browser: by itself and in words where there is no display, else in a window that stays.
// `./build.sh run --help` lists what can be asked of it.

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { launch } from "./harness/browsers.mjs";
import { Standin } from "./harness/standin.mjs";
import { saveToken } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { judge } from "./run/judge.mjs";
import { readOptions, USAGE } from "./run/options.mjs";
import { block, table } from "./run/print.mjs";
import { serveSaved } from "./run/saved-page.mjs";

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
  const standin = options.live ? null : await Standin.start();
  const browser = await launch(options.browser, { standin, headless: !options.window });
  try {
    return await (options.window ? show : options.pages ? judgeAll : judgeOne)(browser, standin, options);
  } catch (error) {
    console.error(error.message);
    return 1;
  } finally {
    await browser.close();
    await standin?.stop();
  }
}

/** A window with everything ready but the clicks. */
async function show(browser, standin, options) {
  const page = await browser.blank();
  await page.goto(await address(browser, standin, options.page));
  await signIn(browser, standin);
  await page.bringToFront();
  console.log(`Press the Link Lantern button in the toolbar (browsers put it behind the puzzle piece at first)${options.target ? ` and look for ${options.target}` : ""}.`);
  console.log(standin ? "Moz is a stand-in on this machine; its demo token is saved." : "Moz is the real one; rows are billed.");
  console.log("Close the window to end.");
  await browser.closed();
  return 0;
}

async function judgeOne(browser, standin, options) {
  await signIn(browser, standin);
  const url = await address(browser, standin, options.page);
  const result = await judge({ ...options, browser, standin, url, pictures: options.dark ? "run-dark" : "run" });
  console.log(block(result));
  return isJudged(result) ? 0 : 1;
}

async function judgeAll(browser, standin, options) {
  await signIn(browser, standin);
  const names = (await readdir(options.pages)).filter((name) => /\.html?$/i.test(name)).toSorted();
  const rows = [];
  for (const name of names) {
    const url = await address(browser, standin, join(options.pages, name));
    rows.push({ name, ...(await judge({ ...options, browser, standin, url })) });
  }
  console.log(table(rows));
  return rows.length > 0 && rows.every(isJudged) ? 0 : 1;
}

function isJudged({ readable, seen }) {
  return readable && seen.live.state !== "unknown";
}

/** The address to open for what was given: a saved page is served first. */
async function address(browser, standin, given) {
  if (!existsSync(given)) {
    return /^https?:/i.test(given) ? given : `https://${given}`;
  }
  const scratch = await browser.blank();
  const url = await serveSaved(standin, scratch, given);
  await scratch.close();
  return url;
}

async function signIn(browser, standin) {
  const options = await browser.options();
  await saveToken(options, standin ? token("paid") : process.env.LINK_LANTERN_TOKEN, "session");
  await options.close();
}
