// What the list can be narrowed by besides the kind of link: one row of buttons for each subject, each with how many
// links there would be.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { number, phrase, say } from '../shared/say.js';

/** @import { About, Facet, FacetCount } from '../../protocol.d.ts' */
/** @import { Looking } from './looking.js' */

/**
 * Facets of which there is none are left out, unless they are chosen.
 *
 * @param {FacetCount[]} counts
 * @param {Facet[]} chosen
 * @param {(facets: Facet[]) => void} pick
 * @param {Looking} looking
 * @param {() => void} look
 */
export function facets(counts, chosen, pick, looking, look) {
  const looked = counts.some(({ facet, links }) => links > 0 && (facet === 'visible' || facet === 'hidden'));
  const worth = counts.filter(({ facet, links }) => (links && (looked || facet !== 'unlooked')) || chosen.includes(facet));
  const subjects = [...new Set(worth.map(({ about }) => about))];
  return html`<div class="panel facets" id="facets" role="group" aria-label=${say('facets_label')} data-part="facets">
    ${subjects.map((about) => subject(about, worth.filter((each) => each.about === about), chosen, pick))}
    ${sight(counts, looking, look)}
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

/** Looking costs the page some work, so it is done when asked for. @param {FacetCount[]} counts @param {Looking} looking @param {() => void} look */
function sight(counts, looking, look) {
  const { progress, failure } = looking;
  const left = counts.some(({ facet, links }) => facet === 'unlooked' && links > 0);
  return html`<div class="look" role="status" data-part="looking" data-busy=${progress !== null}>
    ${failure ? failureBox(failure, { quiet: true }) : nothing}
    ${progress
      ? html`<span>${say(phrase('facets_looking', number(progress.done), number(progress.total)))}</span> <button class="plain" data-part="look-stop" @click=${() => looking.stop()}>${say('facets_look_stop')}</button>`
      : left
        ? html`<button class="plain" data-part="look" @click=${look}>${say('facets_look')}</button>`
        : nothing}
  </div>`;
}
