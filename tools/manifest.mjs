// One manifest for both browsers: the root manifest.json holds the keys of either, this takes away what the other one
// brings, so that neither warns of keys it does not know.

/** @typedef {"chromium" | "firefox"} Target */

/** Keys to drop, as paths. @type {Record<Target, string[][]>} */
const FOREIGN_KEYS = {
  chromium: [["background", "scripts"], ["browser_specific_settings"], ["sidebar_action"]],
  firefox: [["background", "service_worker"], ["minimum_chrome_version"], ["side_panel"], ["storage"]],
};

/** Permissions to drop. @type {Record<Target, string[]>} */
const FOREIGN_PERMISSIONS = {
  chromium: [],
  firefox: ["offscreen", "sidePanel"],
};

/**
 * The manifest of one target. The version comes from Cargo.toml, the one place that has it.
 *
 * @param {Target} target
 * @param {Record<string, any>} manifest
 * @param {string} version
 * @returns {Record<string, any>}
 */
export function manifestFor(target, manifest, version) {
  if (!/^\d+(\.\d+){0,3}$/.test(version)) {
    throw new Error(`browsers take versions of numbers and dots only, not "${version}"`);
  }
  const { manifest_version, name, ...rest } = structuredClone(manifest);
  const result = { manifest_version, name, ...rest, version };
  for (const keys of FOREIGN_KEYS[target]) {
    drop(result, keys);
  }
  for (const list of ["permissions", "optional_permissions"]) {
    if (Array.isArray(result[list])) {
      result[list] = result[list].filter((/** @type {string} */ one) => !FOREIGN_PERMISSIONS[target].includes(one));
    }
  }
  return result;
}

/**
 * @param {Record<string, any>} object
 * @param {string[]} keys
 */
function drop(object, [key, ...deeper]) {
  if (key === undefined || !(key in object)) {
    return;
  }
  if (deeper.length === 0) {
    delete object[key];
  } else {
    drop(object[key], deeper);
  }
}
