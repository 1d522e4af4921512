// The command line of run.mjs.

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

const DEMO = { page: "https://daily-tribune.example/brass-lamps-return", target: "acme-lamps.example/spring-range" };

export const USAGE = `usage: ./build.sh run [--page FILE|URL | --pages DIR] [--target T] [--scope page|subdomain|root_domain]
                      [--browser chromium|firefox] [--dark] [--headless] [--live]

  --page      the page to stand on: a saved page, served under the address it calls its own, or an address
              (default: a demo page of the stand-in)
  --pages     every .html file of a folder, as a table
  --target    what to look for (default for the demo page: one of its links; else the page's first link to another site)
  --scope     how much of the target counts (default: page)
  --dark      dark pictures
  --headless  no window although there is a display
  --live      ask the real Moz, with the token in LINK_LANTERN_TOKEN; without it a stand-in on this machine answers`;

/** What the command line says; throws with words for a person. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      page: { type: "string" },
      pages: { type: "string" },
      target: { type: "string" },
      scope: { type: "string", default: "page" },
      browser: { type: "string", default: "chromium" },
      dark: { type: "boolean", default: false },
      headless: { type: "boolean", default: false },
      live: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (!["page", "subdomain", "root_domain"].includes(values.scope)) {
    throw new Error(`--scope cannot be ${values.scope}`);
  }
  if (values.live && !process.env.LINK_LANTERN_TOKEN) {
    throw new Error("--live asks the real Moz: put your token into the variable LINK_LANTERN_TOKEN");
  }
  const pages = [values.page, values.pages].filter((each) => each !== undefined);
  if (pages.length > 1) {
    throw new Error("--page or --pages, not both");
  }
  if (pages.length === 0) {
    values.page = DEMO.page;
    values.target ??= DEMO.target;
  }
  if (values.live && pages.some((each) => existsSync(each))) {
    throw new Error("--live cannot serve a saved page: give an address");
  }
  values.window = !values.headless && !values.pages && hasDisplay();
  return values;
}

function hasDisplay() {
  return Boolean(process.platform === "darwin" || process.platform === "win32" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
