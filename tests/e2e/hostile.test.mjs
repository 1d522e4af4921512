// Pages made to break whoever reads them. Each is read within its bounds, what could not be read is told, nothing of the page
// becomes markup of a view, and the page itself goes on as it was.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { data, part, settled, shut, text, texts } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";
const LINK = `<a href="https://${TARGET}">the spring range</a>`;
const NAME = `"><img src=x onerror=alert(1)><script>alert(1)</script><b style="position:fixed;inset:0">x</b>`;
const escaped = NAME.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Pages on which the link is to be found, with how many links they have, and what else must be so. */
const READ = [
  ["100 MB of text, inside a link and out of it", 2, `${LINK}<a id="long" href="/long"></a><pre id="text"></pre><script>
    const text = "some words ".repeat(1 << 20);
    for (let at = 0; at < 4; at += 1) document.querySelector("#long").append(text);
    for (let at = 0; at < 6; at += 1) document.querySelector("#text").append(text);
    document.body.style.display = "none";
  </script>`],
  ["10,000 nested shadow roots", 1, `<div id="first" style="display:none"></div><script>
    let host = document.querySelector("#first");
    for (let depth = 0; depth < 10_000; depth += 1) {
      const root = host.attachShadow({ mode: depth % 2 ? "open" : "closed" });
      root.append(host = document.createElement("div"));
    }
    host.innerHTML = ${JSON.stringify(LINK)};
  </script>`],
  ["10,000 nested landmarks", 10_001, `<div id="first" style="display:none"></div><script>
    let at = document.querySelector("#first");
    for (let depth = 0; depth < 10_000; depth += 1) {
      const inner = document.createElement("section");
      inner.className = "comment";
      const link = document.createElement("a");
      link.href = "/" + depth;
      at.append(link, inner);
      at = inner;
    }
    at.innerHTML = ${JSON.stringify(LINK)};
  </script>`],
  ["100,000 meta tags, base elements and canonical links", 1, `${LINK}<script>
    const parts = [];
    for (let at = 0; at < 100_000; at += 1) {
      for (const [name, attributes] of [["meta", { name: "robots", content: "noindex" + at }], ["link", { rel: "canonical", href: "https://a.example/" + at }], ["link", { rel: "alternate", hreflang: "x-" + at, href: "/" + at }]]) {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        parts.push(element);
      }
    }
    document.head.append(...parts);
  </script>`],
  ["built-ins replaced by the page", 1, `${LINK}<script>
    const no = () => { throw new Error("caught you"); };
    const liar = () => "https://evil.example/";
    for (const [of, name] of [[Array.prototype, "push"], [Array.prototype, "map"], [Array.prototype, "join"], [Array.prototype, Symbol.iterator], [String.prototype, "slice"], [String.prototype, "replace"], [Map.prototype, "get"], [Set.prototype, "has"], [RegExp.prototype, "test"], [JSON, "stringify"], [Promise.prototype, "then"], [Object, "getOwnPropertyDescriptor"], [Document.prototype, "createTreeWalker"], [TreeWalker.prototype, "nextNode"]]) {
      Object.defineProperty(of, name, { value: no, configurable: true });
    }
    for (const name of ["getAttribute", "closest", "matches", "querySelector"]) Element.prototype[name] = liar;
    for (const [of, name] of [[Node.prototype, "baseURI"], [Node.prototype, "textContent"], [Document.prototype, "title"], [Document.prototype, "URL"], [HTMLAnchorElement.prototype, "href"], [Element.prototype, "localName"], [Document.prototype, "links"]]) {
      Object.defineProperty(of, name, { get: liar, configurable: true });
    }
    Object.defineProperty(globalThis, "lantern", { get: no, set: no });
    Object.defineProperty(Object.prototype, "lantern", { get: no, set: no });
  </script>`],
  ["elements that stand in for the document's own properties", 1, `<img name="baseURI" src="data:,"><form name="URL"><input name="links"></form><form name="body"></form><img name="querySelectorAll" src="data:,">
    <form name="defaultView"></form><form name="documentElement"></form><img name="createTreeWalker" src="data:,"><a id="lantern"></a><form id="globalThis"></form><img name="chrome" src="data:,"><form name="location"></form>${LINK}`],
  ["frames without end and frames that never load", 1, `${LINK}<script>
    for (let at = 0; at < 40; at += 1) {
      const frame = document.createElement("iframe");
      frame.src = "https://never-loads.example/" + at;
      document.body.append(frame);
    }
  </script>`, { wait: "domcontentloaded" }],
];

for (const name of browsers) {
  describe(`hostile pages in ${name}`, () => {
    const on = stage(name);

    /** Serves a page, and visits it. */
    const visit = async (path, body, { headers, title, wait } = {}) => {
      const address = `hostile-press.example/${path.replaceAll(/[^a-z0-9]+/gi, "-")}`;
      await on.standin.page({ url: address, body: html(body, title), contentType: "text/html; charset=utf-8", headers });
      return on.visit(`https://${address}`, wait && { waitUntil: wait });
    };

    for (const [what, links, body, how] of READ) {
      test(`${what}: read, and the link found`, async () => {
        if (how?.wait) {
          // Each is answered long after the test is over.
          await on.standin.page({ url: "never-loads.example/", body: "late", delayMs: 30_000 });
        }
        const page = await visit(what, body, how);
        const { popup } = await on.press(page);
        await aim(popup, TARGET);
        const state = await settled(popup, "live-verdict", "yes", "no", "unknown");
        assert.equal(state, "yes", (await reading(popup)).live.says);
        assert.equal(await data(popup, "totals", "links"), String(links));
        await unbroken(popup);
      });
    }

    test("1,000,000 links: the first 200,000 are read, which is told, and a no is none", async () => {
      const page = await visit("many", `<p>x<script>
        const block = document.createElement("div");
        block.style.contentVisibility = "hidden";
        const some = document.createDocumentFragment();
        for (let at = 0; at < 1000; at += 1) {
          const link = document.createElement("a");
          link.href = "https://site-" + at % 100 + ".example/" + at;
          link.append("link " + at);
          some.append(link);
        }
        for (let at = 0; at < 999; at += 1) block.append(some.cloneNode(true));
        const first = some.cloneNode(true);
        first.firstChild.href = "https://first-of-all.example/";
        some.lastChild.href = ${JSON.stringify(`https://${TARGET}`)};
        document.body.append(first, block);
        block.append(some);
        block.append(...[...block.children].slice(0, 0));
      </script>`);
      assert.equal(await page.evaluate(() => document.links.length), 1_001_000);
      const { popup } = await on.press(page);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "unknown");
      assert.match((await reading(popup)).live.says, /None of the first 200,000 links/);
      assert.match(await text(popup, "cut"), /^The first 200,000 of 1,001,000 links read\./);
      assert.equal(await data(popup, "totals", "links"), "200000");
      await aim(popup, "first-of-all.example/");
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "yes", "what was read is judged");
      await unbroken(popup);
      assert.equal(await page.evaluate(() => 6 * 7), 42, "the page goes on");
    });

    test("1,000 frames", async () => {
      const page = await visit("frames", LINK);
      for (let some = 0; some < 10; some += 1) {
        // To make so many takes the browser itself longest.
        await page.evaluate((from) => {
          for (let at = 0; at < 100; at += 1) {
            const frame = document.createElement("iframe");
            frame.width = frame.height = 1;
            document.body.append(frame);
            if (frame.contentDocument) frame.contentDocument.body.innerHTML = `<a href='https://framed.example/${from + at}'>x</a>`;
          }
        }, some * 100);
      }
      const { popup } = await on.press(page);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "yes");
      const links = Number(await data(popup, "totals", "links"));
      assert.ok(links > 900 && links <= 1001, `${links} links, as many as the browser has frames`);
      await unbroken(popup);
    });

    test("base addresses that lie", async () => {
      for (const [path, base] of [
        ["data", "data:text/html,x"],
        ["script", `${"java"}script:alert(1)//`],
        ["blob", "blob:https://acme-lamps.example/"],
        ["user", "https://acme-lamps.example@evil.example/"],
        ["bidi", "https://acme-lamps.example\u202e.evil.example/"],
      ]) {
        const page = await visit(`base-${path}`, `<base href="${base}"><a href="spring-range">relative</a>`);
        const { popup } = await on.press(page);
        await aim(popup, TARGET);
        assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "no", base);
        await unbroken(popup);
        await Promise.all([popup, page].map(shut));
      }
    });

    test("the strictest policies, trusted types among them", async () => {
      const page = await visit("strict", LINK, {
        headers: {
          "content-security-policy": "default-src 'none'; script-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'",
          "cross-origin-opener-policy": "same-origin",
          "cross-origin-embedder-policy": "require-corp",
          "cross-origin-resource-policy": "same-origin",
          "permissions-policy": "clipboard-write=(), unload=()",
          "x-frame-options": "DENY",
          "x-content-type-options": "nosniff",
        },
      });
      const { tab, popup } = await on.press(page);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "yes");
      const view = await on.popup(tab);
      const lit = await view.evaluate((sent) => chrome.runtime.sendMessage(sent), { light_target: { tab } });
      assert.equal(lit.ok?.light?.lit, 1, JSON.stringify(lit));
    });

    for (const [what, leave] of [
      ["navigates", `location.href = "https://daily-tribune.example/lamp-guide"`],
      ["replaces its document", `document.open(); document.write("<p>gone"); document.close()`],
      ["empties itself", `document.documentElement.remove()`],
      ["closes", null],
    ]) {
      test(`a page that ${what} while it is read`, async () => {
        const page = await visit(`leaves-${what}`, `${LINK}<div id="many"></div><script>
          document.querySelector("#many").innerHTML = '<a href="/x">x</a>'.repeat(20_000);
        </script>`);
        const { tab, popup } = await on.press(page);
        await aim(popup, TARGET);
        const view = await on.popup(tab);
        // Asked many times over while it goes.
        const asked = view.evaluate(async (id) => {
          const replies = [];
          for (let at = 0; at < 12; at += 1) {
            replies.push(await chrome.runtime.sendMessage([{ open: { tab: id } }, { light_target: { tab: id } }, { evidence: { tab: id, links: [0] } }, { changed: { tab: id } }][at % 4]));
          }
          return replies;
        }, tab);
        await (leave ? page.evaluate((script) => { setTimeout(script.startsWith("location") ? () => { location.href = script.split('"')[1]; } : script.includes("write") ? () => { document.open(); document.write("<p>gone"); document.close(); } : () => document.documentElement.remove(), 0); }, leave) : shut(page));
        const replies = await asked;
        assert.ok(replies.every((reply) => reply?.ok || reply?.err), "each is answered");
        const codes = replies.flatMap(({ err }) => (err ? [err.code] : []));
        assert.ok(codes.every((code) => code.startsWith("page.")), codes.join());
        await unbroken(view);
      });
    }

    test("names that spoof and markup in every text, in all that is shown", async () => {
      const spoofs = ["https://xn--pple-43d.com/", "https://acme-l\u0430mps.example/spring-range", "https://acme-lamps.example\u2044spring-range.evil.example/", "https://evil.example/\u202eegnar-gnirps/elpmaxe.spmal-emca", "https://acme-\u200blamps.example.evil.example/", `https://evil.example/?${encodeURIComponent(NAME)}#"><img>`, `javascript:"${escaped}"`, `https://${"a".repeat(63)}.${"b".repeat(63)}.evil.example/${"c".repeat(9000)}`];
      const rows = spoofs.map((href) => `<li><a href="${href}" title="${escaped}" rel="${escaped} nofollow" aria-label="${escaped}">${escaped}\u202e\u2066${"\u0301".repeat(300)}${"W".repeat(3000)}</a><a href="${href}"><img alt="${escaped}"></a>`);
      const page = await visit("spoofs", `<main class="${escaped}" id="${escaped}"><ul>${rows.join("")}</ul></main><meta name="robots" content="${escaped}"><link rel="canonical" href="https://evil.example/${escaped}">`, { title: `${escaped}\u202e${"T".repeat(5000)}` });
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      assert.equal(await settled(popup, "live-verdict", "yes", "no"), "no", "none of them is the target");
      await part(popup, "link-row");
      await popup.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
      await unbroken(popup);
      assert.ok((await texts(popup, "link-row")).some((row) => row.includes("<img src=x onerror=")), "markup is shown as text");
      const proof = await on.browser.view(`views/proof/proof.html?tab=${tab}`);
      on.closing(proof);
      await part(proof, "headline");
      await unbroken(proof);
      const list = await on.browser.view("views/list/list.html");
      on.closing(list);
      await unbroken(list);
    });
  });
}

/** Nothing of the page runs, is markup, reorders text or widens the view; and the view is small. */
async function unbroken(view) {
  const found = await view.evaluate(() => ({
    markup: [...document.querySelectorAll("script:not([src]), img[onerror], [onerror], [onload], iframe, object, embed, b[style], [style*='fixed']")].map(({ outerHTML }) => outerHTML.slice(0, 100)),
    turned: /[\u200b\u202a-\u202e\u2066-\u2069]/.exec(document.body.innerText)?.index ?? -1,
    wide: document.documentElement.scrollWidth - innerWidth,
    size: document.documentElement.outerHTML.length,
  }));
  assert.deepEqual(found.markup, []);
  assert.equal(found.turned, -1, "no character turns or hides text");
  assert.ok(found.wide <= 0, `wider by ${found.wide}`);
  assert.ok(found.size < 400_000, `${found.size} letters of markup`);
}
