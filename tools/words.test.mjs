// Every language says everything, with the same arguments, in the same order of keys; and no view has words of its own.
// That every message is named by the code, and every name has a message, is in tests/words.rs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Linter } from "eslint";
import { filesUnder } from "./files.mjs";
import { argumentsOf, ENGLISH, languages, messagesOf, missing } from "./words.mjs";

const english = messagesOf(ENGLISH);

/** What is the same in every language: names, and words of HTML and HTTP. */
const SAME = new Set([
  "ltr", "Link Lantern", "X-Robots-Tag", "noindex", "nofollow", "ugc", "sponsored", "HTML", "CSV", "JSON", "JSON Lines", "Markdown",
  "Page Authority", "Domain Authority", "Spam Score", "Public Suffix List", "Links API V2", "Moz API (JSON-RPC)",
  "example.com", "moz.com/api/dashboard", "https://news.example/article\nhttps://blog.example/post",
]);
/** Words that a language shares with English. @type {Record<string, Set<string>>} */
const SHARED = {
  de: new Set(["Status", "in noscript", "Authority", "Spam", "Links", "Token", "Version", "Filter", "Follow", "Follow: $1 → $2", "Index", "Name", "Name (optional)"]),
  es: new Set(["Spam", "Token", "Follow", "Follow: $1 → $2", "no", "canonical: $1"]),
  fr: new Set(["Spam", "Version", "Index", "Options", "image", "Site", "$1 page", "$1 pages", "port $1", "navigation", "$1 source", "$1 sources", "Source", "Sources", "Page", "Placements"]),
};

/** Has words, and not only arguments and signs. @param {string} message */
const hasWords = (message) => /\p{L}/u.test(message.replace(/\$\d/g, ""));

for (const language of languages()) {
  const messages = messagesOf(language);

  test(`${language} has the messages of English, in their order`, () => {
    assert.deepEqual(missing(english, messages), [], `left to be translated; see node tools/words.mjs ${language}`);
    assert.deepEqual(Object.keys(messages), Object.keys(english));
    assert.equal(messages.language?.message, language);
  });

  test(`${language} takes the same arguments`, () => {
    const other = Object.keys(messages).filter((key) => {
      const [theirs, ours] = [messages[key], english[key]].map((each) => argumentsOf(each?.message ?? ""));
      return String(theirs) !== String(ours);
    });
    assert.deepEqual(other, []);
  });

  test(`${language} leaves nothing empty and nothing in English`, () => {
    const left = Object.keys(messages).filter((key) => {
      const said = messages[key]?.message ?? "";
      const same = said === english[key]?.message && hasWords(said) && !SAME.has(said) && !SHARED[language]?.has(said);
      return said.trim() === "" || same;
    });
    assert.deepEqual(left, []);
  });
}

for (const language of [ENGLISH, ...languages()]) {
  const messages = messagesOf(language);

  test(`${language}: what the stores limit is within the limits`, () => {
    assert.ok((messages.ext_name?.message.length ?? 0) <= 45);
    assert.ok((messages.ext_short_name?.message.length ?? 0) <= 12, "browsers cut a longer one");
    assert.ok((messages.ext_description?.message.length ?? 0) <= 132);
  });

  test(`${language}: a browser reads no argument where none is meant, and none by name`, () => {
    const odd = Object.keys(messages).filter((key) => /\$(?!\d)|\$\d\d|\$[\w@]+\$/.test(messages[key]?.message ?? ""));
    assert.deepEqual(odd, []);
  });

  test(`${language}: what is counted has a form for all categories but one`, () => {
    // One that stands beside a message without an end is no plural, but what is said of one thing.
    const alone = Object.keys(messages).filter((key) => {
      const name = key.match(/^(.*)_one$/)?.[1];
      return name !== undefined && !(`${name}_other` in messages) && !(name in messages);
    });
    assert.deepEqual(alone, []);
  });

  test(`${language}: Intl knows it, in every browser that runs this`, () => {
    for (const Kind of [Intl.PluralRules, Intl.NumberFormat, Intl.DateTimeFormat]) {
      assert.deepEqual(Kind.supportedLocalesOf(language), [language]);
    }
  });
}

const files = filesUnder("extension").map((file) => `extension/${file}`);

test("no HTML file has words", () => {
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const text = readFileSync(file, "utf8").replace(/<!--.*?-->/gs, "").replace(/<title>Link Lantern<\/title>/, "");
    assert.deepEqual(wordsOf(text), [], file);
  }
});

test("no template has words", () => {
  const found = files.filter((name) => name.endsWith(".js")).flatMap((file) => {
    const rule = {
      create: (/** @type {any} */ context) => ({
        TaggedTemplateExpression(/** @type {any} */ node) {
          if (!["html", "svg"].includes(node.tag.name)) return;
          const text = node.quasi.quasis.map((/** @type {any} */ each) => each.value.raw).join("0");
          for (const word of wordsOf(text)) context.report({ node, message: word });
        },
      }),
    };
    const config = /** @type {any} */ ({ plugins: { words: { rules: { none: rule } } }, rules: { "words/none": "error" }, linterOptions: { reportUnusedDisableDirectives: "off" } });
    return new Linter().verify(readFileSync(file, "utf8"), config).filter(({ ruleId, fatal }) => fatal || ruleId === "words/none")
      .map(({ line, message }) => `${file}:${line} ${message}`);
  });
  assert.deepEqual(found, []);
});

/**
 * What a person would read of markup: text between tags, and attributes that are read out or shown.
 *
 * @param {string} markup
 */
function wordsOf(markup) {
  const read = [...markup.matchAll(/\b(?:title|alt|placeholder|aria-label|aria-description)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, a, b]) => a ?? b ?? "");
  const text = markup.replace(/<(?:[^<>"']|"[^"]*"|'[^']*')*>/g, " ").split(/\s{2,}|\n/);
  return [...read, ...text].map((each) => each.trim()).filter((each) => /\p{L}/u.test(each));
}
