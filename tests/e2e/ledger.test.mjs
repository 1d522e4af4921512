// The ledger in the browser's own database: what was paid for outlives worker and browser, what is deleted or of another
// version is no disaster, and what older versions wrote elsewhere is moved.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { known, publish } from "./harness/publisher.mjs";
import { reading } from "./harness/reading.mjs";
import { stage } from "./harness/stage.mjs";
import { answered, ask } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { errors, part, state } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";
const NAME = "link-lantern";

for (const name of browsers) {
  describe(`the ledger in ${name}`, () => {
    const on = stage(name);
    beforeEach(() => on.renew());

    test("keeps an answer through the end of the worker and of the browser", async () => {
      await on.signIn(token("paid"));
      const { url, popup } = await stand(on, "kept");
      assert.equal(await ask(popup), "yes");
      await on.browser.stopWorker();
      assert.equal(await answered((await on.press(await on.visit(url))).popup), "yes");
      await on.restart();
      assert.equal(await answered((await on.press(await on.visit(url))).popup), "yes");
      assert.equal(await on.standin.billed(), 2);
      const spent = (await table(await on.options(), "spent")).find(({ key }) => /^\d{4}-\d{2}-\d{2} link_status$/.test(key));
      assert.deepEqual(JSON.parse(spent.value), { rows: 2, maybe_rows: 0, calls: 1 });
    });

    test("gives way when its database is deleted, and makes a new one", async () => {
      await on.signIn(token("paid"));
      const { url, popup } = await stand(on, "deleted");
      assert.equal(await ask(popup), "yes");
      const options = await on.options();
      await options.evaluate(deleted, NAME);
      const again = await on.press(await on.visit(url));
      assert.equal(await state(again.popup, "index-verdict"), "none");
      await on.signIn(token("paid"));
      const later = await on.popup(again.tab);
      assert.equal(await ask(later), "yes");
      assert.equal(await on.standin.billed(), 4);
    });

    test("takes over what was kept in extension storage", async () => {
      const source = "ledger-press.example/moved";
      const options = await stopped(on);
      const old = {
        [`answer1 pp ${source} ${TARGET}`]: JSON.stringify({ asked: 1, rows: 2, answer: { at: Date.now(), exists: true } }),
        [`answer1 ps ${source} acme-lamps.example`]: "{ broken",
        token: token("paid"),
      };
      await options.evaluate((items) => chrome.storage.local.set(items), old);
      const { popup } = await stand(on, "moved");
      assert.equal(await answered(popup), "yes");
      assert.equal((await on.standin.asked()).length, 0);
      const left = await options.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
      // The lines of the first time are taken back some time after a token was found.
      assert.deepEqual(left.filter((key) => key !== "first_run_read"), ["aim"]);
      assert.deepEqual(JSON.parse((await table(options, "secrets"))[0].value), token("paid"));
      assert.deepEqual(await table(options, "aside"), [{ key: `storage.local answer1 ps ${source} acme-lamps.example`, value: "{ broken" }]);
      assert.equal(await state(await on.options(), "token-state"), "kept");
    });

    test("of a newer version is left alone, and the page is read all the same", async () => {
      const options = await stopped(on);
      await options.evaluate(deleted, NAME);
      await options.evaluate(newer, NAME);
      const { popup } = await stand(on, "newer");
      const said = await reading(popup);
      assert.equal(await state(popup, "live-verdict"), "yes");
      assert.equal(await state(popup, "index-verdict"), "unknown");
      assert.match(said.index.errorWords, /newer version/);
      assert.ok((await errors(popup)).includes("storage.newer"));
      await options.evaluate(deleted, NAME);
    });

    test("that does not open in time is said to, nothing is asked, and it is there again later", async () => {
      await on.signIn(token("paid"));
      const { url, popup: first } = await stand(on, "slow");
      assert.equal(await ask(first), "yes");
      const options = await stopped(on);
      await options.evaluate(held, NAME);
      const { popup } = await on.press(await on.visit(url));
      const said = await reading(popup);
      assert.equal(await state(popup, "index-verdict"), "unknown");
      assert.match(said.index.errorWords, /does not answer/);
      assert.ok((await errors(popup)).includes("storage.slow"));
      const asked = (await on.standin.asked()).length;
      // What waited was to delete it: it is made anew, and asked about again by a press.
      await options.evaluate(() => globalThis.letGo());
      await on.signIn(token("paid"));
      const later = await on.look(url, TARGET);
      assert.equal(await state(later.popup, "index-verdict"), "none");
      assert.equal((await on.standin.asked()).length, asked, "nothing was asked by itself");
      assert.equal(await ask(later.popup), "yes");
    });
  });
}

/** A popup with a target set, on a page of its own; the right answer is yes. */
async function stand(on, what) {
  const source = `ledger-press.example/${what}`;
  const url = await publish(on.standin, source, [TARGET]);
  await known(on.standin, source, TARGET);
  return { url, ...(await on.look(url, TARGET)) };
}

/** A view whose background has been stopped. Not while it opens its database: Chromium then holds that for half a minute. */
async function stopped(on) {
  const options = await on.options();
  await part(options, "token");
  await on.browser.stopWorker();
  return options;
}

/** Everything in a table, as a view sees it. */
function table(view, wanted) {
  return view.evaluate(
    async (database, store) => {
      const ends = (request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const open = await ends(indexedDB.open(database));
      const entries = open.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([ends(entries.getAllKeys()), ends(entries.getAll())]);
      open.close();
      return keys.map((key, at) => ({ key, value: values[at] }));
    },
    NAME,
    wanted,
  );
}

/** Resolves once the database is gone, which whoever holds it open can delay. */
function deleted(database) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("somebody holds it open"));
  });
}

/** Has everybody who opens the database wait: it is to be deleted, and held open by somebody who does not give way. */
async function held(database) {
  const ends = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const open = await ends(indexedDB.open(database));
  const gone = ends(indexedDB.deleteDatabase(database));
  globalThis.letGo = () => (open.close(), gone);
}

/** Makes the database as a later version of the extension would. */
function newer(database) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 99);
    request.onsuccess = () => resolve(request.result.close());
    request.onerror = () => reject(request.error);
  });
}
