// One row of the link list: a domain above its links, a link, or the place of one that is on its way.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { address, plain } from '../shared/address.js';
import { lamp } from '../shared/lamp.js';
import { phrase, say, tell } from '../shared/say.js';
import { beware } from '../shared/warnings.js';

/** @import { LinkRow, ListRow, Phrase } from '../../protocol.d.ts' */

/**
 * @param {number} index of the row in the whole list
 * @param {ListRow | undefined} row
 * @param {boolean} stop whether Tab stops here
 * @param {(id: number) => boolean} selected
 */
export function listRow(index, row, stop, selected) {
  if (!row) return html`<div class="row waiting" role="row" aria-rowindex=${index + 1}><div role="gridcell" aria-busy="true"></div></div>`;
  return 'group' in row ? group(index, row.group.name, row.group.links) : link(index, row.link, stop, selected(row.link.id));
}

/** @param {number} index @param {Phrase} name @param {number} links */
function group(index, name, links) {
  return html`<div class="row group" role="row" aria-rowindex=${index + 1}>
    <div role="rowheader" aria-colspan="5"><span class="line" dir="auto" title=${say(name)}>${tell(name)}</span> <span class="count">${say(phrase('group_links', links))}</span></div>
  </div>`;
}

/** @param {number} index @param {LinkRow} link @param {boolean} stop @param {boolean} selected */
function link(index, link, stop, selected) {
  const { id, matches, through, why } = link;
  // What is no address of the web cannot be a target; the row is still a stop for the arrow keys.
  const tab = stop ? 0 : -1;
  return html`<div class="row link" role="row" aria-rowindex=${index + 1} data-index=${index} data-part="link-row" data-id=${id} data-matches=${matches} aria-selected=${selected}>
    <div class="pick" role="gridcell"><input type="checkbox" data-part="pick" tabindex="-1" .checked=${live(selected)} aria-label=${say(phrase('select_of', link.text || plain(link.address)))}></div>
    <div class="text" role="gridcell" tabindex=${why ? tab : nothing} title=${link.text || nothing}>${matches ? lamp('yes', say('row_matches')) : nothing}${linkText(link)}</div>
    <div class="where line" role="gridcell">${beware(link.warnings)}${leadsTo(through)}${address(link.address)}</div>
    <div class="follow line" role="gridcell" title=${[why ?? link.follow, ...link.notes].map(say).join('. ')}>${tell(why ?? link.follow)}${notes(link)}</div>
    <div class="use" role="gridcell">${why ? nothing : use(link, tab)} ${show(link, tab)}</div>
  </div>`;
}

/** @param {LinkRow} link @param {0 | -1} tab */
function use({ address, opens }, tab) {
  // The browser itself opens it: a request of the extension's own would need permission for every host on the way.
  const open = opens
    ? html` <a data-part="open" href=${opens} target="_blank" rel="noopener noreferrer" tabindex=${tab} aria-label=${say(phrase('row_open_of', plain(address)))} title=${say(phrase('row_open_of', plain(address)))}>${say('row_open')}</a>`
    : nothing;
  return html`<button data-part="use-as-target" tabindex=${tab} aria-label=${say(phrase('row_use_of', plain(address)))}>${say('row_use')}</button>${open}`;
}

/** A press is heard in lit.js. @param {LinkRow} link @param {0 | -1} tab */
function show({ address }, tab) {
  return html`<button data-part="show-on-page" tabindex=${tab} aria-label=${say(phrase('light_show_of', plain(address)))}>${say('light_show')}</button>`;
}

/** Where a wrapped link leads in the end, before its own address. @param {LinkRow['through']} through */
export function leadsTo(through) {
  return through ? html`<span class="through" title=${say(through)}>${tell(through)}</span> ` : nothing;
}

/** What is to be known of a link besides. @param {LinkRow} link */
export function notes({ notes }) {
  return notes.map((note) => html` <span class="aside">· ${tell(note)}</span>`);
}

/** @param {Pick<LinkRow, 'text' | 'named_by'>} link */
export function linkText({ text, named_by }) {
  const kind = named_by ? html`<i class=${text ? 'label' : 'no-text'}>${tell(named_by)}</i> ` : nothing;
  return html`${kind}${text ? html`<bdi class="line" dir="auto">${text}</bdi>` : nothing}`;
}
