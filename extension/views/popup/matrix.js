// All saved targets against this page at once, folded up.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { address, plain } from '../shared/address.js';
import { lamp } from '../shared/lamp.js';
import { phrase, say, tell } from '../shared/say.js';

/** @import { MatrixRow, TargetView } from '../../protocol.d.ts' */
/** @import { Saved } from './saved.js' */
/** @import { Session } from './session.js' */

/** @param {Session} session @param {Saved} saved */
export function matrix(session, saved) {
  const view = saved.matrix;
  if (!view) return nothing;
  const rows = saved.onlyGaps ? view.rows.filter((row) => row.is_gap) : view.rows;
  return html`<details class="matrix card" data-part="matrix" data-gaps=${view.gaps}>
    <summary>${say('matrix_title')} ${view.says ? html`<span class="count" data-gap=${view.gaps > 0}>${say(view.says)}</span>` : nothing}</summary>
    ${view.rows.length
      ? html`${view.gaps ? html`<button class="plain" data-part="only-gaps" aria-pressed=${saved.onlyGaps} @click=${() => saved.narrow(!saved.onlyGaps)}>${say('matrix_only_gaps')}</button>` : nothing}
          <ul>${repeat(rows, (row) => row.target.id, (row) => entry(session, row))}</ul>`
      : html`<p>${say('matrix_empty')}</p>`}
    <button class="plain" data-part="manage-targets" @click=${() => chrome.runtime.openOptionsPage()}>${say('matrix_manage')}</button>
  </details>`;
}

/** @param {Session} session @param {MatrixRow} row */
function entry(session, row) {
  const { target, live, links, says, index, chips, is_picked, is_gap } = row;
  const known = [say(phrase('matrix_index', phrase(`lamp_${index}`))), ...chips.map(say)].join('. ');
  return html`<li data-part="matrix-row" data-id=${target.id} data-live=${live} data-index=${index} data-gap=${is_gap} data-picked=${is_picked}>
    ${lamp(live, say(phrase('matrix_live', phrase(`lamp_${live}`))))}
    <div class="what">
      <button class="plain name" data-part="matrix-use" aria-current=${is_picked ? 'true' : nothing} title=${say(phrase('matrix_use', name(target)))}
        @click=${() => session.aim({ typed: target.input }, target.scope)}>${shown(target)}</button>
      <span class="kind">${say(`kind_${target.kind}`)}, ${say(`scope_${target.scope}`)}${links ? html` · ${say(phrase('matrix_links', links))}` : nothing}</span>
      ${says ? html`<p class="says">${tell(says)}</p>` : nothing}
    </div>
    <div class="moz" title=${known}>${lamp(index, known)}${price(session, row)}</div>
  </li>`;
}

/** @param {Session} session @param {MatrixRow} row */
function price(session, { target, rows, index }) {
  if (!rows || index === 'busy') return nothing;
  return html`<button class="plain" data-part="matrix-ask" data-rows=${rows} ?disabled=${session.asking} aria-label=${say(phrase('matrix_ask', rows, name(target)))}
    @click=${ask}>${say(phrase('price_rows', rows))}</button>`;

  // It becomes the target first, so that answer, reasons and what may stand in the way are where they always are.
  async function ask() {
    await session.aim({ typed: target.input }, target.scope);
    if (session.report?.ask.blocked === null && session.report.ask.rows === rows) await session.ask(rows);
  }
}

/** @param {TargetView} target */
export const name = (target) => target.label || plain(target.shown);

/** @param {TargetView} target */
function shown(target) {
  return target.label ? html`<bdi class="called" dir="auto">${target.label}</bdi>` : address(target.shown);
}
