// The scope ladder: what is known at each of the nine scopes, what follows from what, and what settling the rest costs.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { lamp } from '../shared/lamp.js';
import { phrase, say, tell } from '../shared/say.js';

/** @import { LadderView, RungView, Scope } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** @type {Scope[]} */
const SCOPES = ['page', 'subdomain', 'root_domain'];

/** @param {Session} session */
export function ladder(session) {
  const view = session.report?.ladder;
  if (!view) return nothing;
  return html`<details class="ladder card" data-part="ladder" data-open-cells=${view.open}>
    <summary>${say('ladder_title')} <span class="count">${say(phrase('ladder_known', 9 - view.open))}</span></summary>
    <table>
      <caption>${say('ladder_help')}</caption>
      <thead>
        <tr><td></td>${SCOPES.map((target) => html`<th scope="col">${say(`ladder_target_${target}`)}</th>`)}</tr>
      </thead>
      <tbody>
        ${SCOPES.map((source) => html`<tr>
          <th scope="row">${say(`ladder_source_${source}`)}</th>
          ${view.rungs.filter((rung) => rung.source === source).map((rung) => cell(session, rung))}
        </tr>`)}
      </tbody>
    </table>
    ${settle(session, view)}
  </details>`;
}

/** @param {Session} session @param {RungView} rung */
function cell(session, rung) {
  const { source, target, state, implied, rows, is_main } = rung;
  const details = [tell(rung.says), ...rung.chips.map((chip) => tell(chip))].join('. ');
  return html`<td class=${is_main ? 'main' : ''} data-part="rung" data-source=${source} data-target=${target} data-state=${state}
    data-implied=${implied} title=${details}>
    ${lamp(state, `${say(`lamp_${state}`)}. ${details}`)}
    ${implied ? html`<small>${say('ladder_implied')}</small>` : nothing}
    ${rows && state !== 'busy' ? html`<button class="plain" data-part="ask-at" ?disabled=${!canAsk(session)} aria-label=${say(phrase('ladder_ask', rows, details))}
      @click=${() => session.askAt(source, target, rows)}>${say(phrase('price_rows', rows))}</button>` : nothing}
  </td>`;
}

/** @param {Session} session @param {LadderView} view */
function settle(session, { open, most_rows, confirm }) {
  if (!open) return nothing;
  const sure = session.confirming === 'settle';
  return html`<button class="small" data-part="settle" data-rows=${most_rows} ?disabled=${!canAsk(session)}
    @click=${() => session.press('settle', confirm, () => session.settle(most_rows))}>${
      sure ? say(phrase('confirm_rows', most_rows)) : html`${say('ladder_settle')} <span class="price">${say(phrase('ladder_most', most_rows))}</span>`
    }</button>`;
}

/** @param {Session} session */
function canAsk({ report, asking }) {
  return !asking && report?.ask.blocked === null;
}
