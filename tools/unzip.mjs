// unzip.mjs FILE.zip FOLDER: unpacks an archive; not every machine that builds has a program for it.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";

const [archive, folder] = process.argv.slice(2);
if (!archive || !folder) {
  throw new Error("usage: unzip.mjs FILE.zip FOLDER");
}
for (const [name, content] of Object.entries(unzipSync(readFileSync(archive)))) {
  const to = path.join(folder, name);
  if (path.relative(folder, to).startsWith("..")) {
    throw new Error(`${name} would leave the folder`);
  }
  if (name.endsWith("/")) {
    mkdirSync(to, { recursive: true });
  } else {
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
}
