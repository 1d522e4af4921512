// sizes.mjs DIST_DIR: prints what the module and the packages weigh.

import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { filesUnder } from "./files.mjs";

const [distDir] = process.argv.slice(2);
if (!distDir) {
  throw new Error("usage: sizes.mjs DIST_DIR");
}

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const module = readFileSync(path.join(distDir, "chromium/wasm/link_lantern_bg.wasm"));
console.log(`wasm            ${kilobytes(module.length)}, gzip ${kilobytes(gzipSync(module, { level: 9 }).length)}`);
for (const target of ["chromium", "firefox"]) {
  const folder = path.join(distDir, target);
  const files = filesUnder(folder);
  const total = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  console.log(`${`dist/${target}`.padEnd(15)} ${kilobytes(total)} in ${files.length} files`);
}
