// The token, attacked. Each test is one attempt to get it out, by whoever is near enough to try; at the end it is looked for,
// in every form it could have taken, in all that left the browser or can be read by others.

import assert from "node:assert/strict";
import { readFile, readdir, rm } from "node:fs/promises";
import { afterEach, before, beforeEach, describe, test } from "node:test";

import { makeStranger } from "./attacks/stranger.mjs";
import { browsers } from "./harness/browsers.mjs";
import { CANARY, found, foundUnder } from "./harness/canary.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { publish } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, answered, ask, checkToken, saveToken } from "./harness/steps.mjs";
import { click, errors, shut, state } from "./harness/view.mjs";

const here = new URL(".", import.meta.url);
const LISTENER = await readFile(new URL("attacks/page.html", here), "utf8");
/** One of each request. */
const requests = JSON.parse(await readFile(new URL("../protocol/requests.json", here), "utf8"));
const TARGET = "acme-lamps.example/spring-range";
const MOZ = ["api.moz.com", "lsapi.seomoz.com"];
/** All files of the package that a page might ask for. */
const FILES = ["views/popup/popup.html", "views/options/options.html", "check/offscreen.html", "page/collect.js", "rpc.js", "background.js", "wasm/link_lantern_bg.wasm", "manifest.json", "icons/lantern-16.png"];

for (const name of browsers) {
  describe(`the token attacked in ${name}`, () => {
    const on = stage(name);
    /** What came out somewhere, by where. @type {[string, string][]} */
    const out = [];
    const keep = (where, ...texts) => out.push(...texts.map((text) => [where, typeof text === "string" ? text : JSON.stringify(text)]));
    let paid = 0;

    before(async () => {
      await known(on);
      await on.signIn(CANARY);
    });
    beforeEach(() => known(on));
    afterEach(async () => {
      for (const { headers, ...request } of await on.standin.log()) {
        const { "x-moz-token": token, ...others } = headers;
        if (token === CANARY && MOZ.includes(request.host) && request.scheme === "https") paid += 1;
        else if (token !== undefined) keep("a token to nobody who may have it", token, `${request.host} ${CANARY}`);
        keep(`request to ${request.host}`, request, others);
      }
    });

    /** A page that listens, asked about while it does, with what it caught. */
    const listened = async (path, during = async () => {}) => {
      const address = `listening-press.example/${path}`;
      await on.standin.page({ url: address, body: LISTENER, contentType: "text/html; charset=utf-8" });
      const page = await on.visit(`https://${address}`);
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      const { tab, popup } = await on.press(page);
      await aim(popup, TARGET);
      await during({ page, tab, popup });
      keep("caught by the page", ...(await page.evaluate(() => globalThis.caught)), await page.evaluate(() => document.documentElement.outerHTML), ...said);
      return { page, tab, popup };
    };

    test("by a page that replaces built-ins and observes its document, while all is done to it", async () => {
      await listened("prototypes", async ({ page, tab, popup }) => {
        assert.equal(await ask(popup), "no");
        const view = await on.popup(tab);
        for (const request of [{ light_target: { tab } }, { evidence: { tab, links: [0] } }, { reread: { tab, network: true } }, { dark: { tab } }]) {
          await view.evaluate((sent) => chrome.runtime.sendMessage(sent), request);
        }
        await page.bringToFront();
      });
    });

    test("by messages that a page posts to itself, its frames and any channel", async () => {
      await listened("post", async ({ page }) => {
        await page.evaluate(async (all) => {
          const frame = document.body.appendChild(document.createElement("iframe"));
          for (const request of all) {
            for (const to of [globalThis, frame.contentWindow]) to.postMessage(request, "*");
            document.dispatchEvent(new CustomEvent("link-lantern", { detail: request }));
            new BroadcastChannel("link-lantern").postMessage(request);
          }
        }, requests);
      });
    });

    test("by a page that addresses the extension by its id", async () => {
      await listened("external", async ({ page }) => {
        const heard = await page.evaluate(async (ids, all) => {
          const runtimes = [globalThis.chrome?.runtime, globalThis.browser?.runtime].filter(Boolean);
          const answers = [];
          for (const runtime of runtimes) {
            for (const id of ids) {
              for (const request of all) {
                answers.push(await new Promise((resolve) => {
                  try {
                    runtime.sendMessage(id, request, (reply) => resolve(reply ?? runtime.lastError?.message ?? "nothing"));
                  } catch (error) {
                    resolve(`threw ${error.message}`);
                  }
                }));
              }
              try {
                runtime.connect(id).onMessage.addListener((message) => answers.push(message));
              } catch (error) {
                answers.push(`threw ${error.message}`);
              }
            }
          }
          return answers;
        }, [on.browser.id, new URL(on.browser.base).host], requests);
        keep("answers to a page", ...heard);
        assert.deepEqual(heard.filter((answer) => typeof answer === "object"), [], "no request is answered");
      });
    });

    test("by a page that loads the extension's files", async () => {
      await listened("files", async ({ page }) => {
        const base = on.browser.base;
        const loaded = await page.evaluate(async (urls) => {
          const tags = [["img", "src"], ["script", "src"], ["link", "href"], ["video", "src"]];
          const bring = (url, [tag, attribute]) => new Promise((resolve) => {
            const element = document.createElement(tag);
            if (tag === "link") element.rel = "stylesheet";
            element.onload = element.onloadeddata = () => resolve(`${tag} ${url}`);
            element.onerror = () => resolve("");
            element[attribute] = url;
            document.body.append(element);
          });
          const got = urls.flatMap((url) => [
            fetch(url).then((response) => `fetch ${url} ${response.status}`, () => ""),
            import(url).then(() => `import ${url}`, () => ""),
            ...tags.map((tag) => bring(url, tag)),
          ]);
          const workers = urls.map((url) => { try { new Worker(url); return `worker ${url}`; } catch { return ""; } });
          return [...await Promise.all(got), ...workers].filter(Boolean);
        }, FILES.map((file) => base + file));
        // Firefox makes the worker and fails it later; nothing of it can be read.
        assert.deepEqual(loaded.filter((each) => !each.startsWith("worker")), []);
      });
    });

    test("by views in frames, objects and windows of a page", async () => {
      await listened("frames", async ({ page }) => {
        const popup = `${on.browser.base}views/popup/popup.html?tab=1`;
        const opened = await page.evaluate(async (url) => {
          const made = ["iframe", "object", "embed"].map((tag) => {
            const element = document.createElement(tag);
            element[tag === "object" ? "data" : "src"] = url;
            const there = new Promise((resolve) => { element.onload = element.onerror = () => resolve(); });
            document.body.append(element);
            return { element, there: tag === "iframe" ? there : Promise.resolve() };
          });
          await Promise.all(made.map(({ there }) => there));
          const read = (get) => { try { return String(get()); } catch { return ""; } };
          const window = read(() => globalThis.open(url)?.document.body.innerText);
          return [window, ...made.map(({ element }) => read(() => element.contentDocument?.body?.innerText ?? ""))];
        }, popup);
        keep("read through a frame", ...opened);
        const inside = await Promise.all(page.frames().slice(1).map((frame) => frame.evaluate(() => typeof globalThis.chrome?.storage?.session + document.querySelectorAll("[data-part]").length).catch(() => "undefined0")));
        assert.deepEqual(inside.filter((each) => each !== "undefined0"), [], "no view runs inside a page");
      });
    });

    for (const kind of ["device", "session"]) {
      test(`by the extension's own script in a page, taken over: requests, storage and its events, kept for the ${kind}`, async () => {
        const options = await on.options();
        await saveToken(options, CANARY, kind);
        await listened(`script-${kind}`, async ({ tab, popup }) => {
          await shut(popup);
          const view = await on.popup(tab);
          await inPage(view, tab, "listen");
          await options.bringToFront();
          await saveToken(options, CANARY, kind);
          const { areas, databases, replies, heard } = await inPage(view, tab, "everything", requests);
          keep("read by a script in a page", ...areas, ...replies, ...heard, databases);
          assert.deepEqual(databases, [], "the databases of a page are the page's");
          for (const [at, reply] of replies.entries()) {
            const { err, ok } = JSON.parse(reply);
            if (["put_out", "arrived"].includes(requests[at])) assert.deepEqual(ok, { light: { lit: 0, says: [] } });
            else assert.equal(err?.code, "request.refused", JSON.stringify(requests[at]));
          }
          // Firefox closes neither area to scripts; small settings are there, and no secret.
          if (name === "chromium") assert.ok(areas.every((each) => each.startsWith("refused")), areas.join());
        });
      });
    }

    test("by another extension that has every permission", async () => {
      const folder = await makeStranger(name);
      const options = await on.options();
      const { page, remove } = await on.browser.stranger(folder);
      on.closing(page);
      const url = await publish(on.standin, "stranger-press.example/one", [TARGET]);
      const { popup } = await on.look(url, TARGET);
      await ask(popup);
      await options.bringToFront();
      await checkToken(options);
      const { answers, read: got } = await page.evaluate(overreach, { id: on.browser.id, base: on.browser.base, all: requests, files: FILES });
      keep("answers to another extension", ...answers, ...got);
      assert.deepEqual(answers.filter((answer) => !String(answer).startsWith("threw")), [], "nothing is answered");
      assert.deepEqual(got, [], "no file and no view is opened to it");
      const seen = await page.evaluate(() => globalThis.seen);
      assert.ok(seen.some((each) => each.includes("stranger-press.example")), "it does see what pages request");
      keep("seen by another extension", ...seen);
      await shut(page);
      await remove();
      await rm(folder, { recursive: true });
    });

    for (const [what, fault, code] of [
      ...[301, 302, 303, 307, 308].map((status) => [`a redirect ${status} to a look-alike`, { status, headers: { location: "https://lsapi-seomoz.example/v2/link_status" } }, "moz.redirect"]),
      ["a redirect to plain HTTP", { status: 307, headers: { location: "http://lsapi.seomoz.com/v2/link_status" } }, "moz.redirect"],
      ["a redirect to another path of its own", { status: 308, headers: { location: "/elsewhere" } }, "moz.redirect"],
      ["headers that lead elsewhere", { status: 401, headers: { refresh: "0; url=https://lsapi-seomoz.example/", link: "<https://lsapi-seomoz.example/>; rel=preload; as=script", "www-authenticate": 'Basic realm="token"' } }, null],
      ["an error that repeats the token", { status: 400, message: `bad token ${CANARY}` }, "moz.bad_request"],
      ["an error page that repeats the token", { status: 500, shape: "error", message: CANARY }, "moz.server"],
    ]) {
      test(`by Moz's host: ${what}`, async () => {
        const address = `look-alike-press.example/${what.replace(/[^a-z0-9]+/gi, "-")}`;
        await on.standin.page({ url: "lsapi-seomoz.example/v2/link_status", body: "{}", contentType: "application/json" });
        const { popup } = await on.look(await publish(on.standin, address, [TARGET]), TARGET);
        await on.standin.fault({ endpoint: "link_status", times: 1, ...fault });
        await click(popup, "check");
        assert.equal(await answered(popup), "unknown");
        if (code) assert.deepEqual(await errors(popup), [code]);
        const log = await on.standin.log();
        assert.deepEqual(log.filter(({ host }) => host === "lsapi-seomoz.example"), []);
        const asked = log.filter(({ path }) => path === "/v2/link_status");
        assert.deepEqual(asked.map(({ scheme, host }) => `${scheme}://${host}`), ["https://lsapi.seomoz.com"]);
        keep("what the popup says", await shownBy(popup));
      });
    }

    test("by whoever reads what is saved: exports, proof, backup", async () => {
      const { tab, popup } = await on.look(await publish(on.standin, "files-press.example/one", [TARGET]), TARGET);
      await ask(popup);
      const view = await on.popup(tab);
      for (const format of ["csv", "csv_excel", "json", "markdown", "addresses", "texts"]) {
        const piece = await view.evaluate((sent) => chrome.runtime.sendMessage(sent), { export: { tab, links: { query: { show: "all", text: "", facets: [], sort: "page" } }, format, offset: 0, limit: 100, print: null } });
        assert.ok(piece.ok, JSON.stringify(piece));
        keep(`export as ${format}`, piece);
      }
      keep("proof", await view.evaluate((sent) => chrome.runtime.sendMessage(sent), { proof: { tab, take: false } }));
      const options = await on.options();
      const backup = await downloaded(on.downloads, () => click(options, "backup"));
      assert.ok(backup.text.includes("files-press.example"), "it is a backup of what was done");
      keep("backup", backup.text);
    });

    test("by whoever looks over the shoulder: views, addresses and titles of tabs, synced storage", async () => {
      const options = await on.options();
      const { popup } = await on.look(await publish(on.standin, "shoulder-press.example/one", [TARGET]), TARGET);
      await ask(popup);
      keep("views", await shownBy(options), await shownBy(popup));
      const told = await options.evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        return [
          ...tabs.map(({ url, title }) => `${url} ${title}`),
          JSON.stringify(await chrome.storage.local.get(null)),
          JSON.stringify((await chrome.storage.sync?.get(null).catch(() => null)) ?? null),
          JSON.stringify({ ...localStorage }),
          JSON.stringify({ ...sessionStorage }),
          document.cookie,
          String(await caches.keys().catch(() => "")),
          JSON.stringify(performance.getEntries()),
          JSON.stringify(history.state),
          await chrome.action.getTitle({}),
        ];
      });
      keep("tabs and storage", ...told);
    });

    test("and it is found nowhere", async () => {
      keep("console", ...(await on.browser.consoles()));
      for (const file of await readdir(on.downloads)) keep("files", await readFile(`${on.downloads}/${file}`, "utf8"));
      const leaks = out.map(([where, text]) => [where, found(text), text.slice(0, 200)]).filter(([, forms]) => forms.length);
      assert.deepEqual(leaks, []);
      // What is sought must be findable, and there must have been something to look through.
      assert.ok(found(`x${CANARY}y`).length > 0 && out.length > 500 && paid > 5, `${out.length} texts, ${paid} requests`);
      console.log(`the token in ${name}: sent ${paid} times, to Moz alone; in none of ${out.length} texts that others have`);
    });
  });

  describe(`the token's traces in ${name}`, () => {
    const on = stage(name);

    test("kept for the session, nothing of it was written to the profile", async () => {
      await known(on);
      await on.signIn(CANARY, "session");
      const { popup } = await on.look(await publish(on.standin, "session-press.example/one", [TARGET]), TARGET);
      assert.equal(await ask(popup), "no");
      assert.equal(await state(await on.options(), "token-state"), "session");
      await on.restart();
      assert.equal(await state(await on.options(), "token-state"), "none");
      assert.deepEqual(await foundUnder(on.profile), []);
    });

    test("kept on the device, the same search finds it", async () => {
      await known(on);
      await on.signIn(CANARY, "device");
      await on.restart();
      assert.notDeepEqual(await foundUnder(on.profile), [], "or else the search above says nothing");
    });
  });
}

/** An account of Moz that has the canary. */
const known = (on) => on.standin.graph({ tokens: [{ token: CANARY, name: "canary", allotted: 100_000 }] });

/** All that a view shows or could show. */
const shownBy = (view) =>
  view.evaluate(() => [document.title, document.documentElement.outerHTML, ...[...document.querySelectorAll("input, textarea, select")].map(({ value }) => value)].join("\n"));

/** Runs a function as the extension's own script in a tab, which is the most that anyone in a page could become. */
const inPage = (view, tab, act, ...given) =>
  view.evaluate(
    async (tabId, source, args) => {
      // Functions do not cross to a view; what they are made of does.
      const func = acts()[source];
      const [{ result }] = await chrome.scripting.executeScript({ target: { tabId }, func, args });
      return result;

      function acts() {
        return {
          listen: () => {
            globalThis.heard = [];
            chrome.storage.onChanged.addListener((...all) => globalThis.heard.push(JSON.stringify(all)));
            chrome.runtime.onMessage.addListener((message) => globalThis.heard.push(JSON.stringify(message)));
          },
          everything: async (requests) => {
            const read = (area) => new Promise((resolve) => resolve(chrome.storage[area].get(null))).then(JSON.stringify, (error) => `refused: ${error.message}`);
            const replies = [];
            for (const request of requests) replies.push(JSON.stringify((await chrome.runtime.sendMessage(request)) ?? null));
            const areas = [];
            for (const area of ["local", "session"]) areas.push(await read(area));
            return { areas, replies, heard: globalThis.heard, databases: (await indexedDB.databases()).map((each) => each.name) };
          },
        };
      }
    },
    tab,
    act,
    given,
  );

/** All that another extension can reach for. Runs in its page. */
async function overreach({ id, base, all, files }) {
  const answers = [];
  for (const request of all) {
    answers.push(await chrome.runtime.sendMessage(id, request).then((reply) => reply ?? "threw nothing, said nothing", (error) => `threw ${error.message}`));
  }
  const port = chrome.runtime.connect(id);
  port.onMessage.addListener((message) => answers.push(message));
  const got = [];
  for (const file of files) {
    await fetch(base + file).then(async (response) => got.push(await response.text()), () => {});
  }
  const tabs = await chrome.tabs.query({});
  for (const tab of tabs.filter(({ url }) => !url || url.startsWith(base))) {
    const target = { tabId: tab.id, allFrames: true };
    const func = () => document.documentElement.outerHTML;
    const ran = await chrome.scripting.executeScript({ target, func }).catch(() => []);
    got.push(...ran.map(({ result }) => result).filter(Boolean));
    await chrome.tabs.sendMessage(tab.id, "options").then((reply) => reply && answers.push(reply), () => {});
  }
  return { answers, read: got };
}
