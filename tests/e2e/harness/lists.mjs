// What a person does on the page of lists, step by step, and when each step is done.

import { click, fill, part } from "./view.mjs";

/** The target that all lists of the tests are held against. */
export const TARGET = "acme-lamps.example";
export const PATH = "views/list/list.html";
/** Long runs in a browser that shares its machine, in milliseconds. */
export const LONG = 120_000;

/** Pastes a text and has it looked at. */
export async function read(view, pasted) {
  const field = await part(view, "paste");
  await field.evaluate((element, value) => (element.value = value), pasted);
  await click(view, "read");
  await part(view, "draft");
}

/** Aims the draft at the target's root domain. */
export async function aim(view, scope = "page") {
  await fill(view, "target", TARGET);
  await view.keyboard.press("Enter");
  await part(view, "price");
  await view.waitForFunction(() => document.querySelector('[data-part="price"]').dataset.rows, { polling: "mutation" });
  await view.select('[data-part="target-scope"]', "root_domain");
  await view.waitForFunction(() => /root domain|acme-lamps/.test(document.querySelector("#target-sent")?.innerText ?? ""), { polling: "mutation" });
  if (scope !== "page") await view.select('[data-part="source-scope"]', scope);
  await view.waitForFunction(() => !document.querySelector('[data-part="make"]').disabled, { polling: "mutation" });
}

/** Makes the list of the draft. */
export async function make(view, title) {
  await fill(view, "title", title);
  await click(view, "make");
  await part(view, "run");
}

/** Presses a button that costs rows, twice where it wants to be sure. */
export async function buy(view, what) {
  await view.waitForFunction((name) => document.querySelector(`button[data-part="${name}"]:enabled`), { polling: "mutation" }, what);
  await view.click(`button[data-part="${what}"]`);
  const sure = await view.waitForFunction((name) => {
    const button = document.querySelector(`button[data-part="${name}"]`);
    return !button || button.disabled ? "bought" : button.dataset.sure === "true" && "sure";
  }, { polling: "mutation" }, what);
  if ((await sure.jsonValue()) === "sure") await view.click(`button[data-part="${what}"]`);
}

/** Waits until nothing is under way, and says how it ended. */
export async function ended(view) {
  const end = await view.waitForFunction(() => {
    const run = document.querySelector('section[data-part="run"]');
    return run && !document.querySelector('button[data-part="run"]:disabled, button[data-part="retry"]:disabled') && ["idle", "paused"].includes(run.dataset.state) && run.dataset.state;
  }, { timeout: LONG, polling: 100 });
  return end.jsonValue();
}

/** How many rows the table has of each kind. */
export async function verdicts(view) {
  await view.waitForSelector('.table[aria-busy="false"]');
  const counts = await view.$$eval('[data-part="show"]', (found) => found.map(({ dataset }) => [dataset.show, Number(dataset.count)]));
  return Object.fromEntries(counts);
}
