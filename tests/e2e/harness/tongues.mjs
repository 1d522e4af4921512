// The extension as built, but with other words in the place of English: those of another language, or of none, which shows
// what a longer language would do to a view, and what a right-to-left one would.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { extensionFolder } from "./paths.mjs";

const ACCENTS = Object.fromEntries([..."aceinosuyzACEINOSUYZ"].map((plain, at) => [plain, [..."áçéîñöšüýžÁÇÉÎÑÖŠÜÝŽ"][at]]));
/** For right-to-left, letters that are written so: accents alone would be left-to-right words in a right-to-left view. */
const HEBREW = Object.fromEntries([..."abcdefghijklmnopqrstuvwxyz"].map((plain, at) => [plain, [..."אבגדהוזחטיכלמנסעפצקרשתאבגד"][at]]));
/** How much longer the words get: German needs about a third more than English, and short labels more than that. */
const LONGER = 0.4;

/** A build of the extension with the words of a tongue: a folder, and how to be rid of it. */
export function speaking(browser, tongue) {
  const folder = mkdtempSync(join(tmpdir(), "link-lantern-tongue-"));
  cpSync(extensionFolder(browser), folder, { recursive: true });
  const english = join(folder, "_locales/en/messages.json");
  const messages = tongue.startsWith("pseudo") ? pseudo(read(english), tongue) : read(join(folder, `_locales/${tongue}/messages.json`));
  writeFileSync(english, JSON.stringify(messages));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

function pseudo(messages, tongue) {
  const direction = tongue.endsWith("rtl") ? "rtl" : "ltr";
  const own = { language: "en", direction, ext_name: "Link Lantern", ext_short_name: "Link Lantern" };
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, { message: own[key] ?? (direction === "rtl" ? turned(longer(message)) : longer(message)) }]));
}

const turned = (message) => message.normalize("NFD").replace(/\p{M}/gu, "").replace(/[a-zƒ]/gi, (sign) => HEBREW[sign.toLowerCase()] ?? "ף");

/** Accented, longer, and in brackets, so that a missing end is seen. Arguments stay as they are. */
function longer(message) {
  const accented = message.replace(/\$\d|[a-z]/gi, (sign) => ACCENTS[sign] ?? sign);
  const words = message.replace(/\$\d/g, "").length;
  // In words of middling length, so that lines can be broken where a language would let them be.
  const more = "ôñé tŵö þŕéé ƒöûŕ ".repeat(words).slice(0, Math.ceil(words * LONGER)).trim();
  return /\p{L}/u.test(message.replace(/\$\d/g, "")) ? `⟦${accented}${more && ` ${more}`}⟧` : message;
}
