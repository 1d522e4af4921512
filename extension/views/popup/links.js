// The page's links: how many there are, which to show and in which order, a search, the list itself, and what can be done
// with those that are selected.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lantern } from '../shared/lantern.js';
import { within } from '../shared/page.js';
import { say } from '../shared/say.js';
import { facets } from './facets.js';
import { filters, totals } from './filters.js';
import { Keys } from './keys.js';
import { Looking } from './looking.js';
import { listRow } from './row.js';
import { Scroller } from './scroller.js';
import { Selecting } from './selecting.js';
import { take } from './take.js';
import { Taking } from './taking.js';
import { tools } from './tools.js';
import { Windows } from './windows.js';

/** @import { Format, LinkQuery, Totals } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */
/** @import { Extent } from './take.js' */

/** Milliseconds without a key before the list is searched. */
const PAUSE = 120;

/** @type {LinkQuery} */
const ALL = { show: 'all', text: '', facets: [], sort: 'page' };

export class Links {
  /** @type {LinkQuery} */
  #query = { show: 'outbound', text: '', facets: [], sort: 'count' };
  /** Lights what is listed. @type {(query: LinkQuery) => void} */
  light = () => {};
  /** @type {Totals | null} */
  #totals = null;
  /** @type {'facets' | 'take' | null} what is unfolded */
  #panel = null;
  /** @type {Extent | null} what the person chose to take; else what is selected, if anything is */
  #extent = null;
  #edition = 0;
  #timer = 0;
  #place;
  #bar;
  #use;
  #windows;
  #scroller;
  #keys;
  #selecting;
  #taking;
  #looking;

  /**
   * @param {HTMLElement} place
   * @param {number} tab
   * @param {(id: number) => void} use takes a link as target
   */
  constructor(place, tab, use) {
    this.#place = place;
    this.#use = use;
    this.#windows = new Windows(tab, () => this.#draw());
    this.#selecting = new Selecting(tab, this.#windows, () => this.#query, () => this.#draw());
    this.#taking = new Taking(tab, () => this.#draw());
    this.#looking = new Looking(tab, () => this.#draw());
    render(this.#view(), place);
    const [bar, list, window] = [within(place, '.toolbar'), within(place, '.list'), within(place, '.window')];
    this.#bar = bar;
    const selected = (/** @type {number} */ id) => this.#selecting.has(id);
    this.#scroller = new Scroller(list, window, (index) => listRow(index, this.#windows.row(index), index === this.#keys.stop, selected));
    this.#keys = new Keys(list, this.#windows, this.#scroller, () => bar.offsetHeight, this.#selecting);
    this.#scroller.before = () => {
      this.#windows.want(this.#scroller.first, this.#scroller.last);
      this.#keys.before();
    };
    this.#scroller.after = () => this.#keys.after();
    list.addEventListener('click', (event) => this.#click(event));
    bar.addEventListener('keydown', (event) => this.#escape(event));
  }

  /** @param {Session} session */
  follow({ report, reading, edition }) {
    const readable = report && !report.page.failure ? report.page.totals : null;
    this.#place.hidden = !readable;
    if (!readable || reading || edition === this.#edition) return;
    this.#edition = edition;
    this.#looking.stop();
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
    if (!this.#taking.progress) this.#taking.forget();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#place.getBoundingClientRect().top < 0) this.#place.scrollIntoView();
      this.#begin(0);
    }, pause);
    this.#draw();
  }

  #draw() {
    if (this.#windows.settled) this.#selecting.of(this.#windows.print);
    const held = this.#bar.contains(document.activeElement);
    render(this.#view(), this.#place);
    // What had the focus may be gone, as it is done.
    if (held && document.activeElement === document.body) within(this.#bar, `[data-part="${this.#panel ? `open-${this.#panel}` : 'select-all'}"]`).focus();
    this.#scroller.count = this.#windows.failure ? 0 : this.#windows.total;
  }

  #view() {
    const { total, settled, failure } = this.#windows;
    return html`
      <div class="toolbar">
        ${this.#totals ? totals(this.#totals) : nothing}
        ${this.#totals?.links ? this.#toolbar(this.#totals) : nothing}
        ${settled && total && !failure ? html`<button class="plain" data-part="light-list" @click=${() => this.light(this.#query)}>${say('light_list')}</button>` : nothing}
      </div>
      ${failure ? failureBox(failure, { action: html`<button class="small" @click=${() => this.#begin()}>${say('try_again')}</button>` }) : nothing}
      ${settled && !failure && total === 0 ? this.#empty() : nothing}
      <p class="for-readers" id="links-keys">${say('links_keys')}</p>
      <div class="list" role="grid" tabindex="-1" aria-multiselectable="true" aria-label=${say('links_title')} aria-describedby="links-keys" aria-colcount="5" aria-rowcount=${total} aria-busy=${!settled} ?hidden=${!total || failure}>
        <div class="window" role="rowgroup"></div>
      </div>`;
  }

  /** @param {Totals} totals */
  #toolbar(totals) {
    const { show, facets: chosen, sort } = this.#query;
    return html`
      ${this.#search()}
      ${filters(totals, this.#windows.shows, show, (show) => this.#change({ show }))}
      ${tools({
        chosen: chosen.length,
        sort,
        panel: this.#panel,
        selecting: this.#selecting,
        links: this.#windows.links,
        order: (sort) => this.#change({ sort }),
        unfold: (panel) => this.#unfold(panel),
        use: () => this.#use(this.#selecting.ids[0] ?? -1),
        check: () => void this.#selecting.checkInList(),
      })}
      ${this.#panel === 'facets' ? facets(this.#windows.facets, chosen, (facets) => this.#change({ facets }), this.#looking, () => this.#look()) : nothing}
      ${this.#panel === 'take' ? this.#take(totals) : nothing}`;
  }

  /** @param {Totals} totals */
  #take(totals) {
    const counts = { selected: this.#selecting.size, listed: this.#windows.links, all: totals.links };
    const extent = this.#extent && (this.#extent !== 'selected' || counts.selected) ? this.#extent : counts.selected ? 'selected' : 'listed';
    return take({
      taking: this.#taking,
      counts,
      extent,
      choose: (extent) => {
        this.#extent = extent;
        this.#draw();
      },
      take: (how, format) => this.#takeOut(how, format, extent),
    });
  }

  /** @param {'copy' | 'save'} how @param {Format} format @param {Extent} extent */
  #takeOut(how, format, extent) {
    const { ids, print } = this.#selecting;
    void this.#taking[how](extent === 'selected' ? { ids, print } : { query: extent === 'all' ? ALL : this.#query }, format);
  }

  async #look() {
    await this.#looking.look(this.#query);
    this.#begin();
  }

  /** @param {'facets' | 'take' | null} panel */
  #unfold(panel) {
    this.#panel = panel;
    if (!this.#taking.progress) this.#taking.forget();
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== 'Escape' || !this.#panel || event.target instanceof HTMLSelectElement) return;
    if (event.target instanceof HTMLInputElement && event.target.type === 'search' && event.target.value) return;
    event.preventDefault();
    const toggle = this.#panel;
    this.#unfold(null);
    within(this.#place, `[data-part="open-${toggle}"]`).focus();
  }

  /** @param {MouseEvent} event */
  #click({ target, shiftKey }) {
    if (!(target instanceof Element)) return;
    const row = /** @type {HTMLElement | null} */ (target.closest('[data-id]'));
    if (!row) return;
    const [id, index] = [Number(row.dataset.id), Number(row.dataset.index)];
    if (target.closest('[data-part="use-as-target"]')) this.#use(id);
    else if (target.closest('.pick')) this.#selecting.press(index, shiftKey);
  }

  #search() {
    return html`<input class="search" type="search" data-part="search" dir="auto" autocomplete="off" spellcheck="false"
      placeholder=${say('search_placeholder')} aria-label=${say('search_label')} .value=${this.#query.text}
      @input=${(/** @type {InputEvent & { target: HTMLInputElement }} */ { target }) => this.#change({ text: target.value }, PAUSE)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === 'ArrowDown' && this.#keys.enter(event)}>`;
  }

  #empty() {
    const { show, text, facets } = this.#query;
    const narrowed = text || facets.length || show !== 'outbound';
    const key = !this.#totals?.links ? 'links_none' : narrowed ? 'links_none_found' : 'links_none_outbound';
    return html`<div class="empty" role="status">${lantern(false)}<p>${say(key)}</p>
      ${text ? html`<button class="small" @click=${() => this.#change({ text: '' })}>${say('search_clear')}</button>` : nothing}
      ${facets.length ? html`<button class="small" @click=${() => this.#change({ facets: [] })}>${say('facets_clear')}</button>` : nothing}</div>`;
  }
}
