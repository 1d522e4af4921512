// assemble.mjs VERSION WEB_DIR DIST_DIR: puts together DIST_DIR/chromium and DIST_DIR/firefox.
//
// Into each go the files of extension/, the wasm module with its bindings, the manifest of that browser, the licences and
// the bill of materials, and the third-party modules that are really imported; the modules of a view as one (bundle.mjs). An
// import that leads nowhere ends the build here: in a browser it would be a page that stays empty.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { init, parse } from "es-module-lexer";
import { withBundles } from "./bundle.mjs";
import { filesUnder } from "./files.mjs";
import { manifestFor } from "./manifest.mjs";

const BUILT_FILES = ["wasm/link_lantern.js", "wasm/link_lantern_bg.wasm", "THIRD-PARTY.txt", "sbom.cdx.json"];

const [version, webDir, distDir] = process.argv.slice(2);
if (!version || !webDir || !distDir) {
  throw new Error("usage: assemble.mjs VERSION WEB_DIR DIST_DIR");
}

await init;
const manifest = JSON.parse(readFileSync("manifest.json", "utf8"));
const all = withImports(ownFiles());
const shared = await withBundles(all, (file) => importsOf(file, all.get(file)));
for (const target of /** @type {const} */ (["chromium", "firefox"])) {
  const files = new Map(shared);
  const own = manifestFor(target, manifest, version);
  files.set("manifest.json", Buffer.from(`${JSON.stringify(own, null, 2)}\n`));
  sync(files, path.join(distDir, target));
}

/** @returns {Map<string, Buffer>} what is shipped for certain, by its path in the package */
function ownFiles() {
  const files = new Map();
  for (const file of filesUnder("extension").filter(isShipped)) {
    files.set(file, readFileSync(path.join("extension", file)));
  }
  for (const file of BUILT_FILES) {
    files.set(file, readFileSync(path.join(webDir, file)));
  }
  if (existsSync("LICENSE")) {
    files.set("LICENSE", readFileSync("LICENSE"));
  }
  return files;
}

/**
 * Types are for tsc, and dot files are what editors and systems leave behind.
 *
 * @param {string} file
 */
function isShipped(file) {
  return !file.endsWith(".d.ts") && !path.posix.basename(file).startsWith(".");
}

/**
 * Adds the third-party modules that the given ones import, and those that they import in turn.
 *
 * @param {Map<string, Buffer>} files
 */
function withImports(files) {
  const queue = [...files.keys()].filter((file) => file.endsWith(".js"));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const wanted of importsOf(file, files.get(file))) {
      if (files.has(wanted)) {
        continue;
      }
      const vendored = path.join(webDir, wanted);
      if (!wanted.startsWith("vendor/") || !existsSync(vendored)) {
        throw new Error(`extension/${file} imports ${wanted}, which does not exist`);
      }
      files.set(wanted, readFileSync(vendored));
      const licence = path.posix.join(...wanted.split("/").slice(0, 2), "LICENSE");
      files.set(licence, readFileSync(path.join(webDir, licence)));
      queue.push(wanted);
    }
  }
  return files;
}

/**
 * @param {string} file
 * @param {Buffer | undefined} text
 * @returns {string[]} the modules it imports, as paths in the package
 */
function importsOf(file, text) {
  const [imports] = parse(String(text), file);
  return imports.flatMap(({ specifier: name }) => {
    // Nothing to follow: import.meta, and import() of a computed address.
    if (typeof name !== "string") {
      return [];
    }
    if (!/^\.{0,2}\//.test(name)) {
      throw new Error(`extension/${file} imports "${name}": a browser takes relative paths only`);
    }
    const base = name.startsWith("/") ? "/" : path.posix.join("/", path.posix.dirname(file));
    return [path.posix.join(base, name).slice(1)];
  });
}

/**
 * Makes a folder hold just these files. Those that are right already stay untouched, so that a browser that has the folder
 * loaded sees only what changed.
 *
 * @param {Map<string, Buffer>} files
 * @param {string} folder
 */
function sync(files, folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of filesUnder(folder).filter((name) => !files.has(name))) {
    rmSync(path.join(folder, file));
  }
  for (const [file, content] of files) {
    const to = path.join(folder, file);
    if (existsSync(to) && readFileSync(to).equals(content)) {
      continue;
    }
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
}
