// The token: kept where its owner said, shown to nobody, gone when removed. Who tries to get it is in attacks.test.mjs.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { browsers } from "./harness/browsers.mjs";
import { publish } from "./harness/publisher.mjs";
import { stage } from "./harness/stage.mjs";
import { ask, checkToken, removeToken, saveToken } from "./harness/steps.mjs";
import { token } from "./harness/tokens.mjs";
import { click, errors, fill, part, state, text } from "./harness/view.mjs";

const TARGET = "acme-lamps.example/spring-range";

for (const name of browsers) {
  describe(`the token in ${name}`, () => {
    const on = stage(name);
    const secret = token("paid");
    beforeEach(() => on.renew());

    test("is shown masked, and is in no view once it is saved", async () => {
      const options = await on.options();
      await saveToken(options, secret);
      await holdsNothing(options, secret);
      const again = await on.options();
      assert.match(await text(again, "token-state"), new RegExp(`Kept on this device: .*[•…*].*${secret.slice(-4)}$`));
      await holdsNothing(again, secret);
      const url = await publish(on.standin, "token-press.example/views", [TARGET]);
      const { popup } = await on.look(url, TARGET);
      await ask(popup);
      await holdsNothing(popup, secret);
    });

    test("is checked for free", async () => {
      const options = await on.options();
      await saveToken(options, secret);
      await checkToken(options);
      assert.match(await text(options, "check-result"), /accepts this token. 0 rows/);
      const [request, ...more] = await on.standin.asked();
      assert.equal(request.path, "/v2/usage_data");
      assert.deepEqual(more, []);
      assert.equal(await on.standin.billed(), 0);
    });

    for (const [what, given, code] of [
      ["that Moz does not know", Buffer.from("mozscape-unknown0001:wrong-secret").toString("base64"), "moz.token_refused"],
      ["of an account without the Links API", token("no-links-api"), "moz.no_links_api"],
    ]) {
      test(`${what} is told so by the check`, async () => {
        const options = await on.options();
        await saveToken(options, given);
        await checkToken(options);
        assert.deepEqual(await errors(options), [code]);
      });
    }

    test("that is none is refused at the field and not kept", async () => {
      const options = await on.options();
      await fill(options, "token", "not a token");
      await click(options, "save-token");
      await part(options, "error");
      assert.deepEqual(await errors(options), ["token.malformed"]);
      assert.deepEqual(await keepers(options, "not a token"), []);
    });

    test("kept on the device is there after the browser was closed", async () => {
      const options = await on.options();
      await saveToken(options, secret, "device");
      assert.deepEqual(await keepers(options, secret), ["link-lantern/secrets"]);
      await on.restart();
      assert.equal(await state(await on.options(), "token-state"), "kept");
    });

    test("kept for the session never reaches the disk's storage and is gone after the browser was closed", async () => {
      const options = await on.options();
      await saveToken(options, secret, "session");
      assert.deepEqual(await keepers(options, secret), ["session"]);
      await on.browser.stopWorker();
      assert.equal(await state(await on.options(), "token-state"), "session", "it outlives the worker");
      await on.restart();
      const fresh = await on.options();
      assert.equal(await state(fresh, "token-state"), "none");
      assert.deepEqual(await keepers(fresh, secret), []);
    });

    test("replaced by another kind of keeping is in one place only", async () => {
      const options = await on.options();
      await saveToken(options, secret, "device");
      await saveToken(options, token("small"), "session");
      assert.deepEqual(await keepers(options, secret), []);
      assert.deepEqual(await keepers(options, token("small")), ["session"]);
    });

    test("removed is gone from every place", async () => {
      const options = await on.options();
      await saveToken(options, secret);
      await removeToken(options);
      assert.deepEqual(await keepers(options, secret), []);
      const url = await publish(on.standin, "token-press.example/removed", [TARGET]);
      const { popup } = await on.look(url, TARGET);
      await part(popup, "add-token");
    });
  });
}

/** A token is base64 of name and secret; neither form may show. */
const holds = (shown, secret) => shown.includes(secret) || shown.includes(secret.slice(8, -8));

async function holdsNothing(view, secret) {
  const shown = await view.evaluate(() => {
    const values = [...document.querySelectorAll("input, textarea, select")].map((field) => field.value);
    return [document.documentElement.outerHTML, ...values].join("\n");
  });
  assert.ok(!holds(shown, secret), "the token is in the view");
}

/** The storage areas and tables that hold a text. */
function keepers(view, wanted) {
  return view.evaluate(async (sought) => {
    const found = [];
    for (const area of ["local", "session", "sync", "managed"]) {
      const content = JSON.stringify((await chrome.storage[area]?.get(null).catch(() => null)) ?? null);
      if (content.includes(sought)) {
        found.push(area);
      }
    }
    const ends = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await ends(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        if (JSON.stringify(await ends(database.transaction(table).objectStore(table).getAll())).includes(sought)) {
          found.push(`${name}/${table}`);
        }
      }
      database.close();
    }
    if (JSON.stringify({ ...localStorage }).includes(sought)) {
      found.push("localStorage");
    }
    return found;
  }, wanted);
}
