// The rows of a list that may be 100,000 long, fetched in windows as they come into sight and let go when far away.

import { failureOf, send } from '../../rpc.js';

/** @import { FacetCount, Failure, LinkQuery, ListRow, ShowCount } from '../../protocol.d.ts' */

/** Rows in a window. */
const SIZE = 60;
/** Windows kept: some screens to each side, far below what would be felt in memory. */
const KEPT = 24;
/** Windows asked for at a time, so that a fling through the list does not queue up what nobody stops at. */
const ABREAST = 2;

export class Windows {
  total = 0;
  links = 0;
  /** @type {ShowCount[]} */
  shows = [];
  /** @type {FacetCount[]} */
  facets = [];
  /** Tells whether the numbers of links still mean what they did. */
  print = 0;
  /** Whether the list that was asked for is the one that is shown. */
  settled = false;
  /** @type {Failure | null} */
  failure = null;

  /** @type {LinkQuery} */
  #query = { show: 'outbound', text: '', facets: [], sort: 'count' };
  /** @type {Map<number, ListRow[]>} by number of window, latest used last */
  #windows = new Map();
  /** @type {Set<number>} */
  #pending = new Set();
  #edition = 0;
  #arrived;

  /**
   * @param {number} tab
   * @param {() => void} arrived called when there is something new to show
   */
  constructor(tab, arrived) {
    this.tab = tab;
    this.#arrived = arrived;
  }

  /**
   * Begins the list anew. Its old rows stay in sight until the first of the new ones are there.
   *
   * @param {LinkQuery} query
   * @param {number} near row that is in sight
   */
  begin(query, near) {
    this.#query = query;
    this.#edition++;
    this.#pending.clear();
    this.settled = false;
    this.failure = null;
    void this.#fetch(Math.floor(near / SIZE));
  }

  /** @param {number} index @returns {ListRow | undefined} */
  row(index) {
    return this.#windows.get(Math.floor(index / SIZE))?.[index % SIZE];
  }

  /** @param {number} first @param {number} last rows in sight */
  want(first, last) {
    if (!this.settled || this.failure) return;
    for (let at = Math.floor(first / SIZE); at <= Math.floor(last / SIZE); at++) {
      const rows = this.#windows.get(at);
      if (rows) {
        this.#windows.delete(at);
        this.#windows.set(at, rows);
      } else if (!this.#pending.has(at) && this.#pending.size < ABREAST) void this.#fetch(at);
    }
  }

  /** @param {number} at number of the window */
  async #fetch(at) {
    const edition = this.#edition;
    this.#pending.add(at);
    try {
      const answer = await send({ links: { tab: this.tab, query: this.#query, offset: at * SIZE, limit: SIZE } });
      if (edition !== this.#edition || !('links' in answer)) return;
      const { total, links, rows, shows, facets, print } = answer.links;
      if (!this.settled) this.#windows.clear();
      Object.assign(this, { total, links, shows, facets, print, settled: true });
      this.#windows.set(at, rows);
      for (const old of this.#windows.keys()) if (this.#windows.size > KEPT) this.#windows.delete(old);
    } catch (thrown) {
      if (edition !== this.#edition) return;
      this.failure = failureOf(thrown);
    }
    this.#pending.delete(at);
    this.#arrived();
  }
}
