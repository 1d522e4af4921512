// Files that a view saves: where the browser puts them, and when one is there as a whole.

import { mkdirSync, watch } from "node:fs";
import { readFile, readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";

const PATIENCE = 15_000;
const PARTIAL = /\.(crdownload|part|tmp)$/;
// Firefox begins a file under eight letters of its own, with the right ending, and renames it when it is whole. No name
// that this extension gives is so short.
const PROVISIONAL = /^[\w-]{8}\.\w+$/;

/** The folder for what is downloaded with a profile; made if it is not there. */
export function downloadsOf(profile) {
  const folder = join(profile, "downloads");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Does what leads to a download, and returns the file's name and text once it is whole. */
export async function downloaded(folder, start) {
  const before = new Set(await readdir(folder));
  let watcher;
  let late;
  const there = new Promise((resolve, reject) => {
    watcher = watch(folder, () => whole(folder, before).then((name) => name && resolve(name), reject));
    late = setTimeout(() => reject(new Error("nothing was downloaded")), PATIENCE);
  });
  try {
    const [name] = await Promise.all([there, start()]);
    const path = join(folder, name);
    const text = await readFile(path, "utf8");
    // One of the same name would be put in its place without a trace.
    await rm(path);
    return { name: basename(path), text };
  } finally {
    watcher.close();
    clearTimeout(late);
  }
}

async function whole(folder, before) {
  const names = (await readdir(folder)).filter((name) => !before.has(name));
  if (names.length !== 1 || PARTIAL.test(names[0]) || PROVISIONAL.test(names[0])) {
    return null;
  }
  const { size } = await stat(join(folder, names[0]));
  return size > 0 ? names[0] : null;
}
