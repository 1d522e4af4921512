// One row of the link list: a domain above its links, a link, or the place of one that is on its way.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address, plain } from '../shared/address.js';
import { lamp } from '../shared/lamp.js';
import { phrase, say, tell } from '../shared/say.js';
import { about, beware } from '../shared/warnings.js';

/** @import { LinkRow, ListRow } from '../../protocol.d.ts' */

/**
 * @param {number} index of the row in the whole list
 * @param {ListRow | undefined} row
 * @param {boolean} stop whether Tab stops here
 */
export function listRow(index, row, stop) {
  if (!row) return html`<div class="row waiting" role="row" aria-rowindex=${index + 1}><div role="gridcell" aria-busy="true"></div></div>`;
  return 'group' in row ? group(index, row.group.name, row.group.links) : link(index, row.link, stop);
}

/** @param {number} index @param {string} name @param {number} links */
function group(index, name, links) {
  return html`<div class="row group" role="row" aria-rowindex=${index + 1}>
    <div role="rowheader" aria-colspan="4"><bdi class="line" dir="auto" title=${name}>${name}</bdi> <span class="count">${say(phrase('group_links', links))}</span></div>
  </div>`;
}

/** @param {number} index @param {LinkRow} link @param {boolean} stop */
function link(index, link, stop) {
  const { id, matches, through, why } = link;
  // What is no address of the web cannot be a target; the row is still a stop for the arrow keys.
  const tab = stop ? 0 : -1;
  return html`<div class="row link" role="row" aria-rowindex=${index + 1} data-index=${index} data-part="link-row" data-id=${id} data-matches=${matches}>
    <div class="text" role="gridcell" tabindex=${why ? tab : nothing} title=${link.text || nothing}>${matches ? lamp('yes', say('row_matches')) : nothing}${linkText(link)}</div>
    <div class="where line" role="gridcell">${beware(link.warnings)}${leadsTo(through)}${address(link.address)}${about(link.about)}</div>
    <div class="follow line" role="gridcell" title=${say(why ?? link.follow)}>${tell(why ?? link.follow)}</div>
    <div class="use" role="gridcell">${why ? nothing : use(link, tab)}</div>
  </div>`;
}

/** @param {LinkRow} link @param {0 | -1} tab */
function use({ address }, tab) {
  return html`<button data-part="use-as-target" tabindex=${tab} aria-label=${say(phrase('row_use_of', plain(address)))}>${say('row_use')}</button>`;
}

/** Where a wrapped link leads in the end, before its own address. @param {LinkRow['through']} through */
export function leadsTo(through) {
  return through ? html`<span class="through" title=${say(through)}>${tell(through)}</span> ` : nothing;
}

/** @param {LinkRow} link */
export function linkText({ text, named_by }) {
  const kind = named_by ? html`<i class=${text ? 'label' : 'no-text'}>${tell(named_by)}</i> ` : nothing;
  return html`${kind}${text ? html`<bdi class="line" dir="auto">${text}</bdi>` : nothing}`;
}
