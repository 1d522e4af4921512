// The page's links: how many there are, which kind to show, a search, and the list itself.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lantern } from '../shared/lantern.js';
import { within } from '../shared/page.js';
import { say } from '../shared/say.js';
import { filters, totals } from './filters.js';
import { Keys } from './keys.js';
import { listRow } from './row.js';
import { Scroller } from './scroller.js';
import { Windows } from './windows.js';

/** @import { LinkQuery, Totals } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** Milliseconds without a key before the list is searched. */
const PAUSE = 120;

export class Links {
  /** @type {LinkQuery} */
  #query = { show: 'outbound', text: '' };
  /** Lights what is listed. @type {(query: LinkQuery) => void} */
  light = () => {};
  /** @type {Totals | null} */
  #totals = null;
  #edition = 0;
  #timer = 0;
  #place;
  #windows;
  #scroller;
  #keys;

  /**
   * @param {HTMLElement} place
   * @param {number} tab
   * @param {(id: number) => void} use takes a link as target
   */
  constructor(place, tab, use) {
    this.#place = place;
    this.#windows = new Windows(tab, () => this.#draw());
    render(this.#view(), place);
    const [bar, list, window] = [within(place, '.toolbar'), within(place, '.list'), within(place, '.window')];
    this.#scroller = new Scroller(list, window, (index) => listRow(index, this.#windows.row(index), index === this.#keys.stop));
    this.#keys = new Keys(list, this.#windows, this.#scroller, () => bar.offsetHeight);
    this.#scroller.before = () => {
      this.#windows.want(this.#scroller.first, this.#scroller.last);
      this.#keys.before();
    };
    this.#scroller.after = () => this.#keys.after();
    list.addEventListener('click', ({ target }) => {
      const button = target instanceof Element && target.closest('[data-part="use-as-target"]');
      const id = button && /** @type {HTMLElement | null} */ (button.closest('[data-id]'))?.dataset.id;
      if (id) use(Number(id));
    });
  }

  /** @param {Session} session */
  follow({ report, reading, edition }) {
    const readable = report && !report.page.failure ? report.page.totals : null;
    this.#place.hidden = !readable;
    if (!readable || reading || edition === this.#edition) return;
    this.#edition = edition;
    this.#totals = readable;
    this.#begin();
  }

  /** @param {number} [near] row that is in sight */
  #begin(near = this.#scroller.top) {
    this.#windows.begin(this.#query, near);
    this.#draw();
  }

  /** Another list begins at its top. @param {Partial<LinkQuery>} change @param {number} [pause] */
  #change(change, pause = 0) {
    this.#query = { ...this.#query, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#place.getBoundingClientRect().top < 0) this.#place.scrollIntoView();
      this.#begin(0);
    }, pause);
  }

  #draw() {
    render(this.#view(), this.#place);
    this.#scroller.count = this.#windows.failure ? 0 : this.#windows.total;
  }

  #view() {
    const { total, settled, failure } = this.#windows;
    return html`
      <div class="toolbar">
        ${this.#totals ? totals(this.#totals) : nothing}
        ${this.#totals?.links ? [this.#search(), filters(this.#totals, this.#query.show, (show) => this.#change({ show }))] : nothing}
        ${settled && total && !failure ? html`<button class="plain" data-part="light-list" @click=${() => this.light(this.#query)}>${say('light_list')}</button>` : nothing}
      </div>
      ${failure ? failureBox(failure, { action: html`<button class="small" @click=${() => this.#begin()}>${say('try_again')}</button>` }) : nothing}
      ${settled && !failure && total === 0 ? this.#empty() : nothing}
      <p class="for-readers" id="links-keys">${say('links_keys')}</p>
      <div class="list" role="grid" tabindex="-1" aria-label=${say('links_title')} aria-describedby="links-keys" aria-colcount="4" aria-rowcount=${total} aria-busy=${!settled} ?hidden=${!total || failure}>
        <div class="window" role="rowgroup"></div>
      </div>`;
  }

  #search() {
    return html`<input class="search" type="search" data-part="search" dir="auto" autocomplete="off" spellcheck="false"
      placeholder=${say('search_placeholder')} aria-label=${say('search_label')} .value=${this.#query.text}
      @input=${(/** @type {InputEvent & { target: HTMLInputElement }} */ { target }) => this.#change({ text: target.value }, PAUSE)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === 'ArrowDown' && this.#keys.enter(event)}>`;
  }

  #empty() {
    const { show, text } = this.#query;
    const key = !this.#totals?.links ? 'links_none' : text || show !== 'outbound' ? 'links_none_found' : 'links_none_outbound';
    return html`<div class="empty" role="status">${lantern(false)}<p>${say(key)}</p>
      ${text ? html`<button class="small" @click=${() => this.#change({ text: '' })}>${say('search_clear')}</button>` : nothing}</div>`;
  }
}
