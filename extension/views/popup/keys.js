// Keys in the list of links: one stop for Tab, arrows from link to link. Only rows in sight exist, so the stop moves with
// what is in sight, and the focus waits on the list itself while its row is out of sight.

/** @import { Scroller } from './scroller.js' */
/** @import { Windows } from './windows.js' */

export class Keys {
  /** The row that Tab reaches. */
  stop = 0;
  #list;
  #rows;
  #scroller;
  #covered;
  #held = false;

  /**
   * @param {HTMLElement} list
   * @param {Windows} rows
   * @param {Scroller} scroller
   * @param {() => number} covered height of what sticks to the top
   */
  constructor(list, rows, scroller, covered) {
    this.#list = list;
    this.#rows = rows;
    this.#scroller = scroller;
    this.#covered = covered;
    list.addEventListener('keydown', (event) => this.#key(event));
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
    if (!move || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#go(this.#nextLink(...move));
  }

  /** @param {number} index */
  #go(index) {
    if (index < 0 || index >= this.#rows.total) return;
    this.stop = index;
    this.#scroller.reveal(index, this.#covered());
    this.#focus();
  }

  #focus() {
    const place = this.#list.querySelector(`[data-index="${this.stop}"] [tabindex]`);
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
