// A token that no text has by chance, the forms in which it could leave, and where each was looked for.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const SECRET = "canary-7f3aQ9zKx2";

/** Base64 of a name and a secret, as Moz's tokens are. */
export const CANARY = Buffer.from(`mozscape-canary0001:${SECRET}`).toString("base64");

const inner = CANARY.slice(8, -8);
const twice = Buffer.from(CANARY).toString("base64");

/** Any of these gives it away; each also as UTF-16 where bytes are searched. */
export const FORMS = [
  CANARY,
  SECRET,
  inner,
  encodeURIComponent(CANARY),
  [...CANARY].reverse().join(""),
  Buffer.from(CANARY).toString("hex"),
  // What of its base64 is the same wherever in a text it stands.
  ...[0, 1, 2].map((shift) => Buffer.from(" ".repeat(shift) + CANARY).toString("base64").slice(4, -4)),
  twice.slice(0, -4),
];

/** The forms of the canary that a text has. */
export const found = (text) => FORMS.filter((form) => text.includes(form));

/** The files under a folder that have it, in any form. */
export async function foundUnder(folder) {
  const needles = FORMS.flatMap((form) => [Buffer.from(form), Buffer.from(form, "utf16le")]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const having = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) having.push(path);
  }
  return having;
}
