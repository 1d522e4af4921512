// The links that match, folded up under the first lamp.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address } from '../shared/address.js';
import { phrase, say, tell } from '../shared/say.js';
import { about, beware } from '../shared/warnings.js';
import { leadsTo, linkText } from './row.js';

/** @import { LiveView } from '../../protocol.d.ts' */

/** @param {LiveView} live */
export function matches({ links, matches: count }) {
  if (!links.length) return nothing;
  const more = count - links.length;
  return html`<details class="matches">
    <summary>${say(phrase('matches_show', count))}</summary>
    <ul>
      ${links.map(
        (link) => html`<li data-part="match" data-id=${link.id}>
          <span class="text">${linkText(link)}</span> <span class="follow">${tell(link.follow)}</span>
          <span class="where">${beware(link.warnings)}${leadsTo(link.through)}${address(link.address)}${about(link.about)}</span>
        </li>`,
      )}
      ${more > 0 ? html`<li class="more">${say(phrase('matches_more', more))}</li>` : nothing}
    </ul>
  </details>`;
}
