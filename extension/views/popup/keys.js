// Keys in the list of links: one stop for Tab, arrows from link to link. Only rows in sight exist, so the stop moves with
// what is in sight, and the focus waits on the list itself while its row is out of sight.

/** @import { Scroller } from './scroller.js' */
/** @import { Windows } from './windows.js' */

/**
 * @typedef {object} Select what keys can do to the selection, by the index of rows
 * @property {(index: number) => void} toggle
 * @property {(index: number) => void} to selects all from where the last was selected
 * @property {(from: number, to: number) => void} through selects all from one row to another
 * @property {() => void} all
 * @property {() => boolean} clear says whether there was anything to clear
 */

export class Keys {
  /** The row that Tab reaches. */
  stop = 0;
  #list;
  #rows;
  #scroller;
  #covered;
  #select;
  #held = false;

  /**
   * @param {HTMLElement} list
   * @param {Windows} rows
   * @param {Scroller} scroller
   * @param {() => number} covered height of what sticks to the top
   * @param {Select} select
   */
  constructor(list, rows, scroller, covered, select) {
    this.#list = list;
    this.#rows = rows;
    this.#scroller = scroller;
    this.#covered = covered;
    this.#select = select;
    list.addEventListener('keydown', (event) => this.#key(event));
    // The space that selects a row must not press the button that has the focus in it, which happens when it comes up.
    list.addEventListener('keyup', (event) => event.key === ' ' && event.preventDefault());
    list.addEventListener('focusin', ({ target }) => {
      const row = target instanceof Element && /** @type {HTMLElement | null} */ (target.closest('[data-index]'));
      if (row && row.dataset.index) this.stop = Number(row.dataset.index);
    });
  }

  /** Called before the rows in sight are drawn. */
  before() {
    const { top, bottom } = this.#scroller;
    this.#held = this.#list.contains(document.activeElement);
    const astray = !this.#held && (this.stop < top || this.stop > bottom);
    if (astray || !this.#isLink(this.stop)) this.stop = this.#nextLink(astray ? top : this.stop, 1);
  }

  /** Called when they are drawn: a row that went took the focus with it, one that came may get it back. */
  after() {
    const { activeElement } = document;
    if (this.#held && (activeElement === this.#list || !this.#list.contains(activeElement))) this.#focus();
  }

  /** From the search field into the list. @param {KeyboardEvent} event */
  enter(event) {
    event.preventDefault();
    this.#go(this.#nextLink(this.#scroller.top, 1));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const page = Math.max(1, this.#scroller.bottom - this.#scroller.top - 2);
    const last = this.#rows.total - 1;
    /** @type {Record<string, [number, 1 | -1]>} where to, and which way on from a heading */
    const moves = {
      ArrowDown: [this.stop + 1, 1],
      ArrowUp: [this.stop - 1, -1],
      PageDown: [Math.min(last, this.stop + page), 1],
      PageUp: [Math.max(0, this.stop - page), -1],
      Home: [0, 1],
      End: [last, -1],
    };
    const move = moves[event.key];
    if (event.altKey || (!move && !this.#selects(event)) || (move && event.metaKey)) return;
    event.preventDefault();
    if (!move) return;
    const from = this.stop;
    this.#go(this.#nextLink(...move));
    if (event.shiftKey && this.stop !== from) this.#select.through(from, this.stop);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was one that selects */
  #selects({ key, shiftKey, ctrlKey, metaKey }) {
    if (key === ' ' && shiftKey) this.#select.to(this.stop);
    else if (key === ' ') this.#select.toggle(this.stop);
    else if (key.toLowerCase() === 'a' && (ctrlKey || metaKey)) this.#select.all();
    else return key === 'Escape' && this.#select.clear();
    return true;
  }

  /** @param {number} index */
  #go(index) {
    if (index < 0 || index >= this.#rows.total) return;
    this.stop = index;
    this.#scroller.reveal(index, this.#covered());
    this.#focus();
  }

  #focus() {
    const row = this.#list.querySelector(`[data-index="${this.stop}"]`);
    const place = row?.querySelector('[data-part="use-as-target"], [role="gridcell"][tabindex]');
    const target = place instanceof HTMLElement ? place : this.#list;
    target.focus({ preventScroll: true });
  }

  /**
   * The row itself, or past a heading the next one. A row that is not here yet counts as a link.
   *
   * @param {number} index
   * @param {1 | -1} way
   */
  #nextLink(index, way) {
    return this.#isLink(index) ? index : index + way;
  }

  /** @param {number} index */
  #isLink(index) {
    const row = this.#rows.row(index);
    return !row || 'link' in row;
  }
}
