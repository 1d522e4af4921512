// Why page and index may differ, likeliest first, each with what can be done about it.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { say, tell } from '../shared/say.js';
import { next } from './next.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function reasons(session) {
  const reasons = session.report?.reasons ?? [];
  if (!reasons.length) return nothing;
  return html`<section class="why" aria-labelledby="why">
    <h2 id="why">${say('reasons_title')}</h2>
    <ol>${reasons.map((reason) => html`<li data-part="reason" data-code=${reason.code}>${tell(reason.says)} ${next(session, reason.next)}</li>`)}</ol>
  </section>`;
}
