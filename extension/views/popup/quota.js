// What is left of the month and of the day, on one line near the button that spends it.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { say, tell } from '../shared/say.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function quota(session) {
  const view = session.report?.quota;
  if (!view) return nothing;
  const { left, as_of, fresh, today, maybe, limit, last } = view;
  const facts = [today, maybe, limit].filter((fact) => fact !== null);
  return html`<div class="quota" data-part="quota" data-known=${view.known}>
    <p title=${as_of ? say(as_of) : nothing}>
      <span data-part="quota-left">${tell(left)}</span>
      ${fresh ? nothing : html`<button class="plain" data-part="quota-look-up" ?disabled=${session.looking} @click=${() => session.lookUpQuota()}>${say(session.looking ? 'quota_looking' : view.known ? 'quota_again' : 'quota_look_up')}</button>`}
    </p>
    <p>${facts.map((fact) => html`<span>${tell(fact)}</span>`)}</p>
    ${last ? html`<p data-part="receipt">${tell(last)}</p>` : nothing}
  </div>`;
}
