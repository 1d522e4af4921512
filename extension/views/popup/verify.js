// Verifying a placement: its steps and their price before, how far it is, and what came of each.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { phrase, say, tell } from '../shared/say.js';
import { next } from './next.js';

/** @import { StepView, VerifyView } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** @param {Session} session */
export function verify(session) {
  const view = session.report?.verify;
  if (!view) return nothing;
  return html`<details class="steps card" data-part="verify" data-running=${view.running} data-rows=${view.rows} ?open=${session.unfolded}>
    <summary>${say('verify_steps')} <span class="count">${sum(view)}</span></summary>
    <ol aria-live="polite">${view.steps.map((step) => row(session, view, step))}</ol>
  </details>`;
}

/** @param {VerifyView} view */
function sum({ rows, at_most, running }) {
  if (running) return say('verify_wait');
  return rows ? say(phrase(at_most ? 'ladder_most' : 'price_rows', rows)) : say('verify_done');
}

/** @param {Session} session @param {VerifyView} view @param {StepView} step */
function row(session, view, step) {
  const { can_switch, failure, on, result, state } = step;
  const name = say(`step_${step.step}`);
  return html`<li data-part="step" data-step=${step.step} data-state=${state} data-on=${on} data-rows=${step.rows}>
    <span class="mark" role="img" aria-label=${say(`step_${state}`)}></span>
    ${can_switch
      ? html`<label><input type="checkbox" data-part="step-on" .checked=${live(on)} ?disabled=${view.running || session.asking}
          @change=${() => session.setStep(step.step, !on)}> ${name}</label>`
      : html`<span class="name">${name}</span>`}
    <span class="cost">${cost(step)}</span>
    ${on && failure ? html`<p class="result bad">${tell(failure.says)}</p>` : on && result ? html`<p class="result">${tell(result)} ${next(session, step.next)}</p>` : nothing}
  </li>`;
}

/** @param {StepView} step */
function cost({ can_switch, on, rows }) {
  if (!can_switch) return say('verify_free');
  if (!on) return say('verify_off');
  return rows ? say(phrase('price_rows', rows)) : say('verify_known');
}
