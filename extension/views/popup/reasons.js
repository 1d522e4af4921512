// Why page and index may differ, likeliest first.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { say, tell } from '../shared/say.js';

/** @import { Reason } from '../../protocol.d.ts' */

/** @param {Reason[]} reasons */
export function reasons(reasons) {
  if (!reasons.length) return nothing;
  return html`<section class="why" aria-labelledby="why">
    <h2 id="why">${say('reasons_title')}</h2>
    <ol>${reasons.map(({ code, says }) => html`<li data-part="reason" data-code=${code}>${tell(says)}</li>`)}</ol>
  </section>`;
}
