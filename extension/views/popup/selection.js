// Which links are selected, by their numbers: rows come and go, and a list may be narrowed and sorted meanwhile. Numbers
// mean something only for one reading of the page, which its print tells.

import { failureOf, send } from '../../rpc.js';

/** @import { Failure, LinkQuery } from '../../protocol.d.ts' */

export class Selection {
  /** Whether it was lost, as the page is another one now. */
  lost = false;
  /** @type {Failure | null} */
  failure = null;

  /** @type {Set<number>} */
  #ids = new Set();
  /** Row that a range begins at. */
  #anchor = 0;
  #print = 0;
  #turn = 0;
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

  get size() {
    return this.#ids.size;
  }

  get print() {
    return this.#print;
  }

  /** In page order. */
  get ids() {
    return [...this.#ids].sort((one, other) => one - other);
  }

  /** @param {number} id */
  has(id) {
    return this.#ids.has(id);
  }

  /** What is shown is of the page of that print. @param {number} print */
  of(print) {
    if (print === this.#print) return;
    this.lost = this.#ids.size > 0;
    this.#ids.clear();
    this.#print = print;
  }

  /** @param {number} id @param {number} index of its row */
  flip(id, index) {
    this.#touch();
    this.#anchor = index;
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#changed();
  }

  /** @returns {boolean} whether there was anything to clear */
  clear() {
    this.#touch();
    const was = this.#ids.size > 0;
    this.#ids.clear();
    if (was) this.#changed();
    return was;
  }

  /** From where the last range began, or the last link was selected. @param {LinkQuery} query @param {number} index */
  async extend(query, index) {
    const [first, last] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    await this.#add(query, first, last - first + 1);
  }

  /** @param {LinkQuery} query @param {number} total rows */
  async selectAll(query, total) {
    await this.#add(query, 0, total);
  }

  /** Where ranges begin from now on. @param {number} index */
  anchor(index) {
    this.#anchor = index;
  }

  /** @param {LinkQuery} query @param {number} offset @param {number} limit in rows */
  async #add(query, offset, limit) {
    const turn = this.#touch();
    try {
      const answer = await send({ link_ids: { tab: this.#tab, query, offset, limit } });
      if (turn !== this.#turn || !('link_ids' in answer)) return;
      this.of(answer.link_ids.print);
      for (const id of answer.link_ids.ids) this.#ids.add(id);
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.#changed();
  }

  #touch() {
    this.lost = false;
    this.failure = null;
    return ++this.#turn;
  }
}
