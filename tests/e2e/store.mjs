// The pictures of the stores, 1280 x 800, taken of the extension as it is: `./build.sh store`. Each is a view in a state that a
// person reaches; nothing is drawn afterwards.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launch } from "./harness/browsers.mjs";
import { root } from "./harness/paths.mjs";
import { Standin } from "./harness/standin.mjs";
import { aim, ask, saveToken } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, fill, part, read, shut, still } from "./harness/view.mjs";
import { TARGET } from "./pictures/pages.mjs";

const FOLDER = join(root, "store/pictures");
const PAGE = "https://daily-tribune.example/brass-lamps-return";
const SOURCES = ["daily-tribune.example/brass-lamps-return", "review-yard.example/lamps", "the-courier.example/workshops", "museum.example/brass", "chirper.example/daily_tribune"];

await mkdir(FOLDER, { recursive: true });
const standin = await Standin.start();
const browser = await launch("chromium", { standin });
try {
  const options = await browser.options();
  await saveToken(options, token("paid"), "session");
  await options.evaluate(() => chrome.runtime.sendMessage({ change: { setting: "plan", text: "paid" } }));
  await take(options, "5-token");
  await options.close();
  await popups();
  await lists();
} finally {
  await browser.close();
  await standin.stop();
}

async function popups() {
  const page = await browser.open(PAGE);
  const { tab, popup: pressed } = await browser.press(page);
  await read(pressed);
  const popup = await browser.popup(tab);
  await popup.setViewport({ width: 1280, height: 800 });
  await read(popup);
  await aim(popup, TARGET);
  await ask(popup);
  await take(popup, "1-verdict");
  await browser.paint(popup, "dark");
  await click(popup, "open-facets");
  await take(popup, "2-links-dark", "dark");
  const opening = browser.nextView();
  await click(popup, "proof");
  const proof = await opening;
  await part(proof, "picture");
  await take(proof, "3-proof");
  await Promise.all([proof, popup, pressed, page].map(shut));
}

async function lists() {
  const view = await browser.view("views/list/list.html");
  await (await part(view, "paste")).evaluate((field, text) => (field.value = text), SOURCES.join("\n"));
  await click(view, "read");
  await part(view, "draft");
  await fill(view, "target", TARGET);
  await view.keyboard.press("Tab");
  await part(view, "price");
  await take(view, "4-list");
  await view.close();
}

async function take(view, name, scheme = "light") {
  await view.setViewport({ width: 1280, height: 800 });
  await browser.paint(view, scheme);
  await view.bringToFront();
  await still(view);
  await view.evaluate(() => document.activeElement?.blur());
  const path = join(FOLDER, `${name}.png`);
  await view.screenshot({ path });
  console.log(path);
}
