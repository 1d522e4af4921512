// The fixtures of tests/fixtures: pages written for one family of cases each, with what is expected of them.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { root } from "./paths.mjs";

const folder = join(root, "tests/fixtures");

/** All of them, by name. */
export async function fixtures() {
  const names = (await readdir(folder)).filter((file) => file.endsWith(".json") && file !== "cases.json").toSorted();
  return Promise.all(names.map(async (file) => ({ name: file.replace(".json", ""), ...JSON.parse(await readFile(join(folder, file), "utf8")) })));
}

/** Serves a fixture and what belongs to it. */
export async function serveFixture(standin, { page, file, contentType = "text/html; charset=utf-8", beside = [] }) {
  const serve = (url, name, type) => standin.page({ url, file: join(folder, name), contentType: type });
  await serve(page, file, contentType);
  for (const each of beside) {
    await serve(each.url, each.file, "text/html; charset=utf-8");
  }
}

/** Where the packed snapshot of a fixture is kept. */
export const packedOf = (name) => join(folder, `${name}.packed`);

/** A text, or one that would be too long to write down. */
export const whole = (text) => (typeof text === "string" ? text : `${text.before ?? ""}${text.again.repeat(text.times)}${text.after ?? ""}`);
