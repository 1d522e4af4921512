// What leaves the browser, as the proxy saw it: one request per question, to Moz alone, with the token and nothing of the
// person or the page that the question does not need.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { publish } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`requests of ${name}`, () => {
    const on = stage(name);
    before(() => on.signIn(token("paid")));

    test("nothing is sent before the button is pressed, and then one question", async () => {
      const url = await publish(on.standin, "careful-press.example/one?id=7", [TARGET]);
      const { popup } = await on.look(url, TARGET, "subdomain");
      assert.deepEqual(await strangers(on.standin, "careful-press.example"), []);

      await ask(popup);
      const sent = await strangers(on.standin, "careful-press.example");
      // In company of a question, and at most once a day, Moz is asked for nothing which index it has.
      const [free, [request, ...more]] = [true, false].map((wanted) => sent.filter(({ path }) => (path === "/jsonrpc") === wanted));
      assert.deepEqual(more, []);
      for (const { host, body } of free) {
        assert.equal(host, "api.moz.com");
        const { id, ...rest } = JSON.parse(body);
        assert.equal(id.length, 36);
        assert.deepEqual(rest, { jsonrpc: "2.0", method: "metadata.index.fetch", params: { data: {} } });
      }
      assert.equal(request.host, "lsapi.seomoz.com");
      assert.equal(request.scheme, "https");
      assert.equal(request.method, "POST");
      assert.equal(request.path, "/v2/link_status");
      assert.deepEqual(JSON.parse(request.body), {
        target: "acme-lamps.example",
        sources: ["careful-press.example/one?id=7"],
        target_scope: "subdomain",
        source_scope: "page",
      });
      assert.equal(request.headers["x-moz-token"], token("paid"));
      assert.match(request.headers["content-type"], /^application\/json/);
      assert.equal(request.headers.cookie, undefined);
      assert.equal(request.headers.referer, undefined);
      assert.equal(request.headers.authorization, undefined);
      // Browsers name the extension as origin of a POST; the page must not stand there.
      assert.ok([undefined, "null", on.browser.base.slice(0, -1)].includes(request.headers.origin), request.headers.origin);
      const rest = Object.entries(request.headers).filter(([header]) => header !== "origin");
      assert.ok(!JSON.stringify(rest).includes("careful-press"), "no header names the page");
    });

    test("a cookie of Moz's is neither taken nor sent", async () => {
      // Once as a site that the person visits, once by an answer to the extension.
      await on.standin.fault({ times: 1, setCookie: "visitor=1; Path=/; Secure; SameSite=None" });
      const site = await on.visit("https://lsapi.seomoz.com/v2/link_status");
      assert.equal(await site.evaluate(() => document.cookie), "visitor=1", "the browser holds the cookie");
      await on.standin.reset();
      await on.standin.fault({ times: 1, endpoint: "link_status", setCookie: "extension=1; Path=/; Secure; SameSite=None" });
      for (const path of ["cookie-1", "cookie-2"]) {
        const url = await publish(on.standin, `careful-press.example/${path}`, [TARGET]);
        const { popup } = await on.look(url, TARGET);
        await ask(popup);
      }
      // The open page may still fetch an icon for itself.
      const asked = (await on.standin.asked()).filter(({ method }) => method === "POST");
      assert.equal(asked.length, 2);
      assert.deepEqual(asked.map(({ headers }) => headers.cookie), [undefined, undefined]);
      await site.reload();
      assert.equal(await site.evaluate(() => document.cookie), "visitor=1", "none was added");
    });

    test("two windows on the same question pay for it once", async () => {
      const url = await publish(on.standin, "careful-press.example/twice", [TARGET]);
      const { tab } = await on.look(url, TARGET);
      const first = await on.popup(tab);
      const second = await on.popup(tab);
      await on.standin.fault({ times: 1, endpoint: "link_status", delayMs: 1000 });
      for (const window of [first, second]) {
        await window.bringToFront();
        await click(window, "check");
      }
      assert.deepEqual(await Promise.all([answered(first), answered(second)]), ["no", "no"]);
      assert.equal(await on.standin.billed(), 2);
      assert.equal((await on.standin.asked()).length, 1);
    });
  });
}

/** The requests to anyone but the publisher. What the browser itself asks of its maker is refused and not counted. */
async function strangers(standin, publisher) {
  const own = /(^|\.)(google|googleapis|gstatic|mozilla|firefox)\.(com|org|net)$/;
  return (await standin.log()).filter(({ host }) => host !== publisher && !own.test(host));
}
