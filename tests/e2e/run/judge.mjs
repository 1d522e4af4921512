// One page, the whole main job: stand on it, press the button, pick the target, ask, and read what is said.

import { aim, ask } from "../harness/steps.mjs";
import { reading } from "../harness/reading.mjs";
import { data, part, picture, read, shut } from "../harness/view.mjs";

/** Scripts of a saved page wait for servers that are not there; what has arrived by then is the page. */
const LOAD_PATIENCE = 15_000;

/** Judges `url` against `target`, or against the page's first outbound link. */
export async function judge({ browser, standin, url, target, scope, dark, pictures }) {
  const page = await browser.blank();
  const scheme = dark ? "dark" : "light";
  await browser.paint(page, scheme);
  await page.goto(url, { waitUntil: "load", timeout: LOAD_PATIENCE }).catch(ifTimeOut);
  const pressed = await browser.press(page);
  await read(pressed.popup);
  // As a tab it stays open while the pictures are taken.
  const popup = await browser.popup(pressed.tab);
  await popup.setViewport({ width: 400, height: 900 });
  await browser.paint(popup, scheme);
  await read(popup);
  const readable = (await data(popup, "page", "state")) === "read";
  const wanted = target ?? (readable ? await firstOutbound(popup) : null);
  if (readable && wanted) {
    await aim(popup, wanted, scope);
  }
  const before = await reading(popup);
  const billedBefore = standin ? await standin.billed() : 0;
  if (before.price !== null) {
    await ask(popup);
  }
  const billed = standin ? (await standin.billed()) - billedBefore : null;
  const result = { url: page.url(), title: await page.title(), readable, before, billed, seen: await reading(popup), pictures: [] };
  if (pictures) {
    result.pictures.push(await picture(popup, `${pictures}-popup`));
    await page.bringToFront();
    result.pictures.unshift(await picture(page, `${pictures}-page`));
  }
  await Promise.all([popup, pressed.popup, page].map(shut));
  return result;
}

async function firstOutbound(popup) {
  if ((await data(popup, "totals", "outbound")) === "0") {
    return null;
  }
  await part(popup, "link-row");
  return popup.$eval('[data-part="link-row"] .where', (where) => where.innerText.trim());
}

function ifTimeOut(error) {
  if (error.name !== "TimeoutError") {
    throw error;
  }
}
