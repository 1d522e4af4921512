// Which browsers a run covers: BROWSERS=chromium,firefox; Chromium alone unless said otherwise.

import { Chromium } from "./chromium.mjs";
import { Firefox } from "./firefox.mjs";

const known = { chromium: Chromium, firefox: Firefox };

export const browsers = (process.env.BROWSERS ?? "chromium").split(",");

/** Starts a browser by name; see `Chromium.launch` for the options. */
export function launch(name, options) {
  if (!Object.hasOwn(known, name)) {
    throw new Error(`Unknown browser ${name}; known are ${Object.keys(known).join(", ")}.`);
  }
  return known[name].launch(options);
}
