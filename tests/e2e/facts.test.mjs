// The page, told truthfully: its own HTML held against what is shown, headers, canonical addresses, walls, frames that
// cannot hold content. Every page here is made for one test, at an address of its own.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { click, data, part, texts } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";
const LINK = `<a href="https://${TARGET}">the spring range</a>`;
const CACHED = { "cache-control": "max-age=600" };
const NOT_CACHED = { "cache-control": "no-store" };

for (const name of browsers) {
  describe(`facts in ${name}`, () => {
    const on = stage(name);
    let pages = 0;

    /** Serves a page, opens it, presses the button, and waits until its own HTML was looked for. */
    async function look(body, { target = TARGET, ...more } = {}) {
      const url = more.url ?? `facts.example/${name}/${(pages += 1)}`;
      await on.standin.page({ contentType: "text/html; charset=utf-8", ...more, url, body });
      const page = await on.visit(`https://${url}`);
      if (more.act) await page.evaluate(more.act);
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      if (target) await aim(popup, target);
      await compared(popup);
      return { popup, url, page };
    }

    /** How often the site was asked for a page. */
    const asked = async (url) => (await on.standin.log()).filter((entry) => entry.host + entry.path === url).length;

    test("a link that scripts add, from the cache and without a request", async () => {
      const body = html(`<p><a href="/own">own</a><script>document.body.insertAdjacentHTML("beforeend", '${LINK}')</script>`);
      const { popup, url } = await look(body, { headers: CACHED });
      assert.equal(await data(popup, "facts", "source"), "read");
      assert.equal(await asked(url), 1, "looking costs no request");
      const { live } = await reading(popup);
      assert.equal(live.state, "yes");
      assert.ok(live.chips.some((chip) => /only after scripts/.test(chip)), live.chips.join());
    });

    test("a page that is not kept is asked for only when the person says so", async () => {
      const body = html(`<p><a href="/own">own</a><script>document.body.insertAdjacentHTML("beforeend", '${LINK}')</script>`);
      const { popup, url } = await look(body, { headers: NOT_CACHED });
      assert.equal(await data(popup, "facts", "source"), "not_cached");
      assert.equal(await asked(url), 1, "no request by itself");
      await unfold(popup);
      await click(popup, "compare");
      await compared(popup, "read");
      assert.equal(await asked(url), 2, "one request");
      const { live } = await reading(popup);
      assert.ok(live.chips.some((chip) => /not in the page's own HTML/.test(chip)), live.chips.join());
      assert.match(await sourceText(popup), /asked for just now/);
    });

    test("a link that scripts take away, and one for browsers without scripts", async () => {
      const removed = html(`<p id="gone">${LINK}</p><p><a href="/own">own</a><script>document.querySelector("#gone").remove()</script>`);
      const { popup } = await look(removed, { headers: CACHED });
      const { live } = await reading(popup);
      assert.equal(live.state, "no", "not on the page as seen");
      assert.match(live.says, /own HTML, but not on the page as shown/);
      await unfold(popup);
      assert.deepEqual(await popup.$$eval('[data-part="absent"]', (rows) => rows.map((row) => row.dataset.matches)), ["true"]);

      const noscript = await look(html(`<p><a href="/own">own</a></p><noscript>${LINK}</noscript>`), { headers: CACHED });
      assert.equal((await reading(noscript.popup)).live.state, "no");
      assert.match((await reading(noscript.popup)).live.says, /inside noscript/);
    });

    test("a rel that scripts change: both are told", async () => {
      const body = html(`<p><a rel="nofollow" href="https://${TARGET}">lamps</a><script>document.querySelector("a").rel = ""</script>`);
      const { popup } = await look(body, { headers: CACHED });
      const { live } = await reading(popup);
      assert.match(live.says, /^Followed/);
      assert.ok(live.chips.some((chip) => /own HTML says nofollow/.test(chip)), live.chips.join());
    });

    test("a page that is as its HTML has it: base address, declared shadow root, another encoding", async () => {
      const body = html(`<base href="https://acme-lamps.example/"><p><a href="spring-range">relative</a>
        <div><template shadowrootmode="open"><a href="/declared">declared</a></template></div><a href="/x">\u20ac</a>`);
      const { popup } = await look(body, { headers: CACHED, contentType: "text/html; charset=utf-8" });
      assert.match(await sourceText(popup), /no more and no less/);
      assert.equal((await reading(popup)).live.state, "yes");
      const latin = await look(html('<meta charset="windows-1252"><p><a href="/\u00e9?q=\u00e9">x</a>'), {
        headers: CACHED,
        contentType: "text/html; charset=windows-1252",
        target: null,
      });
      assert.match(await sourceText(latin.popup), /no more and no less/);
    });

    test("what the headers say: X-Robots-Tag and canonical", async () => {
      const headers = { ...CACHED, "x-robots-tag": "googlebot: noindex, dotbot: nofollow", link: '<https://other.example/original>; rel="canonical"' };
      const { popup } = await look(html(`<p>${LINK}`), { headers });
      const { live } = await reading(popup);
      assert.match(live.says, /X-Robots-Tag for dotbot/);
      await unfold(popup);
      const facts = await factTexts(popup);
      assert.match(facts.x_robots, /googlebot: noindex, dotbot: nofollow in its headers, from the browser's cache/);
      assert.match(facts.canonical, /other\.example\/original in its headers/);
      assert.match(facts.canonical, /copy of other\.example\/original/);
      assert.match(facts.status, /200 as the browser loaded it/);
    });

    test("noindex that scripts remove is told", async () => {
      const body = html(`<meta name="robots" content="noindex"><p>${LINK}<script>document.querySelector("meta").remove()</script>`);
      const { popup } = await look(body, { headers: CACHED });
      await unfold(popup);
      assert.match((await factTexts(popup)).robots, /scripts have removed it/);
    });

    test("a strict page can be read all the same", async () => {
      const headers = { ...CACHED, "content-security-policy": "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'" };
      const { popup, url } = await look(html(`<p>${LINK}`), { headers });
      assert.equal((await reading(popup)).live.state, "yes");
      if (name === "firefox") {
        // It holds what extensions run in a page to the page's own policy.
        assert.equal(await data(popup, "facts", "source"), "incomparable");
        assert.match(await sourceText(popup), /security policy/);
        assert.equal(await asked(url), 1);
        return;
      }
      assert.equal(await data(popup, "facts", "source"), "read", await sourceText(popup));
      const again = await look(html(`<p>${LINK}`), { headers: { ...headers, ...NOT_CACHED } });
      await unfold(again.popup);
      await click(again.popup, "compare");
      await compared(again.popup, "read", "incomparable");
      assert.equal(await data(again.popup, "facts", "source"), "read", await sourceText(again.popup));
      assert.equal(await asked(url), 1);
    });

    test("an address that scripts have changed is not compared", async () => {
      const body = html(`<p>${LINK}<script>history.pushState(null, "", "/other/place")</script>`);
      const { popup, url } = await look(body, { headers: CACHED });
      assert.equal(await data(popup, "facts", "source"), "incomparable");
      assert.match(await sourceText(popup), /changed its address/);
      assert.equal(await asked(url), 1);
      assert.equal((await reading(popup)).live.state, "yes");
    });

    test("walls are no pages", async () => {
      const refused = await look(html(`<p>No. <a href="/help">help</a>`), { status: 403 });
      assert.equal((await reading(refused.popup)).live.state, "unknown");
      assert.match((await reading(refused.popup)).live.says, /403/);
      const login = await look(html(`<form>Name <input> Password <input type="password"></form><a href="/help">help</a><script>/*${"x".repeat(5000)}*/</script>`));
      assert.equal((await reading(login.popup)).live.state, "unknown");
      assert.match((await reading(login.popup)).live.says, /login/);
      const challenge = await look(html('<form id="challenge-form"></form><p>Just a moment <a href="/help">help</a>'));
      assert.match((await reading(challenge.popup)).live.says, /robots/);
      const article = await look(html(`<form><input type="password"></form><p>${"A long article. ".repeat(200)}<a href="/help">help</a>`));
      assert.equal((await reading(article.popup)).live.state, "no", "a page with a login in its header is a page");
    });

    test("frames of advertisements do not make a page unknown, others do", async () => {
      await on.standin.page({ url: "ads.example/ad", body: html("<p>Buy lamps"), contentType: "text/html" });
      const frame = (size) => `<iframe src="https://ads.example/ad" ${size}></iframe>`;
      const ads = [frame('width="300" height="250"'), frame('width="728" height="90"'), frame("hidden"), frame('width="1" height="1"')];
      const small = await look(html(`<p><a href="/own">own</a>${ads.join("")}`));
      const { live, totals } = await reading(small.popup);
      assert.equal(live.state, "no");
      assert.ok(live.chips.some((chip) => /4 frames not read/.test(chip)), live.chips.join());
      assert.match(totals.words, /4 frames could not be read/, "they are still counted");
      const large = await look(html(`<p><a href="/own">own</a>${ads.join("")}${frame('width="600" height="400"')}`));
      assert.equal((await reading(large.popup)).live.state, "unknown");
      assert.match((await reading(large.popup)).live.says, /one frame/);
    });

    test("a short link is opened by the person, never by the extension", async () => {
      await on.standin.page({ url: "t.co/abc", body: html("<p>moved"), contentType: "text/html" });
      const { popup } = await look(html(`<p><a href="https://t.co/abc">short</a> <a href="https://other.example/">other</a>`));
      await part(popup, "link-row");
      const opens = await popup.$$eval('[data-part="open"]', (links) => links.map(({ href, rel, target }) => ({ href, rel, target })));
      assert.deepEqual(opens, [{ href: "https://t.co/abc", rel: "noopener noreferrer", target: "_blank" }]);
      assert.match((await texts(popup, "link-row")).join(), /cannot be known without opening it/);
      assert.equal(await asked("t.co/abc"), 0, "nobody was asked");
    });

    test("misspelt rel words are told", async () => {
      const { popup } = await look(html(`<p><a rel="nofolow" href="https://${TARGET}">lamps</a>`));
      const { live } = await reading(popup);
      assert.match(live.says, /^Followed/);
      assert.ok(live.chips.some((chip) => /rel has “nofolow”, which crawlers do not know/.test(chip)), live.chips.join());
    });
  });
}

/** Waits until the comparison has come as far as it gets by itself. */
async function compared(popup, ...states) {
  const wanted = states.length ? states : ["read", "not_cached", "incomparable"];
  await popup.waitForFunction((all) => all.includes(document.querySelector('[data-part="facts"]')?.dataset.source), { polling: "mutation" }, wanted);
}

const unfold = (popup) => popup.$eval('[data-part="facts"]', (details) => (details.open = true));
const sourceText = (popup) => popup.$eval('[data-part="source"]', (element) => element.textContent.trim());

/** The text of each fact by its code. */
const factTexts = (popup) =>
  popup.$$eval('[data-part="fact"]', (found) => Object.fromEntries(found.map((fact) => [fact.dataset.code, fact.innerText.replace(/\s+/g, " ")])));
