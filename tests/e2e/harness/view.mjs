// A view of the extension as its user meets it: parts are found by `data-part`, answers by `data-state`.
// Every wait is for a condition; none is for a time.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { out } from "./paths.mjs";

const PATIENCE = 15_000;
// What a browser logs by itself when a request fails, which is what many tests are about.
const NETWORK_NOISE = /Failed to load resource|net::ERR_|the server responded with a status/;

/** Collects what a view or the worker complains about, so that a test can insist on silence, and all that it says. */
export function watchView(source, name, complaints, heard = []) {
  source?.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
  source?.on("console", (message) => {
    heard.push(`${name}: ${message.text()}`);
    if (message.type() === "error" && !NETWORK_NOISE.test(message.text())) {
      complaints.push(`${name}: ${message.text()}`);
    }
  });
}

/** The first element of a part, once it is there. */
export const part = (view, name) => view.waitForSelector(selector(name), { timeout: PATIENCE });

/** The visible text of each element of a part, in order; empty if there is none. */
export const texts = (view, name) => view.$$eval(selector(name), (found) => found.map((each) => each.innerText.trim()));

/** The visible text of the first one. */
export const text = async (view, name) => (await part(view, name)).evaluate((element) => element.innerText.trim());

export const data = async (view, name, key) => (await part(view, name)).evaluate((element, wanted) => element.dataset[wanted], key);

export const state = (view, name) => data(view, name, "state");

/** The codes of all errors that are shown. */
export const errors = (view) => view.$$eval(selector("error"), (found) => found.map((each) => each.dataset.code));

/** Waits until a part is in one of the states, and says in which. `patience` may come before the states. */
export async function settled(view, name, ...states) {
  const { patience = PATIENCE } = typeof states[0] === "object" ? states.shift() : {};
  const reached = await view.waitForFunction(
    (query, wanted) => wanted.find((each) => each === document.querySelector(query)?.dataset.state),
    { timeout: patience, polling: "mutation" },
    selector(name),
    states,
  );
  return reached.jsonValue();
}

/** Waits until the page has been read or could not be. */
export const read = (view) => settled(view, "live-verdict", "none", "yes", "no", "unknown");

/** Clicks once nothing above moves what is aimed at: a popup says that it is busy while it may still grow by itself. */
export async function click(view, name) {
  await still(view);
  await (await part(view, name)).click();
}

/** Waits until a popup has all that comes by itself. Other views are never busy. */
export const still = (view) =>
  view.waitForFunction(() => !document.querySelector('[data-part="page"][aria-busy="true"]'), { timeout: PATIENCE, polling: "mutation" });

/**
 * Replaces what stands in a field as a person does: select everything, then paste. The last letter is typed, so that keys
 * are heard as well; typing all of them only takes longer.
 */
export async function fill(view, name, value, { paste = false } = {}) {
  const field = await part(view, name);
  await field.focus();
  await field.evaluate((element) => element.select());
  await view.keyboard.press("Backspace");
  const typed = paste ? "" : value.slice(-1);
  await view.evaluate((pasted) => document.execCommand("insertText", false, pasted), value.slice(0, value.length - typed.length));
  await view.keyboard.type(typed);
}

/** Closes a page, unless that has happened: popups close when they lose the focus, at a moment of the browser's own. */
export async function shut(page) {
  try {
    await page.close();
  } catch (error) {
    if (!/closed|No target with given id/i.test(error.message)) {
      throw error;
    }
  }
}

/** A picture in out/; returns its path. */
export async function picture(page, name, options) {
  await mkdir(out, { recursive: true });
  const path = join(out, `${name}.png`);
  await page.screenshot({ path, ...options });
  return path;
}

const selector = (name) => `[data-part="${name}"]`;
