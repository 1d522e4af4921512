// Frames: which are read with what a press of the button grants, and the permission that opens others.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { html } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";
import { click, data, part, settled, text, texts } from "./harness/view.mjs";

/** Links in each kind of frame, as shown: one absolute, one relative to the frame's own base address. */
const EVERYWHERE = [
  "acme-lamps.example/based",
  "acme-lamps.example/blank",
  "acme-lamps.example/blob",
  "acme-lamps.example/nested",
  "acme-lamps.example/same",
  "acme-lamps.example/srcdoc",
  "awkward.example/frame-kinds/relative-same",
  "awkward.example/relative-blank",
  "awkward.example/relative-nested",
  "awkward.example/relative-srcdoc",
  "based.example/deep/relative-based",
  "relative-blob",
];
/** Firefox lets no extension into frames that are of no origin. */
const OF_NO_ORIGIN = ["acme-lamps.example/data", "acme-lamps.example/sandboxed", "awkward.example/relative-sandboxed", "relative-data"];

const OUTER = "https://frame-press.example/page";
const ROOT = "acme-lamps.example";

for (const name of browsers) {
  describe(`frames in ${name}`, () => {
    const on = stage(name);

    test("frames of every kind, each with its own base address", async () => {
      const { tab, popup } = await on.press(await on.visit("https://awkward.example/frames-of-every-kind"));
      const expected = name === "chromium" ? [...EVERYWHERE, ...OF_NO_ORIGIN] : EVERYWHERE;
      assert.deepEqual(await addresses(popup, tab), expected.toSorted());
      const unread = name === "chromium" ? [] : ["2 frames could not be read: no permission opens them, since they are sealed off or lead elsewhere than their addresses say."];
      assert.deepEqual(await texts(popup, "unread"), unread);
    });

    test("frames of other sites are read once the person allows it, and told if they lead elsewhere", async () => {
      const inner = (words) => html(`<a href="https://${ROOT}/${words}">${words}</a>`);
      const serve = (url, body) => on.standin.page({ url, body, contentType: "text/html" });
      await serve("frame-one.example/inner", inner("one"));
      await serve("frame-two.example/inner", html(`<script>location.replace("https://frame-three.example/inner")</script>`));
      await serve("frame-three.example/inner", inner("three"));
      await serve("frame-press.example/page", html(`<p>x<iframe width="640" height="480" src="https://frame-one.example/inner"></iframe><iframe width="640" height="480" src="https://frame-two.example/inner"></iframe>`));
      const page = await on.visit(OUTER);
      await Promise.all(["one", "three"].map((each) => page.waitForFrame((frame) => frame.url() === `https://frame-${each}.example/inner`)));
      const { tab } = await on.press(page);
      const popup = await on.popup(tab);
      await aim(popup, ROOT, "root_domain");
      assert.equal(await settled(popup, "live-verdict", "yes", "no", "unknown"), "unknown");
      assert.match(await text(popup, "unread"), /^2 frames of other sites were not read\. frame-one\.example, frame-two\.example/);
      assert.equal(await text(popup, "allow-frames"), "Allow reading these 2 sites");

      const patterns = ["https://frame-one.example/*", "https://frame-two.example/*"];
      await on.browser.wouldAllow(patterns);
      await popup.bringToFront();
      await click(popup, "allow-frames");
      assert.equal(await settled(popup, "live-verdict", "yes"), "yes");
      assert.equal(await data(popup, "totals", "links"), "1");
      assert.match(await text(popup, "unread"), /^1 frame could not be read: no permission opens it/);
      assert.equal(await popup.$('[data-part="allow-frames"]'), null, "what was allowed is not asked for again");
      const { origins } = await popup.evaluate(() => chrome.permissions.getAll());
      assert.deepEqual(origins.filter((origin) => origin.includes("frame-")).toSorted(), patterns);
      await part(popup, "sight");
      await click(popup, "light-target");
      await popup.waitForSelector('[data-part="lit"][data-lit="1"]');
    });
  });
}

async function addresses(popup, tab) {
  const request = { links: { tab, query: { show: "all", text: "" }, offset: 0, limit: 100 } };
  const { ok } = await popup.evaluate((request) => chrome.runtime.sendMessage(request), request);
  const shown = ok.links.rows.flatMap(({ link }) => (link ? [link.address.before + link.address.domain + link.address.after] : []));
  return shown.toSorted();
}
