// optimise.mjs MODULE.wasm LEVEL [--names]: runs wasm-opt over a module, in place, and checks that the result still loads.
//
// wasm-opt is that of the npm package binaryen: those of distributions are older than the code rustc writes and break it
// without saying so.

import { execFileSync } from "node:child_process";
import { readFileSync, renameSync } from "node:fs";
import path from "node:path";

// The features that rustc turns on for this target (rustc --print cfg), by wasm-opt's names. Never --all-features: it
// writes what browsers do not load yet.
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "call-indirect-overlong",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
];

const [file, level, names] = process.argv.slice(2);
if (!file || !/^-O[0-4sz]$/.test(level ?? "")) {
  throw new Error("usage: optimise.mjs MODULE.wasm -O3");
}

const optimised = `${file}.optimised`;
execFileSync(
  process.execPath,
  [
    path.join(import.meta.dirname, "../node_modules/binaryen/bin/wasm-opt"),
    level,
    ...FEATURES.map((feature) => `--enable-${feature}`),
    "--strip-producers",
    // The names of functions: a fifth of the module. `build.sh where` wants them.
    names === "--names" ? "--debuginfo" : "--strip-debug",
    "--output",
    optimised,
    file,
  ],
  { stdio: ["ignore", "inherit", "inherit"] },
);

await WebAssembly.compile(readFileSync(optimised));
renameSync(optimised, file);
