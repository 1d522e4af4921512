// Light on the page: rings where the links are, on pages of every kind, and nothing left when they are put out.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { click, data, errors, part, picture, settled, text } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";
const LINK = `<a href="https://${TARGET}">the link</a>`;

/** Pages that make it hard, each with a link that can be lit. */
const HOSTILE = [
  { what: "that hides whatever it can", body: `<style>*,div,[popover]{display:none!important;opacity:0!important;transform:scale(0)!important;clip-path:inset(50%)!important} html,body,p,a{display:block!important;opacity:1!important;transform:none!important;clip-path:none!important}</style><p>${LINK}` },
  { what: "that changed the built-ins", body: `<p>${LINK}<script>
      for (const name of ["attachShadow", "getClientRects", "getBoundingClientRect", "append", "remove", "scrollIntoView", "checkVisibility", "showPopover"])
        for (const prototype of [Element.prototype, HTMLElement.prototype]) prototype[name] = () => { throw new Error("changed"); };
      Document.prototype.createElementNS = () => { throw new Error("changed"); };
      globalThis.requestAnimationFrame = globalThis.getComputedStyle = () => { throw new Error("changed"); };
      JSON.stringify = () => "changed";
    </script>` },
  { what: "whose elements stand in for what a document has", body: `<p>${LINK}<img name="documentElement"><img name="createRange"><img name="createTreeWalker"><img name="hidden"><form name="body"><input name="append"></form>` },
  { what: "with a dialog over it", body: `<p>x<dialog>${LINK}</dialog><script>document.querySelector("dialog").showModal()</script>` },
  { what: "that is far down in a box that scrolls", body: `<div style="height:120px;overflow:auto"><p style="margin-top:3000px">${LINK}</p></div>` },
  { what: "in a closed shadow root", body: `<div style="margin-top:3000px"><template shadowrootmode="closed"><p>${LINK}</p></template></div>` },
];

for (const name of browsers) {
  describe(`light in ${name}`, () => {
    const on = stage(name);

    test("a match is gone to and lit, and Escape leaves the page as it was", async () => {
      const { page, popup, before } = await stand(on, "light-press.example/far", html(`<p style="margin:3000px 0">${LINK}`));
      await popup.click(".matches summary");
      await popup.click('[data-part="match"] [data-part="show-on-page"]');
      assert.equal(await words(popup), "1 link is lit on the page.");
      assert.ok(await isLit(page));
      await inSight(page, "a");
      await hears(page);
      await page.keyboard.press("Escape");
      assert.equal(await isLit(page), false);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
      assert.deepEqual(await page.evaluate(() => globalThis.heard), [], "that Escape was for the light");
      await page.keyboard.press("Escape");
      assert.deepEqual(await page.evaluate(() => globalThis.heard), [["Escape", false]], "the next is the page's again");
      await popup.bringToFront();
      await popup.waitForFunction(() => document.querySelector('[data-part="lit"]').dataset.lit === "0", { polling: "mutation" });
    });

    test("all matches, a row of the list, and the whole list; put out from the view", async () => {
      const links = ["one", "two", "three"].map((each) => `<p><a href="https://${TARGET}">${each}</a>`).join("");
      const { page, popup, before } = await stand(on, "light-press.example/all", html(`${links}<p hidden>${LINK}<p><a href="https://other.example/">other</a>`));
      await click(popup, "light-target");
      assert.equal(await words(popup), "3 links are lit on the page. 1 is not visible now.");
      await picture(page, `${name}-light-three`);
      await popup.bringToFront();
      await popup.click('[data-part="link-row"][data-matches="false"] [data-part="show-on-page"]');
      assert.equal(await words(popup, 1), "1 link is lit on the page.");
      await popup.bringToFront();
      await click(popup, "light-list");
      assert.equal(await words(popup, 4), "4 links are lit on the page. 1 is not visible now.");
      await popup.bringToFront();
      await click(popup, "put-out");
      await popup.waitForFunction(() => !document.querySelector('[data-part="put-out"]'), { polling: "mutation" });
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    });

    test("the bar on the page puts out", async () => {
      const { page, popup, before } = await stand(on, "light-press.example/bar", html(`<p>${LINK}`));
      await click(popup, "light-target");
      await words(popup);
      await page.bringToFront();
      const { x, y } = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight - 36 }));
      assert.ok(await page.evaluate((x, y) => document.elementFromPoint(x, y) === document.documentElement.lastElementChild, x, y), "it can be clicked");
      assert.ok(await page.evaluate((x) => document.elementFromPoint(x, 300) !== document.documentElement.lastElementChild, x), "the rest of the page can be clicked too");
      await page.mouse.click(x, y);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    });

    test("what cannot be seen is said, and the page stays where it is", async () => {
      const { page, popup, before } = await stand(on, "light-press.example/hidden", html(`<p>x<details style="margin-top:3000px"><summary>s</summary>${LINK}</details>`));
      await click(popup, "light-target");
      assert.equal(await words(popup), "This link is not visible now (collapsed).");
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    });

    test("a page under a strict policy", async () => {
      const page = await on.visit("https://awkward.example/strict");
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      const popup = await aimed(on, page);
      const dark = await around(page, "a");
      await popup.bringToFront();
      await click(popup, "light-target");
      assert.equal(await words(popup), "1 link is lit on the page.");
      assert.ok(!Buffer.from(await around(page, "a")).equals(dark), "the ring is drawn");
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
      assert.deepEqual(said, [], "nothing was tried that the page forbids");
    });

    for (const { what, body } of HOSTILE) {
      test(`a page ${what}`, async () => {
        const { page, popup, before } = await stand(on, `light-press.example/hostile-${HOSTILE.findIndex((each) => each.what === what)}`, html(body));
        await click(popup, "light-target");
        assert.equal(await words(popup), "1 link is lit on the page.");
        await page.bringToFront();
        assert.ok(await isLit(page));
        const lit = await page.screenshot();
        await page.keyboard.press("Escape");
        assert.equal(await isLit(page), false);
        assert.ok(!Buffer.from(await page.screenshot()).equals(lit), "something was to be seen");
        assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
      });
    }

    test("a page that takes the overlay away is let have its way", async () => {
      const body = html(`<p>${LINK}<script>new MutationObserver((changes) => { for (const { addedNodes } of changes) for (const node of addedNodes) node.remove(); }).observe(document.documentElement, { childList: true });</script>`);
      const { page, popup } = await stand(on, "light-press.example/removes", body);
      await click(popup, "light-target");
      await words(popup);
      await page.bringToFront();
      await hears(page);
      await page.waitForFunction(async () => {
        await new Promise(requestAnimationFrame);
        return document.documentElement.lastElementChild.localName === "body";
      });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.keyboard.press("Escape");
      assert.deepEqual(await page.evaluate(() => globalThis.heard), [["Escape", false]], "no listener is left");
      await popup.bringToFront();
      await popup.waitForFunction(() => document.querySelector('[data-part="lit"]').dataset.lit === "0", { polling: "mutation" });
    });

    test("frames of the same origin are lit, and one Escape puts all out", async () => {
      const page = await on.visit("https://awkward.example/frames");
      const popup = await aimed(on, page, "root_domain");
      const frames = page.frames();
      const before = await Promise.all(frames.map(markup));
      await click(popup, "light-target");
      await words(popup);
      const lit = Number(await data(popup, "lit", "lit"));
      assert.ok(lit >= 1, String(lit));
      await page.bringToFront();
      await page.keyboard.press("Escape");
      await popup.bringToFront();
      await popup.waitForFunction(() => document.querySelector('[data-part="lit"]').dataset.lit === "0", { polling: "mutation" });
      for (const [at, frame] of frames.entries()) {
        await frame.waitForFunction((before) => document.documentElement.outerHTML === before, {}, before[at]);
      }
    });

    for (const [kind, contentType, body] of [
      ["XHTML", "application/xhtml+xml", `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>${LINK}</p></body></html>`],
      ["SVG", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><a href="https://${TARGET}"><text y="50">the link</text></a></svg>`],
    ]) {
      test(`a document of ${kind}`, async () => {
        const { page, popup, before } = await stand(on, `light-press.example/${kind}`, body, contentType);
        const dark = await page.screenshot();
        await popup.bringToFront();
        await click(popup, "light-target");
        assert.equal(await words(popup), "1 link is lit on the page.");
        await page.bringToFront();
        assert.ok(!Buffer.from(await page.screenshot()).equals(dark), "the ring is drawn");
        await picture(page, `${name}-light-${kind}`);
        await page.keyboard.press("Escape");
        assert.equal(await markup(page), before);
      });
    }

    test("a page that went is told", async () => {
      const { page, popup } = await stand(on, "light-press.example/went", html(`<p>${LINK}`));
      await page.goto("https://review-yard.example/best-lamps");
      await popup.bringToFront();
      await click(popup, "light-target");
      await part(popup, "error");
      assert.deepEqual(await errors(popup), ["page.left"]);
    });
  });
}

async function stand(on, address, body, contentType = "text/html; charset=utf-8") {
  await on.standin.page({ url: address, body, contentType });
  const page = await on.visit(`https://${address}`);
  const before = await markup(page);
  return { page, popup: await aimed(on, page), before };
}

async function aimed(on, page, scope = "page") {
  const { tab } = await on.press(page);
  const popup = await on.popup(tab);
  await aim(popup, TARGET, scope);
  assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "yes");
  return popup;
}

/** What the view says of the light, once it says that so many are lit. */
async function words(popup, lit) {
  await popup.waitForFunction(
    (lit) => document.querySelector('[data-part="lit"] p') && (lit === null || document.querySelector('[data-part="lit"]').dataset.lit === String(lit)),
    { polling: "mutation" },
    lit ?? null,
  );
  return (await text(popup, "lit")).split("\n")[0].trim();
}

const markup = (frame) => frame.evaluate(() => document.documentElement.outerHTML);
const isLit = (page) => page.evaluate(() => document.querySelector(":root > div")?.popover === "manual");
const inSight = (page, query) =>
  page.waitForFunction((query) => {
    const { top, bottom } = document.querySelector(query).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, {}, query);

/** Has the page write down each key that it gets to see. */
const hears = (page) =>
  page.evaluate(() => {
    globalThis.heard = [];
    document.addEventListener("keydown", ({ key, defaultPrevented }) => globalThis.heard.push([key, defaultPrevented]));
  });

/** A picture of what is around an element. */
async function around(page, query) {
  await page.bringToFront();
  const { x, y, width, height } = await page.$eval(query, (element) => element.getBoundingClientRect().toJSON());
  return page.screenshot({ clip: { x: x - 8, y: y - 8, width: width + 16, height: height + 16 } });
}
