// Style sheets are for everyone: whichever way they read, and whether or not they can bear things that move.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { filesUnder } from "./files.mjs";

const SIDES = /(?:^|[\s;{-])(?:left|right)\s*:|(?:margin|padding|border)-(?:left|right)|(?:text-align|float|clear)\s*:\s*(?:left|right)/m;
const sheets = filesUnder("extension").filter((name) => name.endsWith(".css")).map((name) => ({ name, css: readFileSync(`extension/${name}`, "utf8").replace(/\/\*.*?\*\//gs, "") }));

test("they say start and end, never left and right", () => {
  assert.ok(sheets.length > 5);
  for (const { name, css } of sheets) {
    assert.doesNotMatch(css, SIDES, name);
  }
});

test("nothing moves for those who asked for less motion", () => {
  for (const { name, css } of sheets) {
    assert.doesNotMatch(without(css, "@media (prefers-reduced-motion: no-preference)"), /(?:^|[\s;{])(?:animation|transition)(?:-name|-property)?\s*:/m, name);
  }
});

test("more contrast and the system's own colours are provided for by the tokens", () => {
  const tokens = sheets.find(({ name }) => name.endsWith("tokens.css"))?.css ?? "";
  const block = tokens.slice(tokens.indexOf("@media (forced-colors: active)"));
  for (const [, token] of tokens.matchAll(/(--[\w-]+): light-dark\(/g)) {
    assert.ok(block.includes(`${token}:`), `${token} has no colour of the system`);
  }
  assert.match(tokens, /@media \(prefers-contrast: more\)/);
});

/**
 * A style sheet less its blocks of one kind.
 *
 * @param {string} css
 * @param {string} head
 */
function without(css, head) {
  let rest = css;
  for (let start = rest.indexOf(head); start >= 0; start = rest.indexOf(head)) {
    let depth = 0;
    let end = rest.indexOf("{", start);
    do {
      depth += rest[end] === "{" ? 1 : rest[end] === "}" ? -1 : 0;
      end += 1;
    } while (depth > 0 && end < rest.length);
    rest = rest.slice(0, start) + rest.slice(end);
  }
  return rest;
}
