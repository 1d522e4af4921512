// A list of fixed-height rows that scrolls with the page and of which only the part in sight exists.

import { render } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';

/** Rows kept ready above and below what is in sight. */
const SPARE = 8;
/** Browsers stop at 17.9 (Firefox) and 33.5 million pixels; beyond this height the scroll bar is stretched over more rows. */
const TALLEST = 15_000_000;

export class Scroller {
  first = 0;
  last = -1;
  /** Rows wholly or partly in sight. */
  top = 0;
  bottom = 0;

  #count = 0;
  #asked = false;
  #list;
  #window;
  #rowOf;

  /**
   * @param {HTMLElement} list as tall as all rows
   * @param {HTMLElement} window the rows that exist
   * @param {(index: number) => unknown} rowOf a row's template
   */
  constructor(list, window, rowOf) {
    this.#list = list;
    this.#window = window;
    this.#rowOf = rowOf;
    const look = () => this.#soon();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look, { passive: true });
    // What is above the list grows and shrinks, which moves the list without a scroll.
    new ResizeObserver(look).observe(document.body);
  }

  /** Called before and after the rows in sight are drawn. */
  before = () => {};
  after = () => {};

  /** @param {number} count of all rows */
  set count(count) {
    this.#count = count;
    this.draw();
  }

  /**
   * Brings a row into sight.
   *
   * @param {number} index
   * @param {number} under height of what sticks to the top of the window
   */
  reveal(index, under) {
    const { height, room, from, squeeze } = this.#geometry();
    const at = index * height;
    if (at < from + under) scrollBy(0, (at - under - from) * squeeze);
    else if (at + height > from + room) scrollBy(0, (at + height - room - from) * squeeze);
    this.draw();
  }

  draw() {
    this.#asked = false;
    const { height, room, top, from, squeeze } = this.#geometry();
    const end = this.#count - 1;
    this.top = Math.max(0, Math.min(Math.floor(from / height), end));
    this.bottom = Math.min(Math.max(0, Math.ceil((from + room) / height) - 1), end);
    this.first = Math.max(0, this.top - SPARE);
    this.last = Math.min(this.bottom + SPARE, end);
    this.before();
    const indexes = Array.from({ length: this.last - this.first + 1 }, (_, at) => this.first + at);
    render(repeat(indexes, (index) => index, this.#rowOf), this.#window);
    this.#list.style.blockSize = `${Math.min(this.#count * height, TALLEST)}px`;
    // Where the scroll bar is stretched, the rows in sight are laid out from where it stands.
    const y = squeeze === 1 ? this.first * height : this.first * height - from - top;
    this.#window.style.transform = `translateY(${y}px)`;
    this.after();
  }

  #soon() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => this.draw());
  }

  /** Where things stand, in pixels: all reading of the layout is here, so that it happens once a frame. */
  #geometry() {
    const height = parseFloat(getComputedStyle(this.#list).getPropertyValue('--row'));
    const room = innerHeight;
    const { top } = this.#list.getBoundingClientRect();
    const all = this.#count * height;
    // Pixels of scroll bar per pixel of rows.
    const squeeze = all <= TALLEST ? 1 : (TALLEST - room) / (all - room);
    // How far the rows are scrolled; less than nothing while the list begins further down.
    const from = squeeze === 1 || top > 0 ? -top : Math.min(-top / squeeze, all - room);
    return { height, room, top, from, squeeze };
  }
}
