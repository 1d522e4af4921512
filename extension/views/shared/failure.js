// What went wrong: what happened, what to do, and whether it may have cost something.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { say, tell } from './say.js';

/** @import { Failure } from '../../protocol.d.ts' */

/**
 * @param {Failure} failure
 * @param {object} [more]
 * @param {unknown} [more.action] a button that helps
 * @param {boolean} [more.quiet] true in a verdict, which is announced anyway and says of itself what may have been billed
 * @param {string} [more.id] for aria-describedby
 */
export function failureBox(failure, { action = nothing, quiet = false, id } = {}) {
  return html`<div class="failure" id=${id ?? nothing} role=${quiet ? nothing : 'alert'} data-part="error" data-code=${failure.code}>
    <p class="what">${tell(failure.says)}</p>
    <p class="fix">${tell(failure.advice)}</p>
    ${failure.maybe_billed && !quiet ? html`<p class="billed">${say('failure_maybe_billed')}</p>` : nothing}
    ${action}
  </div>`;
}
