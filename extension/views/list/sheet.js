// A list: what it is held against, how its run stands, and what can be done next.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { address } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { number, phrase, say, tell } from '../shared/say.js';
import { looking } from './looking.js';

/** @import { ListFormat, ListPrice, ListSort, ListView, RunView } from '../../protocol.d.ts' */
/** @import { Desk } from './desk.js' */
/** @import { Looks } from './looks.js' */
/** @import { Rows } from './rows.js' */

/** @type {ListSort[]} */
const SORTS = ['line', 'source', 'verdict'];
/** @type {ListFormat[]} */
const FORMATS = ['csv', 'json_lines', 'markdown'];

/** @param {Desk} desk @param {ListView} list @param {Rows} rows @param {Looks} looks */
export function sheet(desk, list, rows, looks) {
  return html`<section class="card run" aria-label=${say('lists_progress')} data-part="run" data-state=${list.run.state} data-rows=${list.run.rows} data-maybe=${list.run.maybe_rows} data-left=${list.price.rows}>
      <p class="against">${say('lists_target')} ${list.target ? address(list.target) : nothing}${list.scope ? html`<span class="help">${tell(list.scope)}</span>` : nothing}</p>
      ${list.run.state === 'idle' ? nothing : bar(list.run)}
      <p class="says" role="status" data-part="run-says">${list.run.says.map((says, at) => html`${at ? ' · ' : ''}${tell(says)}`)}</p>
      ${list.run.failure ? failureBox(list.run.failure, { action: list.run.until ? html`<p class="fix">${tell(list.run.until)}</p>` : nothing }) : nothing}
      ${actions(desk, list)}
    </section>
    ${looking(looks)}
    ${tools(list, rows)}`;
}

/** @param {RunView} run */
function bar({ done, all }) {
  return html`<progress max=${Math.max(1, all)} value=${done} aria-label=${say('lists_progress')}></progress>`;
}

/** @param {Desk} desk @param {ListView} list */
function actions(desk, { run, price, retry }) {
  const { state } = run;
  const open = state === 'idle' || state === 'paused';
  if (run.needs_token && open) {
    return html`<div class="buttons"><p>${say('lists_needs_token')}</p>
      <button class="main big" data-part="add-token" @click=${() => chrome.runtime.openOptionsPage()}>${say('open_options')}</button></div>`;
  }
  return html`<div class="buttons">
      ${open && price.rows ? buy(desk, 'run', state === 'paused' ? 'lists_resume' : 'lists_run', price) : nothing}
      ${open && retry ? buy(desk, 'retry', 'lists_retry', retry) : nothing}
      ${open && !price.rows && !retry ? html`<p class="help" data-part="all-known">${say('lists_all_known')}</p>` : nothing}
      ${state === 'running' || state === 'waiting' ? html`<button class="big" data-part="pause" @click=${() => desk.pause()}>${say('lists_pause')}</button>` : nothing}
      ${state === 'pausing' ? html`<button class="big" disabled>${say('lists_pausing')}</button>` : nothing}
      ${state === 'idle' ? nothing : html`<button class="plain" data-part="cancel" @click=${() => desk.cancel()}>${say('lists_cancel')}</button>`}
    </div>
    ${open && price.says.length ? html`<ul class="chips">${price.says.map((says) => html`<li>${tell(says)}</li>`)}</ul>` : nothing}`;
}

/** @param {Desk} desk @param {'run' | 'retry'} what @param {string} label @param {ListPrice} price */
function buy(desk, what, label, { rows }) {
  const words = desk.sure === what ? say(phrase('lists_confirm', rows)) : html`${say(label)} · <span class="price">${say(phrase('price_rows', rows))}</span>`;
  return html`<button class=${what === 'run' ? 'main big' : 'big'} data-part=${what} data-price=${rows} data-sure=${desk.sure === what} ?disabled=${desk.busy} @click=${() => desk.buy(what)}>${words}</button>`;
}

/** @param {ListView} list @param {Rows} rows */
function tools(list, rows) {
  const { show, sort, text } = rows.query;
  const counts = rows.shows.length ? rows.shows : list.shows;
  return html`<div class="tools">
    <div class="filters" role="group" aria-label=${say('lists_show_label')}>
      ${counts.map((each) => html`<button data-part="show" data-show=${each.show} data-count=${each.rows} aria-pressed=${each.show === show ? 'true' : 'false'} @click=${() => rows.change({ show: each.show })}>
        ${say(`lists_show_${each.show}`)} <span class="count">${number(each.rows)}</span></button>`)}
    </div>
    <input class="search" type="search" data-part="search" dir="auto" autocomplete="off" spellcheck="false" placeholder=${say('lists_search')} aria-label=${say('lists_search')}
      .value=${live(text)} @input=${(/** @type {InputEvent & { target: HTMLInputElement }} */ { target }) => rows.change({ text: target.value }, true)}>
    <select data-part="sort" aria-label=${say('lists_sort')} .value=${live(sort)} @change=${(/** @type {Event & { target: HTMLSelectElement }} */ { target }) => rows.change({ sort: /** @type {ListSort} */ (target.value) })}>
      ${SORTS.map((each) => html`<option value=${each} ?selected=${each === sort}>${say(`lists_sort_${each}`)}</option>`)}
    </select>
    <span class="save" role="group" aria-label=${say('lists_save_as')}>${say('lists_save_as')}
      ${FORMATS.map((format) => html`<button class="small" data-part="export" data-format=${format} ?disabled=${rows.saving} @click=${() => rows.save(format)}>${say(`lists_format_${format}`)}</button>`)}
    </span>
    <p class=${rows.saved ? 'saved-as' : 'for-readers'} role="status" data-part="saved-as">${rows.saved ? tell(phrase('lists_saved_as', rows.saved.rows, rows.saved.name)) : nothing}</p>
    ${rows.failure ? failureBox(rows.failure) : nothing}
  </div>`;
}
