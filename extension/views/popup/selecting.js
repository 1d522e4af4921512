// How links get selected: what keys and clicks on rows do to the selection.

import { failureOf, send } from '../../rpc.js';
import { openLists } from '../shared/lists.js';
import { Selection } from './selection.js';

/** @import { LinkQuery } from '../../protocol.d.ts' */
/** @import { Windows } from './windows.js' */

export class Selecting extends Selection {
  #windows;
  #query;
  #tab;
  #changed;

  /**
   * @param {number} tab
   * @param {Windows} windows
   * @param {() => LinkQuery} query what is listed
   * @param {() => void} changed
   */
  constructor(tab, windows, query, changed) {
    super(tab, changed);
    this.#windows = windows;
    this.#query = query;
    this.#tab = tab;
    this.#changed = changed;
  }

  /** Hands what is selected to the page of lists, which opens. */
  async checkInList() {
    this.failure = null;
    try {
      await send({ list: { links: { tab: this.#tab, ids: this.ids, print: this.print } } });
      await openLists();
    } catch (thrown) {
      this.failure = failureOf(thrown);
      this.#changed();
    }
  }

  /** How many of the list are selected, as far as its size tells: none, some or all. */
  get share() {
    if (!this.size) return 'none';
    return this.size >= this.#windows.links ? 'all' : 'some';
  }

  /** A click on a row's box. @param {number} index @param {boolean} range */
  press(index, range) {
    if (range) this.to(index);
    else this.toggle(index);
  }

  /** @param {number} index */
  toggle(index) {
    const id = this.#idAt(index);
    if (id !== undefined) this.flip(id, index);
  }

  /** @param {number} index */
  to(index) {
    void this.extend(this.#query(), index);
  }

  /** @param {number} from @param {number} to */
  through(from, to) {
    // The range begins where the first of the moves did.
    const id = this.#idAt(from);
    if (id === undefined || !this.has(id)) this.anchor(from);
    this.to(to);
  }

  all() {
    void this.selectAll(this.#query(), this.#windows.total);
  }

  /** @param {number} index */
  #idAt(index) {
    const row = this.#windows.row(index);
    return row && 'link' in row ? row.link.id : undefined;
  }
}
