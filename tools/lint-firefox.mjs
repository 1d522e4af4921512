// lint-firefox.mjs DIST_DIR: Mozilla's linter over the Firefox package; no error and no warning may be left.
//
// What it says of third-party code as published, and of what only Chromium runs, is listed here by name. An entry that it does not say any more is a
// failure too, so that the list cannot rot.

import { spawnSync } from "node:child_process";
import path from "node:path";

/** @typedef {{ _type: string, code: string, message: string, file?: string, line?: number }} Finding */

const ACCEPTED = [
  // lit-html parses its own templates, constants of the source, and never a value, through the one innerHTML it has.
  { code: "UNSAFE_VAR_ASSIGNMENT", file: "vendor/lit-html/lit-html.js" },
  // Two names of Chromium's, in one file for both browsers: workers can import nothing later, and Firefox never gets there.
  { code: "UNSUPPORTED_API", file: "check/fetcher.js" },
  { code: "UNSUPPORTED_API", file: "check/fetcher.js" },
  // Firefox has a sidebar in its place, which is looked for first. The background has it as a module, the popup in its own.
  { code: "UNSUPPORTED_API", file: "beside.js" },
  { code: "UNSUPPORTED_API", file: "views/popup/popup.js" },
];

const [folder] = process.argv.slice(2);
if (!folder) {
  throw new Error("usage: lint-firefox.mjs DIST_DIR");
}

const webExt = path.join(import.meta.dirname, "../node_modules/web-ext/bin/web-ext.js");
const run = spawnSync(
  process.execPath,
  [webExt, "lint", "--no-config-discovery", "--source-dir", folder, "--output", "json"],
  { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
);
const start = run.stdout.indexOf("{");
if (start < 0) {
  throw new Error(`web-ext lint gave no report: ${run.stdout}${run.stderr}`);
}
const report = JSON.parse(run.stdout.slice(start));

/** @type {Finding[]} */
const findings = [...report.errors, ...report.warnings];
const pending = [...ACCEPTED];
const faults = findings.filter((finding) => {
  const known = pending.findIndex((one) => one.code === finding.code && one.file === finding.file);
  return known < 0 || pending.splice(known, 1).length === 0;
});

for (const { _type: type, code, message, file = "package", line = 0 } of faults) {
  console.error(`${type} ${code} in ${file}:${line}: ${message}`);
}
for (const { code, file } of pending) {
  console.error(`${code} in ${file} is accepted, but not found any more: take it off the list`);
}
for (const { code, file, message } of /** @type {Finding[]} */ (report.notices)) {
  console.log(`notice ${code} in ${file ?? "package"}: ${message}`);
}
if (faults.length > 0 || pending.length > 0) {
  process.exitCode = 1;
} else {
  console.log(`web-ext lint: no error, no warning (${ACCEPTED.length} known)`);
}
