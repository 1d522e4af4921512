// What is left of the month, what this extension has spent, and which index Moz has.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { number, say, tell } from '../shared/say.js';

/** @import { Options, SpentRow } from '../../protocol.d.ts' */
/** @import { Settings } from './settings.js' */

/** @param {Settings} settings @param {Options} options */
export function quota(settings, { keep, quota: view, index }) {
  const disabled = settings.busy || keep === null;
  return html`<section class="card" aria-labelledby="quota-title" data-part="quota" data-known=${view.known}>
    <h2 id="quota-title">${say('quota_title')}</h2>
    <div role="status">
      <p data-part="quota-left">${tell(view.left)}</p>
      ${view.as_of ? html`<p class="help">${tell(view.as_of)}</p>` : nothing}
      ${view.limit ? html`<p data-part="limit-rest">${tell(view.limit)}</p>` : nothing}
    </div>
    <div class="buttons">
      <button class="big" data-part="quota-look-up" ?disabled=${disabled || view.fresh} @click=${() => settings.lookUpQuota()}>${say(view.known ? 'quota_again' : 'quota_look_up')}</button>
      <span class="help">${say('quota_price')}</span>
    </div>
    ${spent(view.by)}
    <h3 id="index-title">${say('index_term')}</h3>
    <p class="help" role="status" data-part="index">${tell(index)}</p>
    <div class="buttons">
      <button class="big" data-part="check-index" aria-describedby="index-title" ?disabled=${disabled} @click=${() => settings.checkIndex()}>${say('index_check')}</button>
      <span class="help">${say('quota_price')}</span>
    </div>
  </section>`;
}

/** @param {SpentRow[]} rows */
function spent(rows) {
  if (rows.length === 0) return html`<h3>${say('spent_title')}</h3><p class="help">${say('spent_none')}</p>`;
  const columns = ['today', 'month', 'calls'];
  return html`<table class="spent" data-part="spent">
    <caption>${say('spent_title')}</caption>
    <thead>
      <tr><th scope="col">${say('spent_endpoint')}</th>${columns.map((column) => html`<th scope="col">${say(`spent_column_${column}`)}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map((row) => html`<tr>
        <th scope="row">${tell(row.name)}</th>
        <td>${number(row.today)}</td>
        <td>${number(row.month)}${row.maybe ? html`<small>${tell(row.maybe)}</small>` : nothing}</td>
        <td>${number(row.calls)}</td>
      </tr>`)}
    </tbody>
  </table>`;
}
