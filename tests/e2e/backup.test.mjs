// Backup, restore and erase, from the options, in a real browser with real files.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { downloaded } from "./harness/downloads.mjs";
import { stage } from "./harness/stage.mjs";
import { aim, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, errors, fill, part, settled, text, texts } from "./harness/view.mjs";

const PAGE = "https://daily-tribune.example/brass-lamps-return";
const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`backup in ${name}`, () => {
    const on = stage(name);
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "backup-"));
    });
    after(() => rm(folder, { recursive: true }));
    beforeEach(() => on.renew());

    const put = async (file, content) => {
      const path = join(folder, file);
      await writeFile(path, content);
      return path;
    };

    test("goes to another machine and back, without the token", async () => {
      await used(on);
      const options = await on.options();
      const file = await downloaded(on.downloads, () => click(options, "backup"));
      assert.match(file.name, /^link-lantern-backup-\d{4}-\d\d-\d\d\.jsonl$/);
      assert.match(await text(options, "data-result"), /^Saved \d+ records as link-lantern-backup-/);
      assert.ok(!file.text.includes(token("paid")), "the token is not in it");
      assert.ok(file.text.split("\n").filter(Boolean).every((line) => JSON.parse(line)), "each line is JSON");

      // Another machine: nothing there yet but a target of its own.
      await options.close();
      await on.renew();
      const other = await on.options();
      await save(other, "of-there.example");
      const path = await put(file.name, file.text);
      await choose(other, path);
      await part(other, "restore-ask");
      const answers = await other.$eval('[data-part="replaced"][data-kind="answers"]', ({ dataset }) => ({ ...dataset }));
      assert.deepEqual([answers.here, answers.there], ["0", "1"]);
      assert.ok((await targets(other)).includes("of-there.example"), "nothing is changed yet");

      await click(other, "restore-no");
      await other.waitForFunction(() => !document.querySelector('[data-part="restore-ask"]'), { polling: "mutation" });
      await choose(other, path);
      await click(other, "restore-yes");
      await other.waitForFunction(() => document.querySelector('[data-part="data-result"]').innerText === "Restored.", { polling: "mutation", timeout: 15_000 });
      assert.deepEqual((await targets(other)).includes("of-there.example"), false);
      assert.ok((await targets(other)).includes("saved-here.example"));
      await settled(other, "token-state", "none");
      await other.close();

      // The answer is known there, for nothing.
      const { popup } = await on.press(await on.visit(PAGE));
      await settled(popup, "index-verdict", "no");
      assert.equal(await text(popup, "sent"), TARGET);
    });

    test("what is no whole backup is refused with what to do, and nothing is changed", async () => {
      await used(on);
      const options = await on.options();
      const file = await downloaded(on.downloads, () => click(options, "backup"));
      const cut = await put("cut.jsonl", file.text);
      await truncate(cut, Buffer.byteLength(file.text) - 30);
      const utf16 = Buffer.from(`\ufeff${file.text}`, "utf16le");
      const cases = [
        [cut, "backup.cut_off"],
        [await put("newer.jsonl", file.text.replace(/"database":\d+/, '"database":999')), "backup.newer"],
        [await put("changed.jsonl", file.text.replace("saved-here", "saved-hare")), "backup.changed"],
        [await put("line.jsonl", file.text.replace('["answers"', '["secrets"')), "backup.line"],
        [await put("links.csv", "page,address\r\nhttps://a.example/,https://b.example/\r\n"), "backup.not_ours"],
        [await put("picture.png", await readFile(new URL("../../extension/icons/lantern-128.png", import.meta.url))), "backup.not_ours"],
        [await put("utf16.jsonl", utf16), "backup.not_ours"],
        [await put("empty.jsonl", ""), "backup.not_ours"],
        [await put("huge.bin", Buffer.alloc(50 << 20, 7)), "backup.not_ours"],
      ];
      const before = (await saved(on, options)).slice(1);
      for (const [path, code] of cases) {
        await choose(options, path);
        await options.waitForFunction((code) => document.querySelector('[data-part="data"] [data-part="error"]')?.dataset.code === code, { polling: "mutation", timeout: 15_000 }, code);
        assert.equal(await options.$('[data-part="restore-ask"]'), null);
        assert.match(await options.$eval('[data-part="data"] .fix', (fix) => fix.innerText), /Nothing was changed\.$/);
      }
      assert.deepEqual((await saved(on, options)).slice(1), before);
    });

    test("a worker that is stopped between looking and restoring changes nothing and costs nothing", async () => {
      await used(on);
      const options = await on.options();
      const file = await downloaded(on.downloads, () => click(options, "backup"));
      await choose(options, await put("whole.jsonl", file.text));
      await part(options, "restore-ask");
      await on.browser.stopWorker();
      await click(options, "restore-yes");
      await options.waitForFunction(() => document.querySelector('[data-part="data-result"]').innerText === "Restored.", { polling: "mutation", timeout: 15_000 });
      assert.deepEqual(await errors(options), []);
    });

    test("erasing says what goes, asks twice, and leaves the first day", async () => {
      await used(on);
      const options = await on.options();
      await click(options, "erase");
      await part(options, "erase-ask");
      const kinds = await options.$$eval('[data-part="erased"]', (found) => found.map((each) => each.dataset.kind));
      assert.ok(["settings", "answers", "spent", "token"].every((kind) => kinds.includes(kind)), kinds.join());
      assert.ok((await texts(options, "erased")).includes("1 answer of Moz"));
      await click(options, "erase-no");
      await settled(options, "token-state", "kept");
      await click(options, "erase");
      await click(options, "erase-yes");
      await options.waitForFunction(() => document.querySelector('[data-part="data-result"]').innerText === "Everything is erased.", { polling: "mutation", timeout: 15_000 });
      await settled(options, "token-state", "none");
      assert.deepEqual(await targets(options), []);
      const left = await options.evaluate(async () => {
        const stored = await Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null), chrome.alarms.getAll()]);
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open("link-lantern");
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const names = [...database.objectStoreNames];
        const counts = names.map((name) => new Promise((resolve) => {
          const request = database.transaction(name).objectStore(name).count();
          request.onsuccess = () => resolve(request.result);
        }));
        const records = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
        database.close();
        return { stored: stored.map((each) => Object.keys(each).length), records };
      });
      assert.deepEqual(left, { stored: [0, 0, 0], records: 0 });
      const { popup } = await on.press(await on.visit(PAGE));
      assert.equal(await popup.$('[data-part="sent"]'), null, "no target");
    });
  });
}

/** A person who has asked and saved something. */
async function used(on) {
  await on.signIn(token("paid"));
  const options = await on.options();
  await save(options, "saved-here.example");
  await options.close();
  const { tab } = await on.press(await on.visit(PAGE));
  const popup = await on.popup(tab);
  await aim(popup, TARGET);
  await ask(popup);
}

async function save(options, address) {
  await fill(options, "target-address", address);
  await click(options, "add-target");
  await options.waitForFunction((wanted) => document.querySelector('[data-part="targets"]')?.innerText.includes(wanted), { polling: "mutation" }, address);
}

async function choose(options, path) {
  const field = await options.$('[data-part="restore-file"]');
  await field.uploadFile(path);
}

async function targets(options) {
  const answer = await options.evaluate(() => chrome.runtime.sendMessage({ targets: { change: null } }));
  return answer.ok.targets.targets.map(({ input }) => input);
}

/** What a backup of now would hold, line by line. */
async function saved(on, options) {
  const answer = await options.evaluate(() => chrome.runtime.sendMessage({ backup: { next: null } }));
  return answer.ok.backup.text.split("\n").filter((line) => line.startsWith("["));
}
