// The links that match, folded up under the first lamp: what each says, where it stands, and whether it can be seen.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address, plain } from '../shared/address.js';
import { phrase, say, tell } from '../shared/say.js';
import { beware } from '../shared/warnings.js';
import { leadsTo, linkText, notes } from './row.js';

/** @import { LinkRow, LiveView, SightView } from '../../protocol.d.ts' */

/** @param {LiveView} live */
export function matches({ links, matches: count }) {
  if (!links.length) return nothing;
  const more = count - links.length;
  return html`<details class="matches">
    <summary>${say(phrase('matches_show', count))}</summary>
    <ul>
      ${links.map(
        (link) => html`<li data-part="match" data-id=${link.id}>
          <span class="text">${linkText(link)}</span> <span class="follow">${tell(link.follow)}${notes(link)}</span> ${sight(link.sight)}
          ${sentence(link.sight)}
          <span class="where">${beware(link.warnings)}${leadsTo(link.through)}${address(link.address)}</span>
          ${show(link)}
        </li>`,
      )}
      ${more > 0 ? html`<li class="more">${say(phrase('matches_more', more))}</li>` : nothing}
    </ul>
  </details>`;
}

/** @param {SightView | null} sight */
function sight(sight) {
  return sight ? html`<span class="sight" data-part="sight" data-visible=${sight.visible}>${tell(sight.says)}</span>` : nothing;
}

/** The sentence around the link, which is marked in it. @param {SightView | null} sight */
function sentence(sight) {
  if (!sight?.sentence) return nothing;
  const { before, link, after } = sight.sentence;
  return html`<q class="sentence" dir="auto" data-part="sentence" aria-label=${say('sentence_label')}>${before}<mark>${link}</mark>${after}</q>`;
}

/** @param {LinkRow} link */
function show({ address }) {
  return html`<button class="small" data-part="show-on-page" aria-label=${say(phrase('light_show_of', plain(address)))}>${say('light_show_match')}</button>`;
}
