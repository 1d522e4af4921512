// Has every link of a list looked at once more for whether it can be seen, some at a time.

import { failureOf, send } from '../../rpc.js';

/** @import { Facet, Failure, LinkQuery } from '../../protocol.d.ts' */

/** Links that are looked at at once, and numbers of links that are fetched at once. */
const PIECE = 60;
const FETCHED = 5000;
/** @type {Facet[]} */
const SIGHTS = ['visible', 'hidden', 'unlooked'];

export class Looking {
  /** @type {{ done: number, total: number } | null} how far it is */
  progress = null;
  /** @type {Failure | null} */
  failure = null;

  #turn = 0;
  #tab;
  #changed;

  /** @param {number} tab @param {() => void} changed */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  /** Resolves once something was seen that a list may be made by. @param {LinkQuery} query */
  async look(query) {
    const turn = ++this.#turn;
    this.failure = null;
    try {
      const ids = await this.#unlooked(query, turn);
      for (let done = 0; done < ids.length && turn === this.#turn; done += PIECE) {
        this.progress = { done, total: ids.length };
        this.#changed();
        await send({ evidence: { tab: this.#tab, links: ids.slice(done, done + PIECE) } });
      }
    } catch (thrown) {
      if (turn === this.#turn) this.failure = failureOf(thrown);
    }
    if (turn === this.#turn) this.progress = null;
  }

  stop() {
    this.#turn++;
    this.progress = null;
  }

  /** @param {LinkQuery} query @param {number} turn */
  async #unlooked({ facets, ...query }, turn) {
    const others = facets.filter((facet) => !SIGHTS.includes(facet));
    /** @type {LinkQuery} */
    const wanted = { ...query, facets: [...others, 'unlooked'], sort: 'page' };
    /** @type {number[]} */
    const all = [];
    for (let more = true; more && turn === this.#turn; ) {
      const answer = await send({ link_ids: { tab: this.#tab, query: wanted, offset: all.length, limit: FETCHED } });
      const ids = 'link_ids' in answer ? answer.link_ids.ids : [];
      all.push(...ids);
      more = ids.length === FETCHED;
    }
    return all;
  }
}
