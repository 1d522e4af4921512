// Which small differences leave an address the same, and tracking parameters besides the well-known ones.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { say } from '../shared/say.js';

/** @import { Difference } from '../../protocol.d.ts' */
/** @import { Saved } from './saved.js' */

/** @type {Difference[]} */
const DIFFERENCES = ['scheme', 'www', 'slash', 'tracking', 'order', 'escapes', 'fragment'];

/** @param {Saved} saved */
export function matching(saved) {
  const { sameness, matched } = saved;
  if (!sameness) return nothing;
  const { strict, tracking } = sameness;
  return html`<section class="card matching" aria-labelledby="matching-title">
    <h2 id="matching-title">${say('matching_title')}</h2>
    <p class="help">${say('matching_help')}</p>
    <div class="differences" role="group" aria-labelledby="matching-title">
      ${DIFFERENCES.map(
        (each) => html`<label class="choice"><input type="checkbox" data-part="difference" data-difference=${each} .checked=${live(!strict.includes(each))}
          @change=${() => saved.match({ tracking, strict: strict.includes(each) ? strict.filter((other) => other !== each) : [...strict, each] })}>
          <span>${say(`matching_${each}`)}</span></label>`,
      )}
    </div>
    <form @submit=${names}>
      <label for="tracking">${say('matching_names')}</label>
      <div class="field"><input id="tracking" name="tracking" data-part="tracking" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" aria-describedby="tracking-help" .value=${tracking.join(' ')}></div>
      <p class="help" id="tracking-help">${say('matching_names_help')}</p>
      <button class="big" data-part="save-tracking">${say('matching_names_save')}</button>
    </form>
    <div class="result" role="status" data-part="matching-result">${matched ? say('matching_saved') : nothing}</div>
  </section>`;

  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  function names(event) {
    event.preventDefault();
    void saved.match({ strict, tracking: [String(new FormData(event.currentTarget).get('tracking') ?? '')] });
  }
}
