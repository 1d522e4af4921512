// The views for everyone: no violation that axe-core finds, the whole job by keyboard, every width and both colour schemes.
// Leaves pictures in out/.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, answered, ask, checkToken, saveToken } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, errors, fill, part, picture, settled } from "./harness/view.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGE = "https://daily-tribune.example/brass-lamps-return";
const SOURCE = "daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";
// What axe finds in a layout it finds in either scheme, and what it finds in a scheme at every width: so each scheme and
// each end of the widths is held against it once. It is most of this file's time.
const LOOKS = [
  { scheme: "light", widths: [320, 400, 1280], checked: 320 },
  { scheme: "dark", widths: [400, 1280], checked: 1280 },
];

/** Each brings a view into a state that a person can meet. */
const STATES = {
  "popup-fresh": async (on) => on.popup((await on.press(await on.visit(PAGE))).tab),
  "popup-no-token": async (on) => aimed(on, PAGE, TARGET),
  "popup-differ": async (on) => {
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, TARGET);
    await ask(popup);
    return popup;
  },
  "popup-agree": async (on) => {
    await known(on.standin, SOURCE, TARGET);
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, `https://${TARGET}?utm_source=x#top`);
    await ask(popup);
    return popup;
  },
  "popup-wrong-target": async (on) => aimed(on, PAGE, "brass lamps"),
  "popup-fault": async (on) => {
    await on.standin.fault({ endpoint: "link_status", status: 500, times: 1 });
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, TARGET);
    await ask(popup);
    return popup;
  },
  "popup-asking": async (on) => {
    await on.standin.fault({ endpoint: "link_status", delayMs: 15_000 });
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, TARGET);
    await click(popup, "check");
    await settled(popup, "index-verdict", "busy");
    return popup;
  },
  "popup-unreadable": async (on) => on.popup((await on.press(await on.visit("https://awkward.example/plain.txt"))).tab),
  "popup-no-links": async (on) => aimed(on, "https://awkward.example/no-links", TARGET),
  "popup-10000-links": async (on) => on.popup((await on.press(await on.visit("http://many-links.example/?n=10000"))).tab),
  "popup-narrowed": async (on) => {
    const popup = await listed(on);
    await click(popup, "open-facets");
    await popup.click('[data-facet="nofollow"]');
    await popup.waitForSelector('[data-facet="nofollow"][aria-pressed="true"]');
    return popup;
  },
  "popup-selected": async (on) => {
    const popup = await listed(on);
    await popup.select('[data-part="sort"]', "place");
    await popup.waitForSelector('.list[aria-busy="false"]');
    await (await part(popup, "pick")).click();
    await click(popup, "open-take");
    await part(popup, "take");
    return popup;
  },
  "popup-matrix": async (on) => {
    await savedTargets(on);
    const popup = await aimed(on, PAGE, TARGET);
    await part(popup, "matrix-row");
    await popup.click(".matrix summary");
    return popup;
  },
  "options-targets": async (on) => {
    const options = await savedTargets(on);
    await click(options, "remove-target");
    await part(options, "undo");
    return options;
  },
  "popup-facts": async (on) => {
    const [url, body] = ["facts.example/views", `<!doctype html><html lang="en"><title>Facts</title><link rel="canonical" href="https://other.example/original">
      <link rel="alternate" hreflang="de" href="/de/views"><meta name="robots" content="noindex"><body><p><a href="/own">own</a>
      <a id="gone" href="https://lumen-bros.example/">Lumen</a><script>document.querySelector("#gone").href = "https://${TARGET}"</script>`];
    const headers = { "cache-control": "max-age=600", "x-robots-tag": "dotbot: nofollow" };
    await on.standin.page({ url, body, headers, contentType: "text/html" });
    const popup = await aimed(on, `https://${url}`, TARGET);
    await popup.waitForSelector('[data-part="facts"][data-source="read"]');
    await popup.$eval('[data-part="facts"]', (details) => (details.open = true));
    return popup;
  },
  "popup-evidence": async (on) => {
    const popup = await aimed(on, PAGE, TARGET);
    await part(popup, "sight");
    await popup.click(".matches summary");
    return popup;
  },
  "popup-lit": async (on) => {
    const popup = await aimed(on, PAGE, TARGET);
    await click(popup, "light-target");
    await part(popup, "put-out");
    await popup.bringToFront();
    return popup;
  },
  "popup-frames": async (on) => aimed(on, "https://awkward.example/frames", TARGET),
  "popup-changed": async (on) => {
    const page = await on.visit(PAGE);
    const { tab } = await on.press(page);
    const popup = await on.popup(tab);
    await aim(popup, TARGET);
    await page.evaluate(() => document.links[0].after(document.links[0].cloneNode(true)));
    await popup.bringToFront();
    await part(popup, "read-changed");
    return popup;
  },
  "popup-waiting": async (on) => {
    await on.standin.fault({ endpoint: "link_status", status: 429, retryAfter: 600, times: 1 });
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, TARGET);
    await click(popup, "check");
    await popup.waitForFunction(() => document.querySelector('[data-part="index-verdict"]').innerText.includes("Waiting"), { polling: "mutation" });
    return popup;
  },
  "popup-daily-limit": async (on) => {
    await on.signIn(token("paid"));
    await set(on, { daily_limit: "1" });
    const popup = await aimed(on, PAGE, TARGET);
    await click(popup, "quota-look-up");
    await popup.waitForSelector('[data-part="quota"][data-known="true"]');
    await click(popup, "check");
    await part(popup, "error");
    return popup;
  },
  "popup-other-api": async (on) => {
    await on.signIn(token("no-links-api"));
    const popup = await aimed(on, PAGE, TARGET);
    await ask(popup);
    return popup;
  },
  "popup-bought": async (on) => {
    await on.signIn(token("paid"));
    await set(on, { daily_limit: "100", confirm_at: "2" });
    const popup = await aimed(on, PAGE, TARGET);
    await click(popup, "quota-look-up");
    await popup.waitForSelector('[data-part="quota"][data-known="true"]');
    await click(popup, "check");
    await ask(popup);
    await click(popup, "check");
    return popup;
  },
  "options-terms": async (on) => {
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, TARGET);
    await ask(popup);
    const options = await on.options();
    await click(options, "quota-look-up");
    await options.waitForSelector('[data-part="quota"][data-known="true"]');
    await fill(options, "days", "0");
    await options.keyboard.press("Tab");
    await part(options, "error");
    return options;
  },
  "options-free": async (on) => {
    const options = await on.options();
    await click(options, "plan-free");
    await part(options, "undo");
    return options;
  },
  "proof": async (on) => {
    await on.signIn(token("paid"));
    const popup = await aimed(on, PAGE, TARGET);
    await ask(popup);
    const view = on.nextView();
    await click(popup, "proof");
    const proof = await view;
    await part(proof, "picture");
    return proof;
  },
  "proof-failed": async (on) => {
    const proof = await on.browser.view("views/proof/proof.html?tab=2000000000");
    on.closing(proof);
    await settled(proof, "proof", "failed");
    return proof;
  },
  "options-erase": async (on) => {
    const options = await savedTargets(on);
    await click(options, "erase");
    await part(options, "erase-ask");
    await options.$eval('[data-part="data"]', (card) => card.scrollIntoView());
    return options;
  },
  "options-restore": async (on) => {
    const options = await savedTargets(on);
    const text = await options.evaluate(async () => (await chrome.runtime.sendMessage({ backup: { next: null } })).ok.backup.text);
    const folder = await mkdtemp(join(tmpdir(), "restore-"));
    await writeFile(join(folder, "backup.jsonl"), text);
    await (await options.$('[data-part="restore-file"]')).uploadFile(join(folder, "backup.jsonl"));
    await part(options, "restore-ask");
    await rm(folder, { recursive: true });
    await options.$eval('[data-part="data"]', (card) => card.scrollIntoView());
    return options;
  },
  "options-empty": async (on) => {
    const options = await on.options();
    await part(options, "token");
    return options;
  },
  "options-saved": async (on) => {
    const options = await on.options();
    await saveToken(options, token("paid"));
    await checkToken(options);
    return options;
  },
  "options-refused": async (on) => {
    const options = await on.options();
    await saveToken(options, token("no-links-api"));
    await checkToken(options);
    return options;
  },
};

for (const name of browsers) {
  describe(`views in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    for (const [state, reach] of Object.entries(STATES)) {
      test(`${state}: accessible, and fits every width in light and dark`, async () => {
        const view = await reach(on);
        await view.evaluate(axe);
        for (const { scheme, widths, checked } of LOOKS) {
          await on.browser.paint(view, scheme);
          for (const width of widths) {
            await view.setViewport({ width, height: 800 });
            await picture(view, `${name}-${state}-${width}-${scheme}`);
            assert.equal(await view.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `scrolls sideways at ${width} px`);
            if (width === checked) assert.deepEqual(await violations(view), [], `${scheme}, ${width} px`);
          }
        }
      });
    }

    test("the popup's own window", { skip: name === "firefox" && "BiDi does not reach Firefox's panel" }, async () => {
      const { popup } = await on.press(await on.visit(PAGE));
      await aim(popup, TARGET);
      const width = await popup.evaluate(() => innerWidth);
      assert.ok(width >= 320 && width <= 800, `${width} px wide`);
      await picture(popup, `${name}-popup-window`);
    });

    test("the whole job by keyboard", async () => {
      const options = await on.options();
      await part(options, "token");
      await tabTo(options, "token");
      await options.keyboard.type(token("paid"));
      await options.keyboard.press("Enter");
      await settled(options, "token-state", "kept");
      await options.close();

      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      assert.equal(await focused(popup), "target", "with nothing set, typing goes into the target");
      await popup.keyboard.type(TARGET);
      await popup.keyboard.press("Enter");
      await part(popup, "sent");
      await tabTo(popup, "check");
      await popup.keyboard.press("Enter");
      assert.equal(await answered(popup), "no");

      // Into the list, to another link, and take it.
      await tabTo(popup, "search");
      await popup.keyboard.press("ArrowDown");
      assert.equal(await focused(popup), "use-as-target");
      await popup.keyboard.press("ArrowDown");
      await popup.keyboard.press("Enter");
      await popup.waitForFunction((before) => document.querySelector('[data-part="sent"]')?.innerText !== before, { polling: "mutation" }, TARGET);
      assert.deepEqual(await errors(popup), []);
    });

    test("every place that has the focus shows it", async () => {
      const { tab } = await on.press(await on.visit(PAGE));
      const popup = await on.popup(tab);
      await aim(popup, TARGET);
      const seen = new Set();
      for (;;) {
        await popup.keyboard.press("Tab");
        const place = await popup.evaluate(() => {
          const { activeElement: element } = document;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          const shows = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none" || element.closest(".field, .search") !== null;
          return { where: element.outerHTML.slice(0, 120), isBody: element === document.body, shows };
        });
        if (place.isBody || seen.has(place.where)) {
          break;
        }
        seen.add(place.where);
        assert.ok(place.shows, place.where);
      }
      assert.ok(seen.size > 5, [...seen].join("\n"));
    });
  });
}

/** The popup of the page, with its links in sight. */
async function listed(on) {
  const popup = await on.popup((await on.press(await on.visit(PAGE))).tab);
  await part(popup, "link-row");
  return popup;
}

/** The options, once a few targets are saved: one's own that the page does not link to, and a competitor that it does. */
async function savedTargets(on) {
  const options = await on.options();
  for (const [address, name, kind] of [["quiet-corner.example", "", "mine"], ["lumen-bros.example", "Lumen Brothers", "competitor"], ["review-yard.example", "", "competitor"]]) {
    await fill(options, "target-address", address);
    await fill(options, "target-label", name);
    await options.select('[data-part="target-kind"]', kind);
    await click(options, "add-target");
    await options.waitForFunction((wanted) => document.querySelector('[data-part="targets"]')?.innerText.includes(wanted), { polling: "mutation" }, address);
  }
  return options;
}

/** Sets settings about Moz. */
async function set(on, settings) {
  const options = await on.options();
  for (const [setting, text] of Object.entries(settings)) {
    await options.evaluate((change) => chrome.runtime.sendMessage({ change }), { setting, text });
  }
  await options.close();
}

async function aimed(on, url, target) {
  const { tab } = await on.press(await on.visit(url));
  const popup = await on.popup(tab);
  await aim(popup, target);
  return popup;
}

async function violations(view) {
  const found = await view.evaluate(async () => (await globalThis.axe.run(document)).violations);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`);
}

const focused = (view) => view.evaluate(() => document.activeElement?.dataset.part ?? document.activeElement?.tagName);

/** Presses Tab until a part has the focus; fails where Tab never gets there. */
async function tabTo(view, name) {
  for (let step = 0; step < 40; step += 1) {
    if ((await focused(view)) === name) {
      return;
    }
    await view.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${name}`);
}
