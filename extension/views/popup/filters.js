// How many links of which kind there are, in words and as buttons.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { number, phrase, say } from '../shared/say.js';

/** @import { Show, ShowCount, Totals } from '../../protocol.d.ts' */

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

/** The order of the kinds. @type {Show[]} */
const SHOWS = ['outbound', 'same_site', 'same_host', 'not_web', 'unusable', 'all'];

/**
 * Kinds of which the page has none are left out, but for the two that are always worth a look. The counts are of what
 * there would be, all else as chosen.
 *
 * @param {Totals} totals
 * @param {ShowCount[]} counts
 * @param {Show} shown
 * @param {(show: Show) => void} pick
 */
export function filters(totals, counts, shown, pick) {
  const there = { ...totals, all: totals.links };
  const worth = SHOWS.filter((show) => there[show] || show === shown || show === 'outbound');
  /** @param {Show} show */
  const count = (show) => counts.find((each) => each.show === show)?.links ?? there[show];
  return html`<div class="filters" role="group" aria-label=${say('show_label')}>
    ${worth.map(
      (show) => html`<button data-part="show" data-show=${show} aria-pressed=${show === shown} @click=${() => pick(show)}>
        ${say(`show_${show}`)} <span class="count">${number(count(show))}</span>
      </button>`,
    )}
  </div>`;
}
