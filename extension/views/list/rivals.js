// A list's sources against competitors: what the page of lists knows and asks of it.

import { failureOf, send } from '../../rpc.js';
import { download } from '../shared/download.js';

/** @import { Failure, ListFormat, RivalShow, RivalsView, SiteRow } from '../../protocol.d.ts' */

/** Rows in one reply. */
const PIECE = 100;

export class Rivals {
  /** @type {RivalsView | null} */
  view = null;
  /** @type {RivalShow} */
  show = 'all';
  /** Whether it is looked at. */
  open = false;
  busy = false;
  /** @type {Failure | null} */
  failure = null;
  /** @type {{ rows: number, name: string } | null} what was saved last */
  saved = null;
  /** Other sites that link to the competitors, as far as they were paid for. @type {SiteRow[]} */
  sites = [];
  /** Where the next of them begin. @type {string | null} */
  next = null;
  /** Rows that they cost. @type {number | null} */
  spent = null;
  /** Whether a second press buys them. */
  sure = false;

  /** @type {number | null} */
  #id = null;
  #limit = PIECE;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Another list, or none. @param {number | null} id */
  follow(id) {
    if (id === this.#id) return;
    this.#id = id;
    Object.assign(this, { view: null, open: false, failure: null, saved: null, show: 'all', sites: [], next: null, spent: null });
    this.#limit = PIECE;
  }

  /** @param {boolean} open */
  async toggle(open) {
    if (open === this.open) return;
    this.open = open;
    if (open) await this.refresh();
  }

  /** What is known may be more by now, unless only another part of it is wanted. @param {boolean} [again] */
  async refresh(again = true) {
    if (!this.open) return;
    await this.#do(async (id) => {
      const answer = await send({ list: { rivals: { id, show: this.show, offset: 0, limit: this.#limit, again } } });
      if (id === this.#id && 'list' in answer && 'rivals' in answer.list) this.view = answer.list.rivals;
    });
  }

  /** @param {RivalShow} show */
  async narrow(show) {
    this.show = show;
    this.saved = null;
    this.#limit = PIECE;
    await this.refresh(false);
  }

  async more() {
    this.#limit += PIECE;
    await this.refresh(false);
  }

  /** Goes to the list of the same sources for a competitor, where Moz is asked. @param {number} target */
  async ask(target) {
    await this.#do(async (id) => {
      const answer = await send({ list: { rival_list: { id, target } } });
      if ('list' in answer && 'one' in answer.list) location.hash = String(answer.list.one.head.id);
    });
  }

  /** Buys other sites that link to the competitors; a large purchase takes a second press. */
  async buySites() {
    const piece = this.view?.more;
    if (!piece) return;
    if (piece.confirm && !this.sure) {
      this.sure = true;
      this.#changed();
      return;
    }
    this.sure = false;
    await this.#do(async (id) => {
      const answer = await send({ list: { rival_sites: { id, next: this.next, rows: piece.rows } } });
      if (id !== this.#id || !('list' in answer) || !('sites' in answer.list)) return;
      const { sites, next, rows } = answer.list.sites;
      this.sites.push(...sites);
      [this.next, this.spent] = [next, (this.spent ?? 0) + rows];
    });
  }

  /** @param {ListFormat} format */
  async save(format) {
    this.saved = null;
    await this.#do(async (id) => {
      /** @type {string[]} */
      const pieces = [];
      for (let offset = 0; ; ) {
        const answer = await send({ list: { rivals_export: { id, show: this.show, format, offset } } });
        if (!('list' in answer) || !('exported' in answer.list)) return;
        const { text, next, total, name, media_type } = answer.list.exported;
        pieces.push(text);
        if (next === null) {
          download(pieces, name, media_type);
          this.saved = { rows: total, name };
          return;
        }
        offset = next;
      }
    });
  }

  /** @param {(id: number) => Promise<void>} act */
  async #do(act) {
    if (this.#id === null || this.busy) return;
    Object.assign(this, { busy: true, failure: null });
    this.#changed();
    try {
      await act(this.#id);
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
    this.#changed();
  }
}
