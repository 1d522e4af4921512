// What the list can be narrowed by besides the kind of link: one row of buttons for each subject, each with how many
// links there would be.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { number, say } from '../shared/say.js';

/** @import { About, Facet, FacetCount } from '../../protocol.d.ts' */

/**
 * Facets of which there is none are left out, unless they are chosen.
 *
 * @param {FacetCount[]} counts
 * @param {Facet[]} chosen
 * @param {(facets: Facet[]) => void} pick
 */
export function facets(counts, chosen, pick) {
  const worth = counts.filter(({ facet, links }) => links || chosen.includes(facet));
  const subjects = [...new Set(worth.map(({ about }) => about))];
  return html`<div class="panel facets" id="facets" role="group" aria-label=${say('facets_label')} data-part="facets">
    ${subjects.map((about) => subject(about, worth.filter((each) => each.about === about), chosen, pick))}
    ${chosen.length ? html`<button class="plain" data-part="facets-clear" @click=${() => pick([])}>${say('facets_clear')}</button>` : nothing}
  </div>`;
}

/** @param {About} about @param {FacetCount[]} counts @param {Facet[]} chosen @param {(facets: Facet[]) => void} pick */
function subject(about, counts, chosen, pick) {
  /** @param {Facet} facet */
  const toggled = (facet) => (chosen.includes(facet) ? chosen.filter((each) => each !== facet) : [...chosen, facet]);
  return html`<div class="subject" role="group" aria-labelledby=${`about-${about}`}>
    <span class="name" id=${`about-${about}`}>${say(`facets_${about}`)}</span>
    <div class="choices">${counts.map(
      ({ facet, links }) => html`<button data-part="facet" data-facet=${facet} aria-pressed=${chosen.includes(facet)} @click=${() => pick(toggled(facet))}>
        ${say(`facet_${facet}`)} <span class="count">${number(links)}</span>
      </button>`,
    )}</div>
  </div>`;
}
