// The target: what was typed or picked, how much of it counts, and the form of it that is sent.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { address } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { say, tell } from '../shared/say.js';
import { beware } from '../shared/warnings.js';

/** @import { AimView, Scope } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** @type {Scope[]} */
const SCOPES = ['page', 'subdomain', 'root_domain'];

/** @param {Session} session */
export function target(session) {
  const aim = session.report?.aim;
  const input = session.draft ?? aim?.input ?? '';
  const chosen = session.scope;
  const unset = session.draft !== null && session.draft !== aim?.input;
  const wrong = Boolean(aim?.failure) && !unset;
  return html`<form class="target" @submit=${set}>
      <label for="target">${say('target_label')}</label>
      <div class="field" data-wrong=${wrong}>
        <input id="target" data-part="target" type="text" inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr"
          placeholder=${say('target_placeholder')} aria-invalid=${wrong} aria-describedby=${wrong ? 'target-failure' : aim?.sent ? 'target-sent' : nothing}
          .value=${live(input)} @input=${typed} @keydown=${key}>
        ${unset ? html`<button class="set" data-part="set">${say('target_set')}</button>` : nothing}
        <select data-part="scope" aria-label=${say('scope_label')} .value=${live(chosen)} @change=${widened}>
          ${SCOPES.map((scope) => html`<option value=${scope} ?selected=${scope === chosen}>${say(`scope_${scope}`)}</option>`)}
        </select>
      </div>
      ${aim?.failure && wrong ? failureBox(aim.failure, { id: 'target-failure' }) : sent(aim)}
    </form>`;

  /** @param {SubmitEvent} event */
  function set(event) {
    event.preventDefault();
    void session.aim({ typed: input });
  }

  /** @param {InputEvent & { target: HTMLInputElement }} event */
  function typed(event) {
    session.type(event.target.value);
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    // With nothing to restore, Escape is the browser's and closes the popup.
    if (event.key !== 'Escape' || !unset) return;
    event.preventDefault();
    session.type(null);
  }

  /** @param {Event & { target: HTMLSelectElement }} event */
  function widened(event) {
    void session.widen(/** @type {Scope} */ (event.target.value));
  }
}

/** @param {AimView | undefined} aim */
function sent(aim) {
  if (!aim?.sent) return nothing;
  return html`<div class="sent" id="target-sent">
    ${say('sent_label')} <span data-part="sent">${address(aim.sent)}</span>
    ${aim.notes.length ? html`<ul data-part="notes" aria-label=${say('notes_label')}>${aim.notes.map((note) => html`<li>${tell(note)}</li>`)}</ul>` : nothing}
    ${aim.warnings.length ? html`<p class="warnings" role="status">${beware(aim.warnings)}</p>` : nothing}
  </div>`;
}
