// One page: the browser's links and the extension's, side by side.

import { browserLinks, extensionLinks, readAnew } from "../harness/oracle.mjs";
import { read, shut } from "../harness/view.mjs";

/** Scripts of a saved page wait for servers that are not there; what has arrived by then is the page. */
const LOAD_PATIENCE = 15_000;
/** Longest address that the extension writes down, in characters. */
const LONGEST = 8 * 1024;

/** `{ url, links, frames, unread, cut, personal, escapes, differences: [{ at, browser, extension, why }] }`, or `{ url, failure }`. */
export async function comparePage(browser, url) {
  const page = await browser.blank();
  // Scripts may also try to lead elsewhere, in vain; what counts is that it is the page.
  const fault = await page.goto(url, { waitUntil: "load", timeout: LOAD_PATIENCE }).then(() => null, (error) => error);
  if (fault && (await page.evaluate(() => location.href)) !== url) {
    await shut(page);
    return { url, differences: [], failure: fault.message.split("\n")[0] };
  }
  const pressed = await browser.press(page);
  await read(pressed.popup);
  // As a tab it stays open, and its permission with it.
  const popup = await browser.popup(pressed.tab);
  await read(popup);
  const { tab } = pressed;
  const before = await browserLinks(popup, tab);
  const { page: seen } = await readAnew(popup, tab);
  const result = { url, differences: [], failure: seen.failure?.code };
  if (!seen.failure) {
    const ours = (await extensionLinks(popup, tab)).map(({ address }) => address);
    const after = await browserLinks(popup, tab);
    Object.assign(result, { frames: seen.totals.frames_read, unread: seen.totals.frames_unread, ...compare(addresses(before), ours, addresses(after)) });
  }
  await Promise.all([popup, pressed.popup, page].map(shut));
  return result;
}

const addresses = (frames) => frames.flatMap(({ links }) => links.map(({ address }) => address));

function compare(before, ours, after) {
  const moved = before.length !== after.length || before.some((address, at) => address !== after[at]);
  const cut = ours.filter((address, at) => address !== after[at] && isCut(after[at], address)).length;
  const personal = ours.filter((address, at) => address !== after[at] && isPersonal(after[at])).length;
  const escapes = ours.filter((address, at) => address !== after[at] && isEscape(after[at], address)).length;
  const differences = [];
  for (let at = 0; at < Math.max(ours.length, after.length); at += 1) {
    const [own, other] = [after[at], ours[at]];
    if (own !== other && !isCut(own, other) && !isPersonal(own) && !isEscape(own, other)) {
      differences.push({ at, browser: own, extension: other, why: why(own, other, moved) });
    }
  }
  return { links: after.length, cut, personal, escapes, differences };
}

/** The extension writes down no more of an address than this. */
const isCut = (own, other) => own?.length > LONGEST && other === `${[...own].slice(0, LONGEST).join("")}…`;

/** The extension leaves out what Outlook's wrapper says of the reader. */
const isPersonal = (own) => own?.toLowerCase().includes("safelinks.protection.outlook.com") ?? false;

/** Chromium encodes apostrophes in `mailto:`, against https://url.spec.whatwg.org/#query-state: only special schemes have that. */
const isEscape = (own, other) => own?.startsWith("mailto:") && own === other?.replaceAll("'", "%27");

function why(own, other, moved) {
  if (moved) return "the page changed while it was read";
  if (own === undefined) return "only the extension has it";
  if (other === undefined) return "only the browser has it";
  if (!URL.canParse(own)) return "the browser cannot parse it";
  return "another address";
}
