// A list's sources against competitors, as a table: a row for each source, a column for each target.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address, plain } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { lamp } from '../shared/lamp.js';
import { number, phrase, say, tell } from '../shared/say.js';

/** @import { ListFormat, RivalCell, RivalColumn, RivalRow, RivalsView } from '../../protocol.d.ts' */
/** @import { Rivals } from './rivals.js' */

const FORMATS = /** @type {ListFormat[]} */ (['csv', 'json_lines', 'markdown']);

/** @param {Rivals} rivals */
export function against(rivals) {
  const { view, failure } = rivals;
  return html`<details class="card against" data-part="rivals" ?open=${rivals.open} @toggle=${(/** @type {Event & { currentTarget: HTMLDetailsElement }} */ { currentTarget }) => rivals.toggle(currentTarget.open)}>
    <summary>${say('rivals_title')}</summary>
    ${failure ? failureBox(failure) : nothing}
    ${view ? table(rivals, view) : nothing}
  </details>`;
}

/** @param {Rivals} rivals @param {RivalsView} view */
function table(rivals, view) {
  if (view.columns.length < 2) {
    return html`<p class="help" data-part="rivals-none">${say('rivals_none')}</p>
      <div class="buttons"><button class="small" @click=${() => chrome.runtime.openOptionsPage()}>${say('matrix_manage')}</button></div>`;
  }
  return html`<p class="help">${say('rivals_help')}</p>
    <div class="filters" role="group" aria-label=${say('lists_show_label')}>
      ${view.shows.map(({ show, rows }) => html`<button data-part="rivals-show" data-show=${show} data-count=${rows} aria-pressed=${show === rivals.show ? 'true' : 'false'} @click=${() => rivals.narrow(show)}>
        ${say(`rivals_show_${show}`)} <span class="count">${number(rows)}</span></button>`)}
    </div>
    <div class="wide" tabindex="0" role="region" aria-label=${say('rivals_title')}>
      <table aria-busy=${rivals.busy}>
        <thead><tr><th scope="col">${say('lists_column_source')}</th>${view.columns.map((column) => head(rivals, column))}</tr></thead>
        <tbody>${view.rows.map((row) => entry(row, view.columns))}</tbody>
      </table>
    </div>
    ${view.total ? nothing : html`<p class="empty" role="status">${say('lists_none_found')}</p>`}
    <div class="buttons">
      ${view.rows.length < view.total ? html`<button class="small" data-part="rivals-more" ?disabled=${rivals.busy} @click=${() => rivals.more()}>${say(phrase('rivals_more', view.total - view.rows.length))}</button>` : nothing}
      <span class="save" role="group" aria-label=${say('lists_save_as')}>${say('lists_save_as')}
        ${FORMATS.map((format) => html`<button class="small" data-part="rivals-export" data-format=${format} ?disabled=${rivals.busy} @click=${() => rivals.save(format)}>${say(`lists_format_${format}`)}</button>`)}
      </span>
    </div>
    <p role="status" class=${rivals.saved ? 'saved-as' : 'for-readers'}>${rivals.saved ? tell(phrase('lists_saved_as', rivals.saved.rows, rivals.saved.name)) : nothing}</p>
    ${sites(rivals, view)}`;
}

/** @param {Rivals} rivals @param {RivalColumn} column */
function head(rivals, column) {
  const { id, kind, label, price, scope, target } = column;
  return html`<th scope="col" data-part="rivals-column" data-kind=${kind}>
    <span class="line">${label ? html`<bdi>${label}</bdi>` : address(target)}</span>
    <span class="about">${say(`kind_${kind}`)}, ${tell(scope)}</span>
    ${id !== null && price.rows ? html`<button class="plain" data-part="rivals-ask" data-id=${id} data-rows=${price.rows} @click=${() => rivals.ask(id)}>${say(phrase('rivals_ask', price.rows))}<span class="for-readers"> (${label || plain(target)})</span></button>` : nothing}
  </th>`;
}

/** @param {RivalRow} row @param {RivalColumn[]} columns */
function entry({ at, cells, show, source, sure }, columns) {
  return html`<tr data-part="rivals-row" data-at=${at} data-show=${show}>
    <th scope="row"><span class="line">${address(source)}</span>${show === 'gap' ? html` <span class="new">${say(sure ? 'rivals_gap' : 'rivals_gap_index')}</span>` : nothing}</th>
    ${cells.map((one, number) => cell(one, columns[number]))}
  </tr>`;
}

/** @param {RivalCell} cell @param {RivalColumn | undefined} column */
function cell({ live, live_says, index }, column) {
  const of = column ? column.label || plain(column.target) : '';
  const moz = say(phrase('matrix_index', phrase(`lamp_${index}`)));
  return html`<td data-live=${live} data-index=${index} title=${of}>
    <span class="side">${lamp(live, '')}<span>${tell(live_says)}</span></span>
    <span class="side about">${lamp(index, '')}<span>${moz}</span></span>
  </td>`;
}

/** @param {Rivals} rivals @param {RivalsView} view */
function sites(rivals, { more }) {
  if (!more) return nothing;
  const { busy, next, sites, spent, sure } = rivals;
  const over = spent !== null && !next;
  return html`<section class="beyond" data-part="rivals-sites">
    <h2>${say('more_rivals')}</h2>
    <p class="help">${say('rivals_sites_help')}</p>
    ${sites.length ? html`<ul>${sites.map(({ authority, name, says }) => html`<li><bdi>${name}</bdi> <span class="about">${authority === null ? nothing : html`${say('more_authority')} ${number(authority)} · `}${tell(says)}</span></li>`)}</ul>` : nothing}
    ${spent !== null && !sites.length ? html`<p role="status">${say('more_none')}</p>` : nothing}
    <p role="status" class="about">${spent === null ? nothing : say(phrase('more_spent', spent))}</p>
    ${over ? nothing : html`<button class="small" data-part="rivals-buy" data-rows=${more.rows} ?disabled=${busy} @click=${() => rivals.buySites()}>${sure ? say(phrase('confirm_rows', more.rows)) : html`${say(phrase(spent === null ? 'more_first' : 'more_next', more.sites))} · <span class="price">${say(phrase('price_rows', more.rows))}</span>`}</button>`}
  </section>`;
}
