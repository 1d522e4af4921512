// The second look: whether a link can be seen and why not, the sentence it stands in, and what that does to the order.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { root } from "./harness/paths.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { part, text, texts } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";
const table = async (name) => JSON.parse(await readFile(join(root, "tests/e2e", name), "utf8"));
const sights = await table("sights.json");
const sentences = await table("sentences.json");

/** A page of all cases; those that are judged by what lies around them come first, where the window is. */
const pageOf = (cases) => {
  const link = (id) => `<a href="https://${TARGET}?case=${id}">the link</a>`;
  const body = cases.map(({ html }, id) => html.replaceAll("LINK", link(id)).replaceAll("HREF", `https://${TARGET}?case=${id}`));
  return html(`<style>body{background:#fff;margin:20px}p{margin:4px}</style>${body.join("\n")}`);
};

/** What the background says of each case's link, asked by the popup as the popup asks. */
async function evidenceOf(on, cases, address) {
  await on.standin.page({ url: address, body: pageOf(cases), contentType: "text/html; charset=utf-8" });
  const page = await on.visit(`https://${address}`);
  const { tab, popup } = await on.press(page);
  const links = cases.map((_, id) => id);
  const answer = await popup.evaluate((tab, links) => chrome.runtime.sendMessage({ evidence: { tab, links } }), tab, links);
  assert.ok(answer.ok, JSON.stringify(answer));
  const { links: found } = answer.ok.evidence;
  assert.deepEqual(found.map(({ id }) => id), links);
  return found.map(({ sight }) => sight);
}

for (const name of browsers) {
  describe(`evidence in ${name}`, () => {
    const on = stage(name);

    test("whether each link can be seen, and why not", async () => {
      const cases = [...sights.filter(({ top }) => top), ...sights.filter(({ top }) => !top)];
      const found = await evidenceOf(on, cases, "sight-press.example/sights");
      const said = found.map(({ visible, says }, at) => [cases[at].what, visible ? "" : (says.args[0]?.phrase.key ?? says.key)]);
      assert.deepEqual(said, cases.map(({ what, why }) => [what, why]));
    });

    test("the sentence each link stands in", async () => {
      const found = await evidenceOf(on, sentences, "sight-press.example/sentences");
      const said = found.map(({ sentence }, at) => [sentences[at].what, sentence && [sentence.before, sentence.link, sentence.after]]);
      assert.deepEqual(said, sentences.map(({ what, sentence }) => [what, sentence]));
    });

    test("what can be seen is the better evidence", async () => {
      const link = (words) => `<a href="https://${TARGET}">${words}</a>`;
      const body = html(`<main><p hidden>${link("the hidden one")}<p style="opacity:0">${link("the clear one")}</main><footer>Brass. It is in ${link("the footer")}, too.</footer>`);
      await on.standin.page({ url: "sight-press.example/order", body, contentType: "text/html" });
      const { tab } = await on.press(await on.visit("https://sight-press.example/order"));
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      await part(popup, "sight");
      assert.match(await text(popup, "live-verdict"), /followed, in the footer, visible now: “the footer”/i);
      await popup.click(".matches summary");
      assert.deepEqual(await texts(popup, "sight"), ["visible now", "not visible now (not displayed)", "not visible now (fully transparent)"]);
      assert.equal((await texts(popup, "sentence"))[0], "It is in the footer, too.");
    });

    test("a link that moved is found, one that went is gone, another is not taken for it", async () => {
      const body = html(`<p id="a"><a href="https://${TARGET}?1">one</a><p id="b"><a href="https://${TARGET}?2">two</a>`);
      await on.standin.page({ url: "sight-press.example/moves", body, contentType: "text/html" });
      const page = await on.visit("https://sight-press.example/moves");
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      await page.evaluate(() => {
        const other = document.createElement("a");
        other.href = "https://other.example/";
        document.body.prepend(other);
        document.getElementById("a").remove();
      });
      const answer = await popup.evaluate((tab) => chrome.runtime.sendMessage({ evidence: { tab, links: [0, 1, 77] } }), tab);
      assert.deepEqual(answer.ok.evidence.links.map(({ id, sight }) => [id, sight.says.key]), [[0, "sight_gone"], [1, "sight_visible"]]);
    });
  });
}
