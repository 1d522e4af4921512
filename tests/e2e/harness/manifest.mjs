// The manifest of a built extension: which pages are popup and options.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const readManifest = async (folder) => JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
