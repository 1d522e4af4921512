// The buttons that spend, with their price, or what stands in their way: verifying is the main one, asking alone the other.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say, tell } from '../shared/say.js';
import { price } from './price.js';
import { quota } from './quota.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function ask(session) {
  const { report, asking } = session;
  if (!report) return nothing;
  const { rows, main, label, blocked, needs_token, confirm } = report.ask;
  const whole = !needs_token && report.verify?.worth ? report.verify : null;
  const sure = session.confirming === 'check';
  if (asking || report.index.state === 'busy') return waiting(session);
  return html`<section class="ask">
    ${blocked ? html`<p id="blocked">${tell(blocked)}</p>` : nothing}
    <div class="buttons">
      ${needs_token ? html`<button class="big main" data-part="add-token" @click=${() => chrome.runtime.openOptionsPage()}>${say('ask_add_token')}</button>` : nothing}
      ${whole ? html`<button class=${main ? 'big main' : 'big'} data-part="verify-run" data-rows=${whole.rows} ?disabled=${blocked !== null}
        @click=${() => session.press('verify', whole.confirm, () => session.verify(whole.rows))}>${session.confirming === 'verify' ? say(phrase('confirm_rows', whole.rows)) : html`${say('verify_label')}${price(whole.rows, whole.at_most, 'verify-price')}`}</button>` : nothing}
      <button class=${needs_token || whole || !main ? 'big' : 'big main'} data-part="check" ?disabled=${blocked !== null} aria-describedby=${blocked ? 'blocked' : nothing}
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
      <button class="big main" data-part="check" disabled>${say(session.report?.index.until ? 'ask_label_turn' : 'ask_label_wait')}</button>
      <button class="big" data-part="cancel" @click=${() => session.cancel()}>${say('ask_cancel')}</button>
    </div>
    ${quota(session)}
  </section>`;
}
