// words.mjs [LANGUAGE...]: what the languages of extension/_locales still lack of the English messages, with the English
// words, ready to be translated. Without a language: of all.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** @typedef {Record<string, { message: string, description?: string }>} Messages */

const FOLDER = path.join(import.meta.dirname, "../extension/_locales");

/** What all others are made from. */
export const ENGLISH = "en";

/** @returns {string[]} the languages that there are besides English */
export function languages() {
  return readdirSync(FOLDER).filter((name) => name !== ENGLISH).sort();
}

/**
 * @param {string} language
 * @returns {Messages}
 */
export function messagesOf(language) {
  return JSON.parse(readFileSync(path.join(FOLDER, language, "messages.json"), "utf8"));
}

/**
 * The keys that one file has and another has not.
 *
 * @param {Messages} all
 * @param {Messages} some
 */
export const missing = (all, some) => Object.keys(all).filter((key) => !(key in some));

/**
 * The arguments that a message takes, each once: a sentence may well say one twice.
 *
 * @param {string} message
 */
export const argumentsOf = (message) => [...new Set(message.match(/\$\d/g))].sort();

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const english = messagesOf(ENGLISH);
  const asked = process.argv.slice(2);
  for (const language of asked.length ? asked : languages()) {
    for (const key of missing(english, messagesOf(language))) {
      console.log(`${language}  ${JSON.stringify(key)}: ${JSON.stringify(english[key])}`);
    }
  }
}
