// Every view in longer words, in right-to-left, and in the languages that are shipped: nothing is cut off, and nothing
// scrolls sideways, at any width. Leaves pictures in out/.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { speaking } from "./harness/tongues.mjs";
import { click, part, picture, settled } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";
const WIDTHS = [320, 400, 700, 1280];
const SHIPPED = ["de", "es", "fr", "ja"];

/** Each brings a view into a state with as many words as it can have. */
const VIEWS = {
  options: async (on) => {
    await on.signIn(token("paid"));
    const options = await on.options();
    await click(options, "erase");
    await part(options, "erase-ask");
    return options;
  },
  popup: async (on) => {
    const { popup } = await looked(on);
    await ask(popup);
    await click(popup, "open-facets");
    await unfold(popup);
    return popup;
  },
  "popup-take": async (on) => {
    const { popup } = await looked(on);
    await (await part(popup, "pick")).click();
    await click(popup, "open-take");
    await part(popup, "take");
    return popup;
  },
  "popup-unreadable": async (on) => on.popup((await on.press(await on.visit("https://awkward.example/plain.txt"))).tab),
  proof: async (on) => {
    const { popup } = await looked(on);
    const view = on.nextView();
    await click(popup, "proof");
    const proof = await view;
    await part(proof, "picture");
    return proof;
  },
  lists: async (on) => {
    const lists = await opened(on, "views/list/list.html");
    await (await part(lists, "paste")).evaluate((field) => (field.value = "https://news.example/article\nhttps://blog.example/post\nno address"));
    await click(lists, "read");
    await part(lists, "draft");
    await unfold(lists);
    return lists;
  },
  sample: async (on) => {
    const sample = await opened(on, "views/sample/sample.html");
    await settled(sample, "live-verdict", "yes");
    await unfold(sample);
    return sample;
  },
  watches: async (on) => {
    const watches = await opened(on, "views/watches/watches.html");
    await part(watches, "watch-add");
    return watches;
  },
};

/** The made-up languages, which are longer than any real one, in both browsers; the real ones in one of them. */
const tongues = (name) => ["pseudo", "pseudo-rtl", ...(name === "chromium" ? SHIPPED : [])];

for (const name of browsers) {
  for (const tongue of tongues(name)) {
    describe(`${tongue} in ${name}`, () => {
      const spoken = speaking(name, tongue);
      const on = stage(name, { folder: spoken.folder });
      after(spoken.remove);

      for (const [state, reach] of Object.entries(VIEWS)) {
        test(`${state}: whole at every width`, async () => {
          const view = await reach(on);
          const { lang, dir } = await view.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
          assert.deepEqual({ lang, dir }, { lang: SHIPPED.includes(tongue) ? tongue : "en", dir: tongue.endsWith("rtl") ? "rtl" : "ltr" });
          for (const width of WIDTHS) {
            await view.setViewport({ width, height: 800 });
            await picture(view, `${name}-${tongue}-${state}-${width}`);
            assert.deepEqual(await view.evaluate(cutOff), [], `${width} px`);
          }
        });
      }
    });
  }
}

async function looked(on) {
  await on.signIn(token("paid"));
  const { tab } = await on.press(await on.visit(PAGE));
  const popup = await on.popup(tab);
  await aim(popup, TARGET);
  await settled(popup, "live-verdict", "yes");
  return { popup };
}

async function opened(on, path) {
  const view = await on.browser.view(path);
  on.closing(view);
  return view;
}

const unfold = (view) => view.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));

/** What of a view's words a person would not see, though no ellipsis says so. Runs in the view. */
function cutOff() {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    });
    found.push(`the page scrolls sideways, ${scrollWidth} in ${clientWidth} px: ${wide.map((each) => `<${each.localName} class="${each.getAttribute("class") ?? ""}">`).join(" ")}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    // Said to screen readers only, drawn, or meant to be cut with an ellipsis, with all of it in a title or below.
    if (element.closest(".for-readers, svg, option, textarea") || !element.checkVisibility()) continue;
    let box = element;
    while (getComputedStyle(box).display.startsWith("inline") && !["inline-block", "inline-flex", "inline-grid"].includes(getComputedStyle(box).display)) box = box.parentElement;
    if (isClipped(box)) continue;
    const style = getComputedStyle(box);
    const tooWide = box.scrollWidth > box.clientWidth + 1;
    const tooHigh = ["hidden", "clip"].includes(style.overflowY) && box.scrollHeight > box.clientHeight + 1;
    if (box.clientWidth && (tooWide || tooHigh)) {
      found.push(`${tooWide ? `${box.scrollWidth} in ${box.clientWidth} px wide` : `${box.scrollHeight} in ${box.clientHeight} px high`}: <${box.localName} class="${box.className}"> ${box.textContent.trim().slice(0, 60)}`);
    }
  }
  return [...new Set(found)];

  function isClipped(box) {
    for (let each = box; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.textOverflow === "ellipsis" || ["auto", "scroll"].includes(style.overflowX)) return true;
    }
    return false;
  }
}
