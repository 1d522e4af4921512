// What is shipped, in bytes.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { extensionFolder, root } from "../harness/paths.mjs";

/** The module, raw and as gzip -9 makes it, and each package as it is zipped for the stores. */
export async function sizes() {
  const wasm = await readFile(join(extensionFolder("chromium"), "wasm/link_lantern_bg.wasm"));
  return {
    wasm: wasm.length,
    wasmGzip: gzipSync(wasm, { level: 9 }).length,
    chromiumZip: await zipped("chromium"),
    firefoxZip: await zipped("firefox"),
  };
}

async function zipped(browser) {
  const scratch = await mkdtemp(join(tmpdir(), "link-lantern-zip-"));
  try {
    const out = join(scratch, "package.zip");
    await promisify(execFile)(process.execPath, [join(root, "tools/zip.mjs"), extensionFolder(browser), out]);
    return (await stat(out)).size;
  } finally {
    await rm(scratch, { recursive: true });
  }
}
