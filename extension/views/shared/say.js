// Phrases into words. The words are in _locales; here is only the looking up and the formatting of arguments.

import { html } from '../../vendor/lit-html/lit-html.js';

/** @import { Arg, Phrase } from '../../protocol.d.ts' */

// The messages' own language, not the browser's: a browser set to Polish still shows English messages, and those
// need English plurals. The browser's variant of that language (en-GB for en) decides on dates and numbers.
const language = chrome.i18n.getMessage('language') || 'en';
const ui = chrome.i18n.getUILanguage?.() ?? '';
const locale = ui.split(/[-_]/)[0] === language.split(/[-_]/)[0] ? ui.replaceAll('_', '-') : language;

const numbers = new Intl.NumberFormat(locale);
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const plurals = new Intl.PluralRules(language);

/** Most arguments that chrome.i18n puts into a message. */
const MOST = 9;

// Texts from outside are marked with these two on their way through chrome.i18n, so that `tell` finds them again.
// They are of the private use area; a text that has them loses them.
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKS = /[\uE000\uE001]/g;

/**
 * The words of a phrase as plain text.
 *
 * @param {Phrase | string} phrase a phrase, or the key of one without arguments
 * @returns {string}
 */
export function say(phrase) {
  return marked(phrase).replace(MARKS, '');
}

/**
 * The words of a phrase, with each text from outside kept apart: isolated, so that a right-to-left anchor text does not
 * reorder the sentence, and set off, since it is the fact.
 *
 * @param {Phrase | string} phrase
 */
export function tell(phrase) {
  return marked(phrase)
    .split(MARKS)
    .map((part, at) => (at % 2 ? html`<bdi class="fact">${part}</bdi>` : part));
}

/**
 * @param {string} key
 * @param {...(string | number | Phrase)} args texts, counts and phrases
 * @returns {Phrase}
 */
export function phrase(key, ...args) {
  return { key, args: args.map(argument) };
}

/** @param {number} count */
export const number = (count) => numbers.format(count);

/** The direction that the messages are written in. */
export const direction = chrome.i18n.getMessage('direction') || 'ltr';

export { language };

/**
 * @param {string | number | Phrase} value
 * @returns {Arg}
 */
function argument(value) {
  if (typeof value === 'string') return { text: value };
  return typeof value === 'number' ? { count: value } : { phrase: value };
}

/**
 * @param {Phrase | string} phrase
 * @returns {string}
 */
function marked(phrase) {
  const { key, args } = typeof phrase === 'string' ? { key: phrase, args: [] } : phrase;
  const words = args.slice(0, MOST).map(format);
  const counted = args.find((arg) => 'count' in arg);
  const keys = counted ? [`${key}_${plurals.select(counted.count)}`, `${key}_other`, key] : [key];
  for (const name of keys) {
    const message = chrome.i18n.getMessage(name, words);
    if (message) return message;
  }
  return key;
}

/**
 * @param {Arg} arg
 * @returns {string}
 */
function format(arg) {
  if ('text' in arg) return OPEN + arg.text.replace(MARKS, '') + CLOSE;
  if ('count' in arg) return number(arg.count);
  if ('date' in arg) return dates.format(arg.date);
  if ('time' in arg) return times.format(arg.time);
  if ('day' in arg) return days.format(new Date(arg.day));
  return marked(arg.phrase);
}
