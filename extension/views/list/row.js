// One row of a list: the source, what its page shows, what the index says, and the facts behind it.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address } from '../shared/address.js';
import { lamp } from '../shared/lamp.js';
import { number, phrase, say, tell } from '../shared/say.js';

/** @import { ListItemRow, Phrase } from '../../protocol.d.ts' */

/** @param {number} index of the row @param {ListItemRow | undefined} row */
export function listItem(index, row) {
  if (!row) return html`<div class="row waiting" role="row" aria-rowindex=${index + 2}><div role="cell" aria-busy="true"></div></div>`;
  const facts = [...(row.failure ? [row.failure.says] : []), ...row.chips, ...row.live_notes];
  const seen = [row.live_says, ...row.live_notes, ...(row.live_failure ? [row.live_failure.advice] : [])].map(say).join('. ');
  const more = [...facts, ...(row.failure ? [row.failure.advice] : [])].map(say).join('. ');
  return html`<div class="row" role="row" aria-rowindex=${index + 2} data-part="list-row" data-at=${row.at} data-index=${row.index} data-code=${row.failure?.code ?? nothing}>
    <div class="source line" role="cell"><span class="at" title=${say(phrase('lists_line_of', number(row.line)))}>${number(row.line)}</span> ${address(row.source)}</div>
    <div class="live verdict" role="cell" data-part="live" data-state=${row.live} data-code=${row.live_failure?.code ?? nothing} title=${seen}>${lamp(row.live, '')}<span class="line">${tell(row.live_says)}</span></div>
    <div class="index verdict" role="cell">${lamp(row.index, '')}<span>${tell(row.index_says)}</span></div>
    <div class="facts line" role="cell" title=${more || nothing}>${facts.map(fact)}</div>
  </div>`;
}

/** @param {Phrase} says @param {number} at */
function fact(says, at) {
  return html`${at ? ' · ' : ''}${tell(says)}`;
}
