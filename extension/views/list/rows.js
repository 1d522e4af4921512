// The rows of a list, fetched in windows as they come into sight; and the same rows as a file.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { Scroller } from '../popup/scroller.js';
import { download } from '../shared/download.js';
import { within } from '../shared/page.js';
import { say } from '../shared/say.js';
import { listItem } from './row.js';

/** @import { Failure, ListFormat, ListItemRow, ListRowQuery, ListShowCount, ListView } from '../../protocol.d.ts' */

/** Rows in a window. */
const SIZE = 60;
/** Windows kept: some screens to each side. */
const KEPT = 24;
/** Milliseconds without a key before the list is searched. */
const PAUSE = 120;

export class Rows {
  /** @type {ListRowQuery} */
  query = { show: 'all', text: '', sort: 'line' };
  /** @type {ListShowCount[]} how many there are of each kind, among those that the search finds */
  shows = [];
  /** @type {Failure | null} */
  failure = null;
  /** Whether a file is being made. */
  saving = false;
  /** @type {{ rows: number, name: string } | null} the file that was made */
  saved = null;

  /** @type {number | null} */
  #id = null;
  #total = 0;
  #settled = false;
  #edition = 0;
  #timer = 0;
  /** How the list stood when its rows were fetched. */
  #stand = '';
  /** @type {Map<number, ListItemRow[]>} by number of window, latest used last */
  #windows = new Map();
  /** @type {Set<number>} */
  #pending = new Set();
  #place;
  #scroller;
  #changed;

  /** @param {HTMLElement} place @param {() => void} changed */
  constructor(place, changed) {
    this.#place = place;
    this.#changed = changed;
    render(this.#view(), place);
    this.#scroller = new Scroller(within(place, '.list'), within(place, '.window'), (index) => listItem(index, this.#row(index)));
    this.#scroller.before = () => this.#want();
  }

  /** Shows the rows of a list, or none. @param {number | null} id */
  show(id) {
    if (id === this.#id) return;
    this.#id = id;
    this.query = { show: 'all', text: '', sort: 'line' };
    Object.assign(this, { shows: [], failure: null, saved: null });
    this.#total = 0;
    this.#stand = '';
    this.#windows.clear();
    this.#begin(0);
  }

  /** Looks again if the list has come further. @param {ListView | null} list */
  follow(list) {
    this.#place.hidden = !list || this.#id === null;
    if (!list || list.head.id !== this.#id) return;
    const stand = JSON.stringify([list.shows, list.run.state, list.run.done]);
    if (stand === this.#stand) return;
    this.#stand = stand;
    this.#begin(this.#scroller.top);
  }

  /** Looks again at what may have changed. */
  refresh() {
    this.#begin(this.#scroller.top);
  }

  /** @param {Partial<ListRowQuery>} change @param {boolean} [typed] */
  change(change, typed = false) {
    this.query = { ...this.query, ...change };
    this.saved = null;
    this.#changed();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(0), typed ? PAUSE : 0);
  }

  /** @param {ListFormat} format */
  async save(format) {
    if (this.#id === null) return;
    Object.assign(this, { saving: true, saved: null, failure: null });
    this.#changed();
    try {
      const pieces = [];
      for (let offset = 0; ; ) {
        const answer = await send({ list: { export: { id: this.#id, query: this.query, format, offset } } });
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
    } catch (thrown) {
      this.failure = failureOf(thrown);
    } finally {
      this.saving = false;
      this.#changed();
    }
  }

  /** @param {number} index */
  #row(index) {
    return this.#windows.get(Math.floor(index / SIZE))?.[index % SIZE];
  }

  /** Fetches anew; what is in sight stays until the new rows are there. @param {number} near */
  #begin(near) {
    this.#edition++;
    this.#pending.clear();
    this.#settled = false;
    this.#draw();
    if (this.#id === null) return;
    void this.#fetch(Math.floor(near / SIZE));
  }

  #want() {
    if (!this.#settled) return;
    const { first, last } = this.#scroller;
    for (let at = Math.floor(first / SIZE); at <= Math.floor(last / SIZE); at++) {
      const rows = this.#windows.get(at);
      if (rows) {
        this.#windows.delete(at);
        this.#windows.set(at, rows);
      } else if (!this.#pending.has(at)) void this.#fetch(at);
    }
  }

  /** @param {number} at number of the window */
  async #fetch(at) {
    const edition = this.#edition;
    const id = this.#id;
    if (id === null) return;
    this.#pending.add(at);
    try {
      const answer = await send({ list: { open: { id, query: this.query, offset: at * SIZE, limit: SIZE } } });
      if (edition !== this.#edition || !('list' in answer) || !('one' in answer.list)) return;
      const { total, rows, shows } = answer.list.one;
      if (!this.#settled) this.#windows.clear();
      this.#settled = true;
      this.#total = total;
      this.shows = shows;
      this.failure = null;
      this.#windows.set(at, rows);
      for (const old of this.#windows.keys()) if (this.#windows.size > KEPT) this.#windows.delete(old);
    } catch (thrown) {
      if (edition !== this.#edition) return;
      this.failure = failureOf(thrown);
    }
    this.#pending.delete(at);
    this.#draw();
    this.#changed();
  }

  #draw() {
    render(this.#view(), this.#place);
    this.#scroller.count = this.#total;
  }

  #view() {
    const columns = ['source', 'live', 'index', 'facts'];
    return html`<div class="table" role="table" aria-label=${say('lists_rows')} aria-rowcount=${this.#total + 1} aria-busy=${!this.#settled} ?hidden=${!this.#total}>
        <div class="columns" role="rowgroup"><div class="row" role="row" aria-rowindex="1">${columns.map((column) => html`<div role="columnheader" class=${column}>${say(`lists_column_${column}`)}</div>`)}</div></div>
        <div class="list" role="presentation"><div class="window" role="rowgroup"></div></div>
      </div>
      ${this.#settled && !this.#total ? html`<p class="empty" role="status">${say('lists_none_found')}</p>` : nothing}`;
  }
}
