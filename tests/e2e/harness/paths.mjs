// Where things are: the checkout, what the build writes, and the programs that tests start.
// Only look-ups; nothing is started here.

import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

const dist = process.env.LINK_LANTERN_DIST ?? join(root, "dist");

/** The folder that `./build.sh build` writes for a browser; loaded exactly as it is. Another build is LINK_LANTERN_DIST. */
export const extensionFolder = (browser) => join(dist, browser);

/** Where pictures go. */
export const out = join(root, "out");

const programs = {
  chromium: {
    variable: "CHROMIUM",
    names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    places: ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  },
  firefox: {
    variable: "FIREFOX",
    names: ["firefox-esr", "firefox", "firefox-developer-edition"],
    places: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
  },
};

/** A browser's program: the one its variable names, else the first on the path, else the usual place of macOS. */
export function program(browser) {
  const { variable, names, places } = programs[browser];
  if (process.env[variable]) {
    return process.env[variable];
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find(isProgram);
  if (!found) {
    throw new Error(`No ${browser} found. Install it, or set ${variable} to its program.`);
  }
  return found;
}

/** The stand-in of Moz: the one that MOZ_STANDIN names, else the one that was built last. */
export function standinProgram() {
  if (process.env.MOZ_STANDIN) {
    return process.env.MOZ_STANDIN;
  }
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const built = ["debug", "release"].map((profile) => join(target, profile, "moz-standin")).filter(existsSync);
  if (built.length === 0) {
    throw new Error("The stand-in is not built: cargo build --package moz-standin");
  }
  return built.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
