// The button that spends, with its price, or what stands in its way.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say, tell } from '../shared/say.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function ask(session) {
  const { report, asking } = session;
  if (!report) return nothing;
  const { rows, main, label, blocked, needs_token } = report.ask;
  if (asking || report.index.state === 'busy') return waiting(session);
  return html`<section class="ask">
    ${blocked ? html`<p id="blocked">${tell(blocked)}</p>` : nothing}
    <div class="buttons">
      ${needs_token ? html`<button class="big main" data-part="add-token" @click=${() => chrome.runtime.openOptionsPage()}>${say('ask_add_token')}</button>` : nothing}
      <button class=${needs_token || !main ? 'big' : 'big main'} data-part="check" ?disabled=${blocked !== null} aria-describedby=${blocked ? 'blocked' : nothing}
        @click=${() => session.ask(rows)}>${tell(label)}${blocked && !rows ? nothing : price(rows)}</button>
    </div>
  </section>`;
}

/** @param {Session} session */
function waiting(session) {
  return html`<section class="ask">
    <div class="buttons">
      <button class="big main" data-part="check" disabled>${say('ask_label_wait')}</button>
      <button class="big" data-part="cancel" @click=${() => session.cancel()}>${say('ask_cancel')}</button>
    </div>
  </section>`;
}

/** @param {number} rows */
function price(rows) {
  return html` <span class="price" data-part="price" data-rows=${rows}>${say(phrase('price_rows', rows))}</span>`;
}
