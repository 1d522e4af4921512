// The pages of tests/fixtures: what the extension makes of every link is what is expected, its addresses are the browser's
// own, frame by frame and shadow root by shadow root, and the recorded snapshots that the Rust tests read are still what
// the collector packs. `UPDATE=1` records them anew, in Chromium.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { fixtures, packedOf, serveFixture, whole } from "./harness/fixture.mjs";
import { browserLinks, extensionLinks, readAnew, rows, snapshots } from "./harness/oracle.mjs";
import { recorded, written } from "./harness/packed.mjs";
import { stage } from "./harness/stage.mjs";
import { aim } from "./harness/steps.mjs";

/** What is left out of an expectation where it is so. */
const USUAL = { text_kind: "text", follow: "followed", decided_by: "", place: "elsewhere", kind: "outbound", leads: "direct", final_address: "", frame: "", element: "a" };

const all = await fixtures();

for (const name of browsers) {
  describe(`fixtures in ${name}`, () => {
    const on = stage(name);

    for (const fixture of all) {
      test(`${fixture.name}: ${fixture.links.length} links`, async () => {
        await serveFixture(on.standin, fixture);
        const page = await on.visit(fixture.page);
        const { tab } = await on.press(page);
        const popup = await on.popup(tab);
        await aim(popup, fixture.target ?? "nowhere.example");
        const report = await readAnew(popup, tab);
        assert.equal(report.page.failure, null);
        const unread = fixture.unread_in?.[name] ?? fixture.unread ?? 0;
        assert.equal(report.page.totals.frames_unread, unread);
        assert.ok(!fixture.live || report.live.state === fixture.live, report.live.state);

        const expected = fixture.links.filter(({ only }) => !only || only === name);
        const own = (await browserLinks(popup, tab)).flatMap(({ links }) => links);
        const ours = await extensionLinks(popup, tab);

        // The two in the same order, link by link; what may differ is named in the fixture.
        const pairs = new Map(expected.map((link) => [JSON.stringify([saidBy(link, name), whole(link.exported ?? link.address)]), link]));
        assert.equal(ours.length, own.length, `${JSON.stringify(own, null, 1)}\n${JSON.stringify(ours, null, 1)}`);
        own.forEach(({ address }, at) => {
          const pair = JSON.stringify([address, ours[at].address].map(stable));
          assert.ok(pairs.has(pair), `link ${at}: the browser says and the extension says ${pair.slice(0, 400)}`);
        });

        // What is in closed roots, as only the page itself can know.
        const closed = JSON.parse(await page.evaluate(() => globalThis.inClosedRoots ?? "[]"));
        assert.equal(closed.length, fixture.closed ?? 0);
        for (const kept of closed) {
          const found = own.flatMap((link, at) => (link.case === kept.case ? { ...kept, browser: link.address, ours: ours[at].address } : []));
          assert.ok(found.some(({ address, browser, ours }) => browser === address && ours === address), JSON.stringify({ kept, found }));
        }

        // Each is the case that it is meant to be, and is told as expected.
        const told = own.map((link, at) => ({ case: link.case, ...columns(ours[at]) }));
        assert.deepEqual(inOrder(told), inOrder(expected.map(asTold)));

        // The popup shows the same.
        const shown = await rows(popup, tab);
        const cases = own.map((link, at) => ({ case: link.case, text: stable(ours[at].anchor_text), matches: shown[at]?.matches, warns: keysOf(shown[at]) }));
        const wanted = expected.map((link) => ({ case: link.case, text: whole(link.text), matches: link.match !== undefined, warns: [...(link.notes ?? []), ...(link.warns ?? [])].toSorted() }));
        assert.deepEqual(inOrder(cases), inOrder(wanted));

        for (const { case: id, address, text } of fixture.absent ?? []) {
          const there = ours.filter((link) => (address && link.address === address) || (text && link.anchor_text === text));
          assert.deepEqual(there, [], `${id} is no link`);
        }

        const now = recorded(await snapshots(popup, tab));
        if (process.env.UPDATE && name === "chromium") {
          await writeFile(packedOf(fixture.name), written(now));
        }
        const kept = JSON.parse(await readFile(packedOf(fixture.name), "utf8"));
        // Of frames that this browser keeps extensions out of there is nothing to hold against.
        const inReach = unread > (fixture.unread ?? 0) ? 1 : kept.length;
        const only = (frames) => frames.slice(0, inReach).map((frame) => frame.filter(([kind]) => kind !== "m"));
        assert.deepEqual(only(now), only(kept), "UPDATE=1 in Chromium records it anew");
      });
    }
  });
}

/** What this browser says of a link's address. */
function saidBy({ address, browser_differs: differs }, name) {
  return differs?.[name] ?? whole(address);
}

/** Without what is different each time. */
function stable(text) {
  return text.replace(/(blob:https:\/\/[^/]+\/)[0-9a-f-]{36}/, "$1some-id");
}

function columns(row) {
  return Object.fromEntries([["text", stable(row.anchor_text)], ["address", stable(row.address)], ...Object.keys(USUAL).map((key) => [key, stable(row[key])])]);
}

function asTold({ case: id, address, exported, text, ...rest }) {
  const others = Object.entries(USUAL).map(([key, usual]) => [key, rest[key] ?? usual]);
  return { case: id, text: whole(text), address: whole(exported ?? address), ...Object.fromEntries(others) };
}

function keysOf(row) {
  return [...(row?.warnings ?? []), ...(row?.notes ?? [])].map(({ key }) => key).toSorted();
}

/** The links of the top frame in their order, then those of others: browsers have no order of frames. */
function inOrder(links) {
  const top = links.filter(({ case: id }) => !id?.startsWith("1.frame-"));
  const others = links.filter(({ case: id }) => id?.startsWith("1.frame-")).toSorted((a, b) => (a.case < b.case ? -1 : 1));
  return [...top, ...others];
}
