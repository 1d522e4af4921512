// vendor.mjs OUT_DIR: the third-party modules that pages of the extension import, as readable files.
//
// lit-html publishes itself minified, and readable as its "development" form. The readable form is taken, so that what a
// reviewer reads is what runs; two things are changed in it: the development mode is switched off by the constant that is
// there for it (it warns on the console and checks what its types check as well), and the source map comments go, for the
// maps are not shipped. The .d.ts files are for tsc only.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "./files.mjs";

const MODE = /^(const|var) DEV_MODE = true;$/m;
const MAP_COMMENT = /^\/\/# sourceMappingURL=.*\n?/gm;

const [outDir] = process.argv.slice(2);
if (!outDir) {
  throw new Error("usage: vendor.mjs OUT_DIR");
}

const packageDir = path.join(import.meta.dirname, "../node_modules/lit-html");
const source = path.join(packageDir, "development");
const out = path.join(outDir, "lit-html");

for (const file of filesUnder(source).filter((name) => /\.(js|d\.ts)$/.test(name))) {
  const text = readFileSync(path.join(source, file), "utf8");
  if (file === "lit-html.js" && !MODE.test(text)) {
    throw new Error(`${file} has no DEV_MODE constant any more: see how its mode is set now`);
  }
  write(file, text.replace(MODE, "$1 DEV_MODE = false;").replace(MAP_COMMENT, ""));
}
write("LICENSE", readFileSync(path.join(packageDir, "LICENSE"), "utf8"));

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  const to = path.join(out, file);
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, text);
}
