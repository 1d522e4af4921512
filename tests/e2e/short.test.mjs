// Short links: who is asked where they lead, with whose leave, and what the verdict makes of it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { until } from "./harness/until.mjs";
import { click, settled, state, still, text } from "./harness/view.mjs";

const ROOT = "acme-lamps.example";
const COOKIE = { "set-cookie": "who=me; Path=/; Secure; SameSite=None" };

for (const name of browsers) {
  describe(`short links in ${name}`, () => {
    const on = stage(name);

    test("nobody is asked before the press; what is told turns the verdict, and is known the next time", async () => {
      await serve(on, {
        "bit.ly/placed": to(`https://${ROOT}/spring-range?utm_source=x`),
        // As a service does that sends on by its page, for who has scripts and who has not.
        "t.co/other": { body: `<head><noscript><META http-equiv="refresh" content="0;URL=https://else.example/"></noscript></head><script>location.replace("https://else.example/")</script>` },
        [`${ROOT}/spring-range`]: { body: html("lamps"), headers: COOKIE },
      });
      const popup = await open(on, "short-told.example/page", ["https://bit.ly/placed", "https://t.co/other"]);
      assert.equal(await state(popup, "live-verdict"), "unknown");
      assert.match(await text(popup, "short"), /^2 short links do not say where they lead\./);
      assert.equal(await text(popup, "ask-short"), "Ask these 2 services");
      assert.deepEqual(await asked(on, "bit.ly", "t.co", ROOT), []);

      await allowed(on, popup, ["bit.ly", "t.co", `*.${ROOT}`]);
      assert.equal(await settled(popup, "live-verdict", "yes"), "yes");
      assert.match(await text(popup, "live-verdict"), /bit\.ly/);
      assert.deepEqual((await asked(on, "bit.ly", "t.co", ROOT, "else.example")).toSorted(), [`${ROOT}/spring-range?utm_source=x`, "bit.ly/placed", "t.co/other"], "nobody's robots, no favicon, not the other one's site");
      for (const { headers } of await entries(on, "bit.ly", "t.co", ROOT)) {
        const { cookie, referer, origin } = headers;
        assert.deepEqual({ cookie, referer, origin }, { cookie: undefined, referer: undefined, origin: undefined });
      }

      // Another worker, another opening: nobody is asked again.
      await on.browser.stopWorker();
      const again = await open(on, "short-told.example/page");
      assert.equal(await settled(again, "live-verdict", "yes"), "yes");
      assert.equal((await asked(on, "bit.ly", "t.co")).length, 2);
      await aim(again, "else.example", "root_domain");
      assert.equal(await settled(again, "live-verdict", "yes"), "yes");
    });

    test("what is not told says why, and can be opened or asked for again", async () => {
      await serve(on, {
        "bit.ly/gone": { body: html("no such link"), status: 404 },
        "is.gd/preview": { body: html("Look before you go") },
        "cutt.ly/broken": { body: "", status: 500 },
      });
      const popup = await open(on, "short-untold.example/page", ["https://bit.ly/gone", "https://is.gd/preview", "https://cutt.ly/broken"]);
      await allowed(on, popup, ["bit.ly", "is.gd", "cutt.ly", `*.${ROOT}`]);
      assert.equal(await settled(popup, "short", "untold"), "untold");
      assert.equal(await state(popup, "live-verdict"), "no");
      assert.match(await text(popup, "short"), /^1 short link was asked for, and it was not told where it leads\./);
      assert.equal(await text(popup, "ask-short"), "Ask again");
      const said = (await popup.$$eval(".through", (found) => found.map((each) => each.innerText))).map((each) => each.replace(/ \(asked on .*$/, ""));
      assert.deepEqual(said, ["short link: the service knows no such link", "short link: the service shows a page of its own first, so only opening it tells", "short link: the service refused to tell"]);
      assert.equal((await popup.$$('[data-part="open"]')).length, 3, "each can still be opened");

      await serve(on, { "cutt.ly/broken": to(`https://${ROOT}/`), [`${ROOT}/`]: { body: html("lamps") } });
      await still(popup);
      await click(popup, "ask-short");
      assert.equal(await settled(popup, "live-verdict", "yes"), "yes");
      assert.equal((await asked(on, "bit.ly", "is.gd")).length, 2, "what will not change is not asked for again");
    });

    test("a site that may not be read is not read, and a circle comes to an end", async () => {
      await serve(on, {
        "bit.ly/away": to("https://not-allowed.example/x"),
        "t.co/one": to("https://t.co/two"),
        "t.co/two": to("https://t.co/one"),
        "not-allowed.example/x": { body: html("elsewhere") },
      });
      const popup = await open(on, "short-away.example/page", ["https://bit.ly/away", "https://t.co/one"]);
      await allowed(on, popup, ["bit.ly", "t.co", `*.${ROOT}`]);
      await settled(popup, "short", "untold");
      const said = await popup.$$eval(".through", (found) => found.map((each) => each.innerText));
      // Firefox's tests may read every host once one was allowed.
      if (name === "chromium") assert.match(said[0], /^short link: it leads on to a site that may not be read or does not answer/);
      assert.match(said[1], /^short link: it leads on to a site that may not be read or does not answer|could not be reached/);
      assert.equal(await state(popup, "live-verdict"), "unknown");
    });

    test("it can be stopped, and a background that is stopped goes on with what is left", async () => {
      const links = [0, 1, 2, 3].map((n) => `bit.ly/slow-${n}`);
      await serve(on, Object.fromEntries(links.map((link, n) => [link, { ...to(n === 3 ? `https://${ROOT}/` : "https://bit.ly/"), delayMs: 30_000 }])));
      await serve(on, { [`${ROOT}/`]: { body: html("lamps") }, "bit.ly/": { body: html("front page") } });
      const popup = await open(on, "short-slow.example/page", links.map((link) => `https://${link}`));
      await allowed(on, popup, ["bit.ly", `*.${ROOT}`]);
      assert.equal(await settled(popup, "short", "busy"), "busy");
      assert.match(await text(popup, "short"), /^Asking where short links lead: 4 are left\./);
      await until("the service was asked", async () => (await asked(on, "bit.ly")).length > 0);
      await click(popup, "stop-short");
      assert.equal(await settled(popup, "short", "open"), "open");

      await serve(on, Object.fromEntries(links.map((link, n) => [link, to(n === 3 ? `https://${ROOT}/` : "https://bit.ly/")])));
      await on.browser.stopWorker();
      await still(popup);
      await click(popup, "ask-short");
      assert.equal(await settled(popup, "live-verdict", "yes"), "yes");
    });
  });
}

/** A redirect to there. */
const to = (location) => ({ body: "", status: 301, headers: { location, ...COOKIE } });

async function serve(on, pages) {
  for (const [url, page] of Object.entries(pages)) await on.standin.page({ url, contentType: "text/html; charset=utf-8", ...page });
}

/** The popup on a page of these links, aimed at the target; on the page as it was where none are given. */
async function open(on, url, links) {
  if (links) await serve(on, { [url]: { body: html(`<main>${links.map((href) => `<p><a href="${href}">words</a></p>`).join("")}</main>`) } });
  const { tab } = await on.press(await on.visit(`https://${url}`));
  const popup = await on.popup(tab);
  await aim(popup, ROOT, "root_domain");
  await still(popup);
  return popup;
}

/** Presses the button, and says yes to what the browser asks. */
async function allowed(on, popup, hosts) {
  await on.browser.wouldAllow(hosts.flatMap((host) => [`https://${host}/*`, `http://${host}/*`]));
  await popup.bringToFront();
  await click(popup, "ask-short");
}

const entries = async (on, ...hosts) => (await on.standin.log()).filter(({ host }) => hosts.includes(host));
const asked = async (on, ...hosts) => (await entries(on, ...hosts)).map(({ host, path }) => host + path);
