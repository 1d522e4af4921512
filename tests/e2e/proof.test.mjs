// The proof of placement: from the toolbar button to a file in somebody else's hands.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { out } from "./harness/paths.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, data, errors, part, picture, settled, text } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";
const OWN = `<a href="https://${TARGET}" rel="sponsored">the link</a>`;
const EVIL = `"><img src=x onerror="document.title='hacked'"><script>document.title='hacked'</script>`;

for (const name of browsers) {
  describe(`proof in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("one press in the popup: card and picture, and the page as it was", async () => {
      await on.signIn(token("paid"));
      const page = await on.visit(PAGE);
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      const { popup } = await on.press(page);
      await aim(popup, TARGET);
      await ask(popup);
      const proof = await opened(on, popup);
      assert.match(await text(proof, "headline"), /^The page links to acme-lamps\.example\/spring-range\.$/);
      assert.match(await text(proof, "plain"), /^Search engines may follow the link\. Moz does not have it on record: not yet, or no longer\.$/);
      assert.deepEqual(await proof.$$eval('[data-part="light"]', (lights) => lights.map((each) => each.dataset.state)), ["yes", "no"]);
      const { width, amber } = await inPicture(proof);
      assert.ok(width >= 600 && width <= 1600, `${width} px wide`);
      assert.ok(amber > 50, `the ring is on the picture: ${amber} pixels`);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before, "the light is out");
      assert.deepEqual(await errors(proof), []);
    });

    test("the file needs nothing else, escapes what the page said, and can be had without the picture", async () => {
      const address = "proof-press.example/evil";
      const title = EVIL.replaceAll("<", "&lt;");
      await on.standin.page({ url: address, body: html(`<main><p>Before ${title} ${OWN.replace("the link", `the ${title} link`)} after.</main>`, title), contentType: "text/html; charset=utf-8" });
      const proof = await opened(on, await looked(on, `https://${address}`));
      const file = await downloaded(on.downloads, () => click(proof, "save-html"));
      assert.match(file.name, /^proof-proof-press\.example-acme-lamps\.example-\d{4}-\d\d-\d\d\.html$/);
      assert.match(file.text, /<img src="data:image\/jpeg;base64,/);
      assert.doesNotMatch(file.text, /<script|<img src=x|onerror="/);
      assert.doesNotMatch(file.text.replaceAll(/href="[^"]*"/g, ""), /(src|href|url\()="?https?:/, "nothing is fetched");
      await proof.click('[data-part="with-picture"]');
      await proof.waitForFunction(() => !document.querySelector('[data-part="picture"]'), { polling: "mutation" });
      const bare = await downloaded(on.downloads, () => click(proof, "save-html"));
      assert.doesNotMatch(bare.text, /<img/);
      const markdown = await downloaded(on.downloads, () => click(proof, "save-markdown"));
      assert.match(markdown.name, /\.md$/);
      assert.match(markdown.text, /^# The page links to acme-lamps\.example\/spring-range\.$/m);
      assert.doesNotMatch(markdown.text, /[^\\]<img|[^\\]<script/);

      const shown = await on.browser.blank();
      try {
        await shown.setContent(file.text);
        assert.equal(await shown.evaluate(() => document.title.includes("hacked") && !document.title.startsWith("Proof")), false);
        assert.equal(await shown.$$eval("img", (images) => images.length), 1);
        assert.ok((await shown.$eval("mark", (mark) => mark.textContent)).includes("<script>"), "as text");
        for (const scheme of ["light", "dark"]) {
          await on.browser.paint(shown, scheme);
          for (const width of [1280, 700]) {
            await shown.setViewport({ width, height: 900 });
            await picture(shown, `${name}-proof-file-${width}-${scheme}`, { fullPage: true });
          }
        }
      } finally {
        await shown.close();
      }
    });

    test("copied as text, and as Markdown", async () => {
      const proof = await opened(on, await looked(on, PAGE));
      await proof.evaluate(() => {
        globalThis.copied = [];
        navigator.clipboard.writeText = async (text) => void globalThis.copied.push(text);
      });
      for (const how of ["copy-text", "copy-markdown"]) {
        await click(proof, how);
        await proof.waitForFunction((count) => globalThis.copied.length === count, {}, how === "copy-text" ? 1 : 2);
      }
      assert.equal(await text(proof, "proof-note"), "Copied.");
      const [plain, markdown] = await proof.evaluate(() => globalThis.copied);
      assert.match(plain, /^The page links to acme-lamps\.example\/spring-range\. Search engines may follow the link\./);
      assert.match(plain, /https:\/\/daily-tribune\.example\/brass-lamps-return/);
      assert.match(markdown, /<https:\/\/daily-tribune\.example\/brass-lamps-return>/);
    });

    test("the picture is taken again from the proof's own tab, which is in front afterwards", async () => {
      const proof = await opened(on, await looked(on, PAGE));
      const first = await proof.$eval('[data-part="picture"] img', (image) => image.src);
      await proof.reload().catch(() => {});
      await settled(proof, "proof", "ready");
      assert.equal(await proof.$eval('[data-part="picture"] img', (image) => image.src), first, "kept by the background");
      await on.browser.stopWorker();
      await proof.evaluate(() => location.reload());
      await proof.waitForFunction(() => document.querySelector('[data-part="proof"]')?.dataset.state === "ready" && !document.querySelector('[data-part="picture"]'), { timeout: 15_000 });
      await click(proof, "take-picture");
      await part(proof, "picture");
      assert.ok((await inPicture(proof)).amber > 50);
      await proof.waitForFunction(() => document.visibilityState === "visible", { polling: "raf" });
    });

    test("a page that went gives no picture, and says so; all else is there", async () => {
      const page = await on.visit(PAGE);
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      await page.goto("https://review-yard.example/best-lamps");
      await popup.bringToFront();
      const proof = await opened(on, popup);
      assert.equal((await errors(proof)).length <= 1, true);
      assert.equal(await proof.$('[data-part="picture"]'), null);
      await click(proof, "take-picture");
      await part(proof, "error");
      assert.match((await errors(proof))[0], /^(page\.left|picture\.(unlit|refused))$/);
      assert.match(await text(proof, "headline"), /^The page links to/);
    });

    test("a page without the link is a finding too, with no picture of anything", async () => {
      const proof = await opened(on, await looked(on, PAGE, "not-linked.example"));
      assert.equal(await text(proof, "headline"), "The page had no link to not-linked.example when it was looked at.");
      assert.equal(await proof.$('[data-part="take-picture"]'), null);
      assert.equal(await data(proof, "light", "state"), "no");
    });

    test("prints to one A4 page, with much to say too", { skip: name === "firefox" && "BiDi prints what is in front of it all the same; one browser settles the layout" }, async () => {
      const long = "word ".repeat(120);
      const address = `proof-press.example/${"long-path/".repeat(30)}`;
      const link = `<a href="https://${TARGET}" rel="sponsored nofollow">${long}</a>`;
      await on.standin.page({ url: address, body: `<!doctype html><html lang="en"><title>${long}</title><link rel="canonical" href="https://other.example/${"x/".repeat(200)}"><meta name="robots" content="noindex"><main><p>${long} ${link} ${long}</main>`, contentType: "text/html; charset=utf-8" });
      await on.signIn(token("paid"));
      for (const [which, url] of [["usual", PAGE], ["long", `https://${address}`]]) {
        const popup = await looked(on, url);
        await ask(popup);
        const proof = await opened(on, popup);
        const { text: file } = await downloaded(on.downloads, () => click(proof, "save-html"));
        const folder = await mkdtemp(join(out, "proof-"));
        const printed = await on.browser.blank();
        try {
          await printed.setContent(file);
          for (const [what, view] of [["file", printed], ["view", proof]]) {
            const pdf = await view.pdf({ preferCSSPageSize: true, printBackground: true });
            await writeFile(join(out, `${name}-proof-${which}-${what}.pdf`), pdf);
            assert.equal(pagesOf(pdf), 1, `${which}, ${what}`);
          }
        } finally {
          await printed.close();
          await rm(folder, { recursive: true });
        }
      }
    });
  });
}

/** The popup as a tab, with a target set. */
async function looked(on, url, target = TARGET) {
  const { tab } = await on.press(await on.visit(url));
  const popup = await on.popup(tab);
  await aim(popup, target);
  await settled(popup, "live-verdict", "yes", "no");
  return popup;
}

/** Presses "Proof" and returns the view that opens. */
async function opened(on, popup) {
  const view = on.nextView();
  await click(popup, "proof");
  const proof = await view;
  await settled(proof, "proof", "ready");
  return proof;
}

/** Width of the picture, and how many of its pixels have the colour of the ring. */
const inPicture = (proof) =>
  proof.$eval('[data-part="picture"] img', async (image) => {
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let amber = 0;
    // #c77700, give or take what JPEG does to it.
    for (let at = 0; at < data.length; at += 4) if (Math.abs(data[at] - 199) < 45 && Math.abs(data[at + 1] - 119) < 45 && data[at + 2] < 70) amber += 1;
    return { width: canvas.width, amber };
  });

const pagesOf = (pdf) => (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length;
