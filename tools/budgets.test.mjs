// Budgets that are counts: what the module and the packages weigh, what may panic in the module, what a view
// may do with markup, code from elsewhere, how long a file may be, permissions, and what is shipped of others' work. A budget is raised by a decision, with the reason beside it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { filesUnder } from "./files.mjs";
import { manifestFor } from "./manifest.mjs";
import { panicsIn } from "./panics.mjs";
import { shipped as shippedParts } from "./shipped.mjs";

const root = new URL("../", import.meta.url).pathname;
const read = (path) => readFileSync(root + path, "utf8");
const dist = `${process.env.LINK_LANTERN_DIST ?? `${root}dist`}/`;
const module = `${dist}chromium/wasm/link_lantern_bg.wasm`;
/** The release has 1.8 MB; `build --quick` leaves in what it leaves out, and has twice that. */
const RELEASE = 2_500_000;
/** Why what is built cannot be held against a budget; nothing if it can. */
const notRelease = () => {
  if (!existsSync(module)) return "nothing is built: ./build.sh build";
  return statSync(module).size > RELEASE ? "dist holds a build --quick, and budgets are for the release: ./build.sh build" : undefined;
};

/** A panic names its file. These rooms have async functions, each of which would panic if polled after its end, which nobody does. */
const ASYNC = /^src\/(app|browser|ledger|moz|ports)(\/|\.rs)/;
/** The others, each with its reason. */
const MAY_PANIC = {
  "src/address/personal.rs": "slices of a URL at its own positions",
  "src/address/plain.rs": "slices of a URL at its own positions",
  "src/address/show.rs": "slices of a URL at its own positions",
  "src/address/unwrap.rs": "slices of a URL at its own positions",
  "src/address/warn.rs": "slices of a URL at its own positions",
  "src/check/manners.rs": "async",
  "src/page/evidence.rs": "a cell that is borrowed for the length of one call",
  "src/scope/mod.rs": "serde's own code for an enum",
};
/** Messages of panics that nothing of ours writes, but the standard library and serde have; once each, for the linker folds them. */
const MESSAGES = { "called `Option::unwrap()`": 1, "called `Result::unwrap()`": 8, "index out of bounds": 1, "explicit panic": 3, "not yet implemented": 0, "not implemented": 1 };

test("the module has no panic in a file of ours that is not accounted for", (t) => {
  const reason = notRelease();
  if (reason) return t.skip(reason);
  const text = readFileSync(module).toString("latin1");
  const files = [...new Set(text.match(/(?<![\w/])src\/[a-z0-9_/]+\.rs/g))];
  const unknown = files.filter((file) => existsSync(root + file) && !ASYNC.test(file) && !MAY_PANIC[file]);
  assert.deepEqual(unknown, [], "find out why, and mend it or name the reason");
  for (const [message, most] of Object.entries(MESSAGES)) {
    const count = text.split(message).length - 1;
    assert.ok(count <= most, `"${message}" ${count} times, ${most} at most`);
  }
});

/** How many places in our code may panic, by kind (panics.mjs, which also lists them). Today's counts, and some room. */
const PANICS = {
  resumed: 390, // 371: one for each async function or block
  borrowed: 136, // 131: one for each borrow of a RefCell; none is held over an await
  other: 36, // 34: list positions and slices of a URL, where the compiler does not see that they are in range
};

test("places that may panic: no more of each kind than is known", (t) => {
  const reason = notRelease();
  if (reason) return t.skip(reason);
  const found = panicsIn(readFileSync(module));
  assert.ok(found.length > 0, "none at all: are they still found?");
  for (const [kind, most] of Object.entries(PANICS)) {
    const these = found.filter((one) => one.kind === kind);
    assert.ok(these.length <= most, `${these.length} ${kind}, ${most} at most; node tools/panics.mjs ${module}`);
  }
});

/**
 * What everybody downloads, in bytes: today's figure and 2 % for what is being added. Last raised for short links that are asked
 * for (38 kB of the module), plain addresses (4) and settings that are read at once (10): docs/decisions/0014 and 0015.
 */
const SIZES = {
  module: 1_940_000, // 1,902 kB
  moduleGzip: 820_000, // 804 kB
  zip: 1_212_000, // 1,188 kB, each browser's
};

test("sizes of the module and of the packages", (t) => {
  const reason = notRelease();
  if (reason) return t.skip(reason);
  const bytes = readFileSync(module);
  const under = (what, size, most) => assert.ok(size <= most, `${what} has ${size} bytes, ${most} at most; ./build.sh where says what they are`);
  under("the module", bytes.length, SIZES.module);
  under("the module, gzip", gzipSync(bytes, { level: 9 }).length, SIZES.moduleGzip);
  // Made here: what `package` wrote may be of another day.
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const browser of ["chromium", "firefox"]) {
    const zip = join(folder, `${browser}.zip`);
    execFileSync(process.execPath, [`${root}tools/zip.mjs`, `${dist}${browser}`, zip]);
    under(`${browser}'s package`, statSync(zip).size, SIZES.zip);
  }
});

test("a view is few files: one sheet, one module, and the third-party ones that it imports", (t) => {
  const reason = notRelease();
  if (reason) return t.skip(reason);
  const views = pages.filter((page) => page.startsWith("views/"));
  for (const page of views) {
    const markup = readFileSync(`${dist}chromium/${page}`, "utf8");
    assert.equal([...markup.matchAll(/rel="stylesheet"/g)].length, 1, page);
    const [script, ...more] = [...markup.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src);
    assert.deepEqual(more, [], page);
    const code = readFileSync(`${dist}chromium/${page.slice(0, page.lastIndexOf("/"))}/${script}`, "utf8");
    for (const [, from] of code.matchAll(/^import .* from '(.+)';$/gm)) assert.match(from, /^\.\.\/\.\.\/vendor\//, page);
  }
});

/** 53, and room for two: each comes with its maker. */
const CRATES = 55;

/** Granted at installation: permissions and hosts together; and what may be asked for. Which they are, permissions.test.mjs holds. */
const PERMISSIONS = { chromium: { granted: 9, asked: 3 }, firefox: { granted: 7, asked: 3 } };

test("no browser gives more permissions than it has to", () => {
  const manifest = JSON.parse(read("manifest.json"));
  for (const [browser, most] of Object.entries(PERMISSIONS)) {
    const own = manifestFor(browser, manifest, "1.0");
    const granted = [...own.permissions, ...own.host_permissions];
    const asked = [...own.optional_permissions, ...own.optional_host_permissions];
    assert.ok(granted.length <= most.granted, `${browser}: ${granted.join(", ")}`);
    assert.ok(asked.length <= most.asked, `${browser}: ${asked.join(", ")}`);
  }
});

test("crates in the module: no more than are known", () => {
  const crates = shippedParts().parts.filter(({ purl }) => purl.startsWith("pkg:cargo/"));
  assert.ok(crates.length <= CRATES, `${crates.length} crates, ${CRATES} at most`);
});

const scripts = filesUnder(`${root}extension`).filter((file) => file.endsWith(".js"));
const pages = filesUnder(`${root}extension`).filter((file) => file.endsWith(".html"));

test("no text becomes markup or code", () => {
  const MARKUP = /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|unsafeHTML|unsafeSVG|unsafeMathML|unsafeStatic|srcdoc|createContextualFragment)\b|document\.write/;
  const CODE = /\beval\b|\bFunction\s*\(|\bimportScripts\b|set(Timeout|Interval)\(\s*['"`]/;
  for (const script of scripts) {
    const code = read(`extension/${script}`).replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");
    assert.doesNotMatch(code, MARKUP, script);
    assert.doesNotMatch(code, CODE, script);
  }
  for (const page of pages) {
    assert.doesNotMatch(read(`extension/${page}`), /<script(?![^>]*\ssrc=)|\son\w+=|javascript:/i, page);
  }
});

test("all code is in the package", () => {
  for (const script of scripts) {
    const code = read(`extension/${script}`).replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");
    for (const [, from] of code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"`][^'"`]*['"`]|\w+)/g)) {
      if (/^['"`]/.test(from)) assert.match(from, /^['"]\.{1,2}\/[\w./-]+\.js['"]$/, `${script} imports ${from}`);
    }
    assert.doesNotMatch(code, /\bimport\s*\(\s*[^'"\s]/, `${script} imports what a variable says`);
  }
  for (const page of pages) {
    for (const [, to] of read(`extension/${page}`).matchAll(/\s(?:src|href)="([^"]*)"/g)) {
      assert.match(to, /^(\.\.?\/|[\w-]+\.)[\w./-]*$/, `${page} loads ${to}`);
    }
  }
});

test("nothing is listened to from outside", () => {
  for (const script of scripts) {
    assert.doesNotMatch(read(`extension/${script}`), /onMessageExternal|onConnectExternal|onConnect\b|externally_connectable|onUserScriptMessage/, script);
  }
});

test("one idea a file: no file of ours is longer than its bound", () => {
  const MOST = { ".rs": 350, ".js": 350 };
  // The language between views and background, which is read as one.
  const LONG = { "src/protocol.rs": 700, "src/protocol/views.rs": 600, "src/protocol/lists.rs": 600, "src/app/lists/run.rs": 420, "src/app/lists/view.rs": 420 };
  const files = [...filesUnder(`${root}src`).map((file) => `src/${file}`), ...scripts.map((file) => `extension/${file}`)];
  for (const file of files) {
    const most = LONG[file] ?? MOST[file.slice(file.lastIndexOf("."))];
    const lines = most ? read(file).split("\n").length : 0;
    assert.ok(lines <= most || !most, `${file} has ${lines} lines, ${most} at most`);
  }
});

/** What may be shipped in a package under the MIT licence without a word to anybody. */
const LICENCES = new Set(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unicode-3.0", "Unlicense", "Zlib", "BSL-1.0", "MPL-2.0"]);

/** True if one way of reading an expression of SPDX takes known licences only. */
const isFree = (expression) =>
  expression
    .replaceAll(/[()]/g, " ")
    .split(/\s+OR\s+|\//)
    .some((choice) => choice.split(/\s+AND\s+/).every((name) => LICENCES.has(name.trim())));

const shipped = () => {
  const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--locked", "--format-version=1", "--filter-platform=wasm32-unknown-unknown"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const packages = new Map(metadata.packages.map((each) => [each.id, each]));
  const own = metadata.packages.find(({ name }) => name === "link-lantern").id;
  const all = new Set([own]);
  for (const id of all) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (kinds.some(({ kind }) => kind === null)) all.add(pkg);
    }
  }
  return [...all].map((id) => packages.get(id));
};

test("dependencies: licences that allow it, from the registry, none twice", () => {
  const all = shipped();
  const strange = all.filter(({ license }) => !license || !isFree(license)).map(({ name, license }) => `${name} ${license}`);
  assert.deepEqual(strange, []);
  const elsewhere = all.filter(({ name, source }) => name !== "link-lantern" && !source?.includes("crates.io")).map(({ name }) => name);
  assert.deepEqual(elsewhere, []);
  // Macros run at build time only, and bring what is not shipped.
  const names = all.map(({ name }) => name).toSorted();
  const twice = names.filter((name, at) => name === names[at - 1]);
  assert.deepEqual(twice, []);
  assert.ok(all.length <= 100, `${all.length} packages`);
  const { dependencies } = JSON.parse(read("package.json"));
  assert.deepEqual(Object.keys(dependencies), ["lit-html"], "the one thing of npm that is shipped");
});
