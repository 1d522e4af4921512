// How many links of which kind there are, in words and as buttons.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { number, phrase, say } from '../shared/say.js';

/** @import { Show, Totals } from '../../protocol.d.ts' */

/** @param {Totals} totals */
export function totals({ links, outbound, domains, frames_unread }) {
  const facts = [
    outbound ? phrase('totals_outbound', outbound, phrase('totals_domains', domains)) : null,
    frames_unread ? phrase('totals_frames', frames_unread) : null,
  ];
  return html`<div class=${links ? 'totals' : 'for-readers'} data-part="totals" data-links=${links} data-outbound=${outbound}>
    <h2>${say(phrase('totals', links))}</h2>
    ${facts.map((fact) => (fact ? html` <p>${say(fact)}</p>` : nothing))}
  </div>`;
}

/**
 * Kinds of which there is none are left out, but for the two that are always worth a look.
 *
 * @param {Totals} totals
 * @param {Show} shown
 * @param {(show: Show) => void} pick
 */
export function filters(totals, shown, pick) {
  /** @type {[Show, number][]} */
  const kinds = [
    ['outbound', totals.outbound],
    ['same_site', totals.same_site],
    ['same_host', totals.same_host],
    ['not_web', totals.not_web],
    ['unusable', totals.unusable],
    ['all', totals.links],
  ];
  const worth = kinds.filter(([show, count]) => count || show === shown || show === 'outbound');
  return html`<div class="filters" role="group" aria-label=${say('show_label')}>
    ${worth.map(
      ([show, count]) => html`<button data-part="show" data-show=${show} aria-pressed=${show === shown} @click=${() => pick(show)}>
        ${say(`show_${show}`)} <span class="count">${number(count)}</span>
      </button>`,
    )}
  </div>`;
}
