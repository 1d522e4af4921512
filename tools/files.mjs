// Folders as lists of files in one fixed order: what assemble, sizes and zip all start from.

import { readdirSync } from "node:fs";
import path from "node:path";

/**
 * Paths of all files under a folder, relative to it, with `/` between their parts, sorted by code unit so that no locale
 * has a say in it.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort((a, b) => (a < b ? -1 : 1));
}
