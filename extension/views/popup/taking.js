// Takes links out: fetches them as text, piece by piece, and copies or saves the whole. What to write is the
// background's business.

import { failureOf, send } from '../../rpc.js';
import { download } from '../shared/download.js';

/** @import { Chosen, Failure, Format, LinkQuery } from '../../protocol.d.ts' */

/** Links in a piece. */
const PIECE = 5000;

/**
 * @typedef {{ query: LinkQuery } | { ids: number[], print: number }} What which links
 * @typedef {'copied' | 'saved' | 'stopped' | 'refused'} End
 */

export class Taking {
  /** @type {{ done: number, total: number } | null} how far it is */
  progress = null;
  /** @type {{ end: End, links: number, name: string } | null} what came of it */
  result = null;
  /** @type {Failure | null} */
  failure = null;

  #turn = 0;
  /** What the clipboard refused. */
  #text = '';
  #tab;
  #changed;

  /**
   * @param {number} tab
   * @param {() => void} changed
   */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  /** @param {What} what @param {Format} format */
  async copy(what, format) {
    const whole = await this.#fetch(what, format);
    if (whole) await this.#write(whole.pieces.join(''), whole.total);
  }

  /** Once more what the clipboard refused, now that the person has just pressed a button. */
  async again() {
    if (this.result) await this.#write(this.#text, this.result.links);
  }

  /** @param {What} what @param {Format} format */
  async save(what, format) {
    const whole = await this.#fetch(what, format);
    if (!whole) return;
    const { pieces, total, name, media_type } = whole;
    download(pieces, name, media_type);
    this.#end('saved', total, name);
  }

  stop() {
    this.#turn++;
    this.#end('stopped', 0);
  }

  /** Forgets what came of the last one. */
  forget() {
    this.#turn++;
    Object.assign(this, { progress: null, result: null, failure: null });
    this.#text = '';
  }

  /** @param {What} what @param {Format} format */
  async #fetch(what, format) {
    this.forget();
    // What came of the last one must not be taken for this one's.
    this.#changed();
    const turn = this.#turn;
    const pieces = [];
    /** @type {number | null} */
    let print = 'ids' in what ? what.print : null;
    try {
      for (let offset = 0; ; ) {
        const answer = await send({ export: { tab: this.#tab, links: part(what, offset), format, offset, limit: PIECE, print } });
        if (turn !== this.#turn || !('exported' in answer)) return null;
        const { text, next, total, name, media_type } = answer.exported;
        pieces.push(text);
        if (next === null) return { pieces, total, name, media_type };
        this.progress = { done: next, total };
        this.#changed();
        offset = next;
        ({ print } = answer.exported);
      }
    } catch (thrown) {
      if (turn !== this.#turn) return null;
      this.progress = null;
      this.failure = failureOf(thrown);
      this.#changed();
      return null;
    }
  }

  /** @param {string} text @param {number} links */
  async #write(text, links) {
    try {
      await navigator.clipboard.writeText(text);
      this.#end('copied', links);
    } catch {
      this.#end('refused', links);
      this.#text = text;
    }
  }

  /** @param {End} end @param {number} links @param {string} [name] */
  #end(end, links, name = '') {
    this.#text = '';
    Object.assign(this, { progress: null, result: { end, links, name } });
    this.#changed();
  }
}

/** @param {What} what @param {number} offset @returns {Chosen} */
function part(what, offset) {
  if ('query' in what) return what;
  const { ids } = what;
  return { ids: { ids: ids.slice(offset, offset + PIECE), total: ids.length } };
}
