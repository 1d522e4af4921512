// The button that spends, with its price, or what stands in its way.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say, tell } from '../shared/say.js';
import { quota } from './quota.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function ask(session) {
  const { report, asking } = session;
  if (!report) return nothing;
  const { rows, main, label, blocked, needs_token, confirm } = report.ask;
  const sure = session.confirming === 'check';
  if (asking || report.index.state === 'busy') return waiting(session);
  return html`<section class="ask">
    ${blocked ? html`<p id="blocked">${tell(blocked)}</p>` : nothing}
    <div class="buttons">
      ${needs_token ? html`<button class="big main" data-part="add-token" @click=${() => chrome.runtime.openOptionsPage()}>${say('ask_add_token')}</button>` : nothing}
      <button class=${needs_token || !main ? 'big' : 'big main'} data-part="check" ?disabled=${blocked !== null} aria-describedby=${blocked ? 'blocked' : nothing}
        @click=${() => session.press('check', confirm, () => session.ask(rows))}>${sure ? say(phrase('confirm_rows', rows)) : html`${tell(label)}${blocked && !rows ? nothing : price(rows)}`}</button>
    </div>
    ${offer(session)}
    ${quota(session)}
  </section>`;
}

/** The other API, where this one has refused the account. @param {Session} session */
function offer(session) {
  const other = session.report?.offer;
  if (!other) return nothing;
  return html`<div class="offer" data-part="offer">
    <p>${tell(other.says)}</p>
    <button class="small" data-part="use-flavour" @click=${() => session.useFlavour(other.flavour)}>${tell(other.label)}</button>
  </div>`;
}

/** @param {Session} session */
function waiting(session) {
  return html`<section class="ask">
    <div class="buttons">
      <button class="big main" data-part="check" disabled>${say('ask_label_wait')}</button>
      <button class="big" data-part="cancel" @click=${() => session.cancel()}>${say('ask_cancel')}</button>
    </div>
    ${quota(session)}
  </section>`;
}

/** @param {number} rows */
function price(rows) {
  return html` <span class="price" data-part="price" data-rows=${rows}>${say(phrase('price_rows', rows))}</span>`;
}
