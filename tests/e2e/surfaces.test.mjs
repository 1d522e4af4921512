// What the extension does outside of its popup: the panel beside the pages, menus, the sign at the toolbar button, sites that
// are read without a press.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { stage } from "./harness/stage.mjs";
import { token } from "./harness/tokens.mjs";
import { until } from "./harness/until.mjs";
import { click, data, part, shut } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const OTHER = "https://review-yard.example/best-lamps";
const TARGET = "acme-lamps.example";
/** What each browser's driver can press. */
const OPENS = { chromium: "by the popup's button", firefox: "by its shortcut" };

for (const name of browsers) {
  describe(`surfaces in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());
    afterEach(() => on.browser.closePanel());

    test(`the panel opens ${OPENS[name]}, and goes along from tab to tab`, async () => {
      const page = await on.visit(PAGE);
      await open(on, page);
      await reads(on, "daily-tribune.example");
      const second = await on.visit(OTHER);
      await until("a page without a press is not read", () => inPanel(on, "failure").then((code) => code === "page.no_grant"));
      await until("it says what to do", async () => /toolbar/.test((await inPanel(on, "text")) ?? ""));
      await permit(on, second);
      await second.bringToFront();
      await reads(on, "review-yard.example");
      await page.bringToFront();
      await reads(on, "daily-tribune.example");
      await second.goto("https://quiet-corner.example/");
      await second.bringToFront();
      await until("another site is another page", () => inPanel(on, "failure").then((code) => code === "page.no_grant"));
    });

    test("what is typed in the panel goes along", async () => {
      const page = await on.visit(PAGE);
      await open(on, page);
      await reads(on, "daily-tribune.example");
      await on.browser.inPanel((window) => {
        const field = window.document.querySelector('[data-part="target"]');
        field.value = "half-typed.exa";
        field.dispatchEvent(new window.Event("input", { bubbles: true }));
      });
      await on.visit(OTHER);
      await until("the panel is about the other page", () => inPanel(on, "failure").then((code) => code === "page.no_grant"));
      await until("it stands there", () => inPanel(on, "target").then((typed) => typed === "half-typed.exa"));
    });

    test("a link's menu makes it the target, and asks nothing", { skip: name === "chromium" && "the driver reaches no menu of Chromium" }, async () => {
      await on.signIn(token("paid"));
      const page = await on.visit(PAGE);
      const link = 'a[href*="acme-lamps.example/spring-range"]';
      await on.browser.choose(page, link, "Use this link as target");
      await reads(on, "daily-tribune.example");
      await until("it is the target", () => inPanel(on, "target").then((typed) => typed?.includes("acme-lamps.example/spring-range")));
      await on.browser.choose(page, link, "Is this link in Moz’s index?");
      await until("the button that asks has the focus", () => inPanel(on, "focus").then((has) => has === "check"));
      await on.browser.choose(page, "h1", "Verify a placement on this page");
      await until("the steps are shown", () => inPanel(on, "steps").then((shown) => shown === true));
      assert.deepEqual(await on.standin.asked(), []);
    });

    test("the menus are there", async () => {
      const options = await on.options();
      // To change what is not there is refused.
      await options.evaluate(() => Promise.all(["target", "ask", "verify"].map((id) => new Promise((resolve, reject) => {
        chrome.contextMenus.update(id, {}, () => (chrome.runtime.lastError ? reject(new Error(chrome.runtime.lastError.message)) : resolve()));
      }))));
    });

    test("a press signs the toolbar button of that tab, for the default target", async () => {
      const options = await on.options();
      await saved(options, TARGET);
      const { tab } = await on.press(await on.visit(PAGE));
      await sign(options, tab, "✓", /links to acme-lamps\.example/);
      const { tab: other } = await on.press(await on.visit("https://quiet-corner.example/"));
      await sign(options, other, "–", /does not link/);
      assert.equal(await badge(options, undefined), "", "no other tab is signed");
    });

    test("a chosen site is read without a press, until it is no longer chosen", async () => {
      const options = await on.options();
      await saved(options, TARGET);
      await on.browser.wouldAllow(["https://daily-tribune.example/*"]);
      const first = await on.visit(PAGE);
      const { tab, popup } = await on.press(first);
      await click(popup, "always");
      assert.equal(await data(popup, "always", "on"), "false");
      await click(popup, "always-switch");
      await popup.waitForSelector('[data-part="always"][data-on="true"]');
      await shut(popup);
      await first.goto("https://daily-tribune.example/brass-lamps-return?again");
      await sign(options, tab, "✓", /links to/);
      const stranger = await on.visit(OTHER);
      await stranger.bringToFront();
      assert.equal(await badge(options, await front(options)), "", "nobody pressed there");

      const again = await on.popup(tab);
      await click(again, "always");
      await click(again, "always-switch");
      await again.waitForSelector('[data-part="always"][data-on="false"]');
      assert.deepEqual(await options.evaluate(() => chrome.scripting.getRegisteredContentScripts()), []);
      await part(again, "always");
    });
  });
}

/** Opens the panel, about that page. */
async function open(on, page) {
  if (on.browser.name === "firefox") {
    await page.bringToFront();
    return on.browser.shortcut("K");
  }
  const { popup } = await on.press(page);
  await click(popup, "open-panel");
}

/** Lets a page be read, by a press that the panel hears of. */
async function permit(on, page) {
  if (on.browser.name === "firefox") {
    await page.bringToFront();
    return on.browser.shortcut("K");
  }
  await shut((await on.press(page)).popup);
}

const reads = (on, host) => until(`the panel has read ${host}`, () => inPanel(on, "page").then((page) => page?.[0] === "read" && page[1].includes(host)));

/** A fact of what the panel shows. */
function inPanel(on, what) {
  return on.browser.inPanel((window, wanted) => {
    const { document } = window;
    const found = (part) => document.querySelector(`[data-part="${part}"]`);
    switch (wanted) {
      case "page":
        return [found("page")?.dataset.state, document.querySelector("h1")?.innerText];
      case "failure":
        return document.querySelector('[data-part="live-verdict"] [data-code], [data-part="error"]')?.dataset.code;
      case "target":
        return found("target")?.value;
      case "focus":
        return document.activeElement?.dataset.part;
      case "steps":
        return found("verify")?.open;
      default:
        return document.body.innerText;
    }
  }, what);
}

async function saved(options, input) {
  const add = { input, label: "", kind: "mine", scope: "root_domain", at: null, is_default: true };
  await options.evaluate((change) => chrome.runtime.sendMessage({ targets: { change } }), { add });
}

const badge = (options, tabId) => options.evaluate((id) => chrome.action.getBadgeText(id === undefined ? {} : { tabId: id }), tabId);

const front = (options) => options.evaluate(async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0].id);

async function sign(options, tab, text, title) {
  await until(`tab ${tab} is signed ${text}`, async () => (await badge(options, tab)) === text);
  assert.match(await options.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab), title);
}
