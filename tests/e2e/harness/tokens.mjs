// The tokens that the stand-in knows, by the name its data file gives them.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { root } from "./paths.mjs";

const { tokens } = JSON.parse(await readFile(join(root, "tests/standin/graph.json"), "utf8"));

export function token(name) {
  const found = tokens.find((each) => each.name === name);
  if (!found) {
    throw new Error(`The stand-in has no token named ${name}.`);
  }
  return found.token;
}
