// The long run's own judgement: it must see what grows.

import assert from "node:assert/strict";
import { test } from "node:test";

import { grown } from "../tests/e2e/bench/flat.mjs";

const NAMES = ["begin: stopped", "new questions, stopped", "the same ones, stopped", "begin: one background", "new questions, one background", "the same ones, one background"];

/** A run in which each row is as the one before, but for what is told of it. */
function run(changes = {}) {
  return NAMES.map((name) => ({ name, js: 900_000, wasm: 3_500_000, count: 10, bytes: 1000, ...changes[name] }));
}

test("what stays the same is flat", () => {
  assert.deepEqual(grown(run()), []);
});

test("a record or bytes more after asking the same again are found", () => {
  assert.match(grown(run({ "the same ones, stopped": { count: 11 } })).join(), /from 10 to 11 records/);
  assert.match(grown(run({ "the same ones, one background": { bytes: 5000 } })).join(), /grew by 4000 bytes/);
});

test("memory that grows in one background is found, in JS and in the module", () => {
  assert.match(grown(run({ "the same ones, one background": { js: 2_000_000 } })).join(), /objects grew/);
  assert.match(grown(run({ "the same ones, one background": { wasm: 5_000_000 } })).join(), /module's memory grew/);
});
