// The list of links: narrowed, searched, sorted, selected by keyboard and mouse, copied and saved.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { click, data, errors, fill, part, settled, text, texts } from "./harness/view.mjs";

const PAGE = "https://links-test.example/page";

/** What a page can put into texts that end up in a spreadsheet or a document. */
const HOSTILE = "=HYPERLINK(\"http://evil.example\",\"x\")|[click](javascript:alert(1))`code`\u202Eevil";

const BODY = `
  <header><nav><a href="https://zeta.example/nav">Zeta</a></nav></header>
  <main>
    <a href="https://acme.example/1">gamma</a>
    <a href="https://acme.example/2" rel="nofollow">alpha</a>
    <a href="https://beta.example/3" rel="ugc nofollow">beta</a>
    <a href="https://www.google.com/url?q=https://acme.example/4">wrapped</a>
    <a href="https://bit.ly/abc" rel="sponsored">short</a>
    <a href="https://acme.example/5">${HOSTILE.replaceAll("\"", "&quot;")}</a>
    <a href="/own">own</a>
  </main>
  <footer><a href="https://acme.example/6">foot</a><a href="mailto:a@b.example">mail</a></footer>`;

for (const name of browsers) {
  describe(`links in ${name}`, () => {
    const on = stage(name);

    async function open() {
      await on.standin.page({ url: PAGE, body: html(BODY, "Links | test"), contentType: "text/html; charset=utf-8" });
      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      await rows(popup, 8);
      return popup;
    }

    test("facets narrow, widen, and say how many there would be", async () => {
      const popup = await open();
      await click(popup, "open-facets");
      assert.deepEqual(await counts(popup), {
        followed: 5, nofollow: 2, ugc: 1, sponsored: 1, wrapped: 1, short: 1, main: 6, nav: 1, footer: 1,
      });
      await popup.click('[data-facet="nofollow"]');
      await rows(popup, 2);
      assert.deepEqual(await linkTexts(popup), ["alpha", "beta"]);
      assert.deepEqual(await counts(popup), { followed: 5, nofollow: 2, ugc: 1, sponsored: 1, main: 2 });
      await popup.click('[data-facet="sponsored"]');
      await rows(popup, 3);
      assert.equal(await popup.$eval('[data-show="all"] .count', (count) => count.innerText), "3");
      await popup.click('[data-facet="short"]');
      await rows(popup, 1);
      assert.deepEqual(await linkTexts(popup), ["short"]);
      await click(popup, "facets-clear");
      await rows(popup, 8);
      // Escape folds it up and leaves the focus where it was unfolded.
      await popup.keyboard.press("Escape");
      assert.equal(await popup.$('[data-part="facets"]'), null);
      assert.equal(await popup.evaluate(() => document.activeElement.dataset.part), "open-facets");
    });

    test("search and order", async () => {
      const popup = await open();
      const orders = {
        page: ["Zeta", "gamma", "alpha", "beta", "wrapped", "short", HOSTILE.replace("\u202E", "\uFFFD"), "foot"],
        domain: ["gamma", "alpha", HOSTILE.replace("\u202E", "\uFFFD"), "foot", "beta", "short", "wrapped", "Zeta"],
        text: [HOSTILE.replace("\u202E", "\uFFFD"), "alpha", "beta", "foot", "gamma", "short", "wrapped", "Zeta"],
      };
      for (const [sort, expected] of Object.entries(orders)) {
        await popup.select('[data-part="sort"]', sort);
        await settledList(popup);
        assert.deepEqual(await linkTexts(popup), expected, sort);
      }
      await popup.select('[data-part="sort"]', "place");
      await settledList(popup);
      assert.deepEqual(await popup.$$eval(".row.group", (groups) => groups.map((group) => group.innerText.replace(/\s+/g, " ").trim())), [
        "in the main text 6 links", "in the navigation 1 link", "in the footer 1 link",
      ]);
      await fill(popup, "search", "ACME.example/4");
      await rows(popup, 1);
      assert.deepEqual(await linkTexts(popup), ["wrapped"]);
      await fill(popup, "search", "nowhere to be found");
      await popup.waitForSelector(".empty", { timeout: 15_000 });
      assert.deepEqual(await errors(popup), []);
    });

    test("links are selected by keyboard, and stay so while the list changes", async () => {
      const popup = await open();
      await popup.focus('[data-part="search"]');
      await popup.keyboard.press("ArrowDown");
      await popup.keyboard.press(" ");
      await selected(popup, 1);
      assert.equal(await text(popup, "selected"), "1 selected");
      assert.equal(await popup.$('[data-part="sent"]'), null, "Space selects and does not press the button");
      await popup.keyboard.down("Shift");
      await popup.keyboard.press("ArrowDown");
      await popup.keyboard.press("ArrowDown");
      await popup.keyboard.up("Shift");
      await selected(popup, 3);
      const ids = await selectedIds(popup);
      assert.equal(ids.length, 3);
      // Another order, another filter: the same links.
      await popup.select('[data-part="sort"]', "text");
      await settledList(popup);
      assert.deepEqual((await selectedIds(popup)).toSorted(), ids.toSorted());
      await popup.click('[data-show="same_host"]');
      await rows(popup, 1);
      assert.equal(await data(popup, "selected", "count"), "3");
      // Everything listed, then nothing.
      await popup.focus('[data-part="link-row"] [tabindex="0"]');
      await popup.keyboard.down("Control");
      await popup.keyboard.press("KeyA");
      await popup.keyboard.up("Control");
      await selected(popup, 4);
      await popup.keyboard.press("Escape");
      await selected(popup, 0);
      await click(popup, "select-all");
      await selected(popup, 1);
      await click(popup, "use-selected");
      await part(popup, "sent");
    });

    test("a range by mouse, and a page that is another one by now", async () => {
      const popup = await open();
      const boxes = await popup.$$('[data-part="pick"]');
      await boxes[1].click();
      await popup.keyboard.down("Shift");
      await boxes[4].click();
      await popup.keyboard.up("Shift");
      await selected(popup, 4);
      // The same page read again is the same.
      await click(popup, "read-again");
      await popup.waitForFunction(() => document.querySelector('[data-part="page"]').dataset.state === "read", { polling: "mutation" });
      await settledList(popup);
      assert.equal(await data(popup, "selected", "count"), "4");
      const pages = await popup.browser().pages();
      const page = pages.find((each) => each.url() === PAGE);
      await page.evaluate(() => document.querySelector("main a").remove());
      await click(popup, "read-again");
      await rows(popup, 7);
      await selected(popup, 0);
      assert.match(await text(popup, "selected"), /page has changed/);
    });

    test("hostile texts are harmless in what is saved", async () => {
      const popup = await open();
      await click(popup, "open-take");
      const csv = await save(on, popup, "csv");
      assert.match(csv.name, /^links-links-test\.example-\d{4}-\d\d-\d\d.*\.csv$/);
      const lines = csv.text.trimEnd().split("\r\n");
      assert.equal(lines.length, 9);
      assert.match(lines[0], /^page,address,final_address,domain,anchor_text,/);
      const hostile = lines.find((line) => line.includes("HYPERLINK"));
      assert.ok(hostile.includes(`,"'=HYPERLINK(""http://evil.example"",""x"")|[click](javascript:alert(1))\`code\`\uFFFDevil",text,`), hostile);
      assert.ok(csv.text.includes(",https://www.google.com/url?q=https://acme.example/4,https://acme.example/4,google.com,wrapped,"));

      const excel = await save(on, popup, "csv_excel");
      assert.equal(excel.text.charCodeAt(0), 0xfeff);

      const json = JSON.parse((await save(on, popup, "json")).text);
      assert.equal(json.schema, "link-lantern/links");
      assert.equal(json.version, 1);
      assert.equal(json.title, "Links | test");
      assert.equal(json.links.length, 8);
      assert.equal(json.links.find(({ address }) => address.endsWith("/2")).decided_by, "rel: nofollow");

      await popup.click('input[name="extent"][value="all"]');
      const markdown = await save(on, popup, "markdown");
      const table = markdown.text.split("\n").filter((line) => line.startsWith("|"));
      assert.equal(table.length, 12);
      const bare = table.map((line) => line.replaceAll(/\\./g, "").split("|").length);
      assert.deepEqual([...new Set(bare)], [15], "each line has the same columns");
      assert.ok(!markdown.text.includes("\u202E"));
    });

    test("what is selected is copied", async () => {
      const popup = await open();
      await popup.select('[data-part="sort"]', "page");
      await settledList(popup);
      const boxes = await popup.$$('[data-part="pick"]');
      await boxes[2].click();
      await boxes[1].click();
      await selected(popup, 2);
      await click(popup, "open-take");
      assert.equal(await copied(popup, "addresses"), "https://acme.example/1\nhttps://acme.example/2\n");
      assert.equal(await text(popup, "take-result"), "2 links copied.");
      assert.equal(await copied(popup, "texts"), "https://acme.example/1\tgamma\nhttps://acme.example/2\talpha\n");
      assert.match(await copied(popup, "csv"), /^page,address,/);
    });

    test("a clipboard that is refused is said, and tried again", async () => {
      const popup = await open();
      await popup.evaluate(() => {
        const { clipboard } = navigator;
        const write = clipboard.writeText.bind(clipboard);
        clipboard.writeText = async () => {
          clipboard.writeText = write;
          throw new DOMException("no", "NotAllowedError");
        };
      });
      await click(popup, "open-take");
      await popup.click('[data-part="copy"][data-format="addresses"]');
      assert.equal(await settled(popup, "take-result", "refused", "copied"), "refused");
      await click(popup, "copy-again");
      assert.equal(await settled(popup, "take-result", "copied"), "copied");
    });

    describe("10,000 links", () => {
      const page = "http://many-links.example/?n=10000";

      test("are all saved, from the first to the last", async () => {
        const { tab } = await on.press(await on.visit(page));
        const popup = await on.popup(tab);
        await part(popup, "link-row");
        await click(popup, "open-take");
        await popup.click('input[name="extent"][value="all"]');
        const json = JSON.parse((await save(on, popup, "json")).text);
        assert.equal(json.links.length, 10_000);
        const { text: csv } = await save(on, popup, "csv");
        assert.equal(csv.trimEnd().split("\r\n").length, 10_001);
        assert.match(await text(popup, "take-result"), /^10,000 links saved as links-many-links\.example-/);
        // Selecting them all takes them all.
        await popup.click('[data-show="all"]');
        await settledList(popup);
        await click(popup, "select-all");
        await selected(popup, 10_000);
        assert.equal(await popup.$eval('input[name="extent"][value="all"]', (radio) => radio.checked), true);
        await popup.click('input[name="extent"][value="selected"]');
        const picked = JSON.parse((await save(on, popup, "json")).text);
        assert.deepEqual(picked.links, json.links);
      });

      test("can be stopped half-way", async () => {
        const { tab } = await on.press(await on.visit(page));
        const popup = await on.popup(tab);
        await part(popup, "link-row");
        await click(popup, "open-take");
        // Pressed in the very moment in which it is there.
        await popup.evaluate(() => {
          new MutationObserver((_, observer) => {
            const stop = document.querySelector('[data-part="take-stop"]');
            if (stop) {
              observer.disconnect();
              stop.click();
            }
          }).observe(document.body, { childList: true, subtree: true });
        });
        await popup.click('input[name="extent"][value="all"]');
        await popup.click('[data-part="save"][data-format="json"]');
        assert.equal(await settled(popup, "take-result", "stopped", "saved"), "stopped");
        assert.equal(await popup.$(".progress"), null);
      });
    });
  });
}

/** Waits until the list has so many links, all of them in sight or near it. */
const rows = (popup, count) =>
  popup.waitForFunction(
    (wanted) => document.querySelector(".list").ariaBusy === "false" && document.querySelectorAll('[data-part="link-row"]').length === wanted,
    { timeout: 15_000, polling: "mutation" },
    count,
  );

/** Waits until the list that was asked for is there. */
const settledList = (popup) =>
  popup.waitForFunction(() => document.querySelector(".list").ariaBusy === "false", { timeout: 15_000, polling: "mutation" });

const selected = (popup, count) =>
  popup.waitForFunction((wanted) => document.querySelector('[data-part="selected"]').dataset.count === wanted, { timeout: 15_000, polling: "mutation" }, String(count));

const selectedIds = (popup) => popup.$$eval('[data-part="link-row"][aria-selected="true"]', (found) => found.map((row) => row.dataset.id));

const linkTexts = (popup) => popup.$$eval('[data-part="link-row"] .text', (found) => found.map((each) => each.innerText.trim()));

async function counts(popup) {
  const found = await texts(popup, "facet");
  assert.ok(found.length > 0);
  return popup.$$eval('[data-part="facet"]', (all) => Object.fromEntries(all.map((each) => [each.dataset.facet, Number(each.querySelector(".count").innerText)])));
}

async function save(on, popup, format) {
  const file = await downloaded(on.downloads, () => popup.click(`[data-part="save"][data-format="${format}"]`));
  await settled(popup, "take-result", "saved");
  return file;
}

/** Presses a button that copies, and pastes what the clipboard then has. */
async function copied(popup, format) {
  await popup.click(`[data-part="copy"][data-format="${format}"]`);
  await settled(popup, "take-result", "copied");
  await popup.evaluate(() => {
    const field = document.createElement("textarea");
    field.id = "pasted";
    document.body.append(field);
    field.focus();
  });
  await popup.keyboard.down("Control");
  await popup.keyboard.press("KeyV");
  await popup.keyboard.up("Control");
  const field = await popup.waitForFunction(() => document.querySelector("#pasted").value && document.querySelector("#pasted"), { timeout: 15_000 });
  const value = await field.evaluate((element) => element.value);
  await field.evaluate((element) => element.remove());
  return value;
}
