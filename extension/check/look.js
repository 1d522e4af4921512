// Fetches a page that no tab shows, and packs it as the collector does. Runs where there is a DOMParser: in the offscreen
// document in Chromium, in the event page in Firefox. No cookies go along, none are kept, and nothing comes from a cache:
// what is read is what a stranger gets now. Which addresses, and what that means, Rust decides.

import '../page/walk.js';
import '../page/collect.js';
import '../page/facts.js';
import '../page/response.js';

/**
 * @typedef {object} Look
 * @property {number} ticket by which it can be stopped
 * @property {string} url
 * @property {'page' | 'text' | 'end'} want a document, a text, or where it is that the request ends
 * @property {number} largest in bytes; a longer text is cut, a longer document is not read
 * @property {number} patience in milliseconds
 */

const { missing, file, end, bytes, head, type } = lantern.response;

// Elements of a page can stand in for what its document has.
const { querySelectorAll } = Document.prototype;

/** What is under way. @type {Map<number, AbortController>} */
const running = new Map();

/** @param {number} ticket */
export const stop = (ticket) => running.get(ticket)?.abort('stopped');

/** How many are under way. */
export const busy = () => running.size;

/** @param {Look} look @returns {Promise<string>} the packed string, or why there is none */
export async function look({ ticket, url, want, largest, patience }) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('slow'), patience);
  running.set(ticket, stop);
  /** @type {RequestInit} */
  const how = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal: stop.signal };
  /** @type {Response | undefined} */
  let response;
  try {
    response = await fetch(url, { ...how, redirect: 'follow', headers: want === 'text' ? {} : { accept: 'text/html,application/xhtml+xml' } });
    return await TAKE[want](response, largest, stop, url);
  } catch (error) {
    const { reason } = stop.signal;
    if (reason === 'slow') return missing('too_slow');
    if (reason === 'stopped') return missing('stopped');
    if (!response && (await redirects(url, how))) return missing('redirected');
    return missing('failed', String(error));
  } finally {
    clearTimeout(timer);
    running.delete(ticket);
  }
}

/** What is taken of a response. @type {Record<Look['want'], (response: Response, largest: number, stop: AbortController, asked: string) => Promise<string>>} */
const TAKE = { page: pageOf, text: textOf, end: endOf };

/** Whether it was a redirect that failed, which the browser does not say. @param {string} url @param {RequestInit} how */
async function redirects(url, how) {
  try {
    return (await fetch(url, { ...how, redirect: 'manual' })).type === 'opaqueredirect';
  } catch {
    return false;
  }
}

/** @param {Response} response @param {number} largest @param {AbortController} stop */
async function textOf(response, largest, stop) {
  if (!response.ok) stop.abort();
  const { body } = response.ok ? await bytes(response, largest, stop) : { body: new Blob() };
  return file(response.status, new TextDecoder().decode(await body.arrayBuffer()));
}

/** @param {Response} response @param {number} largest @param {AbortController} stop */
async function pageOf(response, largest, stop) {
  if (response.status >= 400) {
    stop.abort();
    return missing('status', String(response.status), response.headers.get('retry-after') ?? '');
  }
  const { named, known } = type(response);
  if (!known) {
    stop.abort();
    return missing('not_html', named);
  }
  const { body, whole } = await bytes(response, largest, stop);
  if (!whole) return missing('too_large');
  const read = new Uint8Array(await body.arrayBuffer());
  const document = new DOMParser().parseFromString(decoded(read, response, known), known);
  if (known !== 'text/html' && querySelectorAll.call(document, 'parsererror').length) return missing('not_html', named);
  const refresh = refreshes(document).find((meta) => !meta.closest('noscript'));
  const rows = refresh ? [['R', refresh.getAttribute('content') ?? '']] : [];
  return lantern.collect(document, [...head(response, 'network'), ...lantern.wall(document, true), ...rows], response.url);
}

/**
 * Where the request ended. A service may send on by its page instead of a redirect, for who has scripts and who has not; a
 * page of anybody else is not read.
 *
 * @param {Response} response
 * @param {number} largest
 * @param {AbortController} stop
 * @param {string} asked
 */
async function endOf(response, largest, stop, asked) {
  const { status, url, headers } = response;
  const own = type(response).known && new URL(url).host === new URL(asked).host;
  if (!own) stop.abort();
  const { body } = own ? await bytes(response, largest, stop) : { body: new Blob() };
  const [refresh] = refreshes(new DOMParser().parseFromString(await body.text(), 'text/html'));
  return end(status, url, refresh?.getAttribute('content') ?? '', headers.get('retry-after') ?? '');
}

/** @param {Document} document */
const refreshes = (document) => [...querySelectorAll.call(document, 'meta[http-equiv="refresh" i][content]')];

/**
 * The text of a document: by its byte order mark, its header, what it says itself, and else UTF-8 if it is that.
 *
 * @param {Uint8Array<ArrayBuffer>} read
 * @param {Response} response
 * @param {'text/html' | 'application/xhtml+xml'} type
 */
function decoded(read, response, type) {
  const header = /charset\s*=\s*["']?([^\s"';]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
  for (const label of [marked(read), header, written(read, type)]) {
    const decoder = label && decoderOf(label);
    if (decoder) return decoder.decode(read);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read);
  } catch {
    return new TextDecoder('windows-1252').decode(read);
  }
}

/** @param {Uint8Array} read */
function marked([one, two, three]) {
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  return one === 0xff && two === 0xfe ? 'utf-16le' : undefined;
}

/** What the first bytes say, as far as browsers look. @param {Uint8Array<ArrayBuffer>} read @param {string} type */
function written(read, type) {
  const start = new TextDecoder('windows-1252').decode(read.subarray(0, 1024));
  if (type !== 'text/html') return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)/.exec(start)?.[1];
  for (const meta of querySelectorAll.call(new DOMParser().parseFromString(start, 'text/html'), 'meta')) {
    const old = meta.getAttribute('http-equiv')?.toLowerCase() === 'content-type' ? meta.getAttribute('content') : '';
    const label = meta.getAttribute('charset') ?? /charset\s*=\s*["']?([^\s"';]+)/i.exec(old ?? '')?.[1];
    // It could not have been read if that were so.
    if (label) return /^utf-?16/i.test(label.trim()) ? 'utf-8' : label;
  }
  return undefined;
}

/** @param {string} label */
function decoderOf(label) {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
