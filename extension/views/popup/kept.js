// What Moz keeps of the pages, of the link and of redirects, as far as it was looked up, and what looking up the rest costs.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say, tell } from '../shared/say.js';
import { next } from './next.js';

/** @import { KeptPart, KeptRow, Phrase } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** @param {Session} session */
export function kept(session) {
  const view = session.report?.kept;
  if (!view) return nothing;
  return html`<details class="kept card" data-part="kept" data-known=${view.known}>
    <summary>${say('kept_heading')} <span class="count">${say(phrase('kept_count', String(view.known), String(view.parts.length)))}</span></summary>
    ${view.parts.map((each) => part(session, each))}
  </details>`;
}

/** @param {Session} session @param {KeptPart} part */
function part(session, { what, says, pages, chips, failure, next: button }) {
  return html`<section data-part="kept-part" data-what=${what} data-known=${says.length + pages.length > 0}>
    <h2>${say(`kept_${what}`)} ${next(session, button)}</h2>
    ${pages.length ? table(pages) : nothing}
    ${says.length ? html`<ul class="facts">${says.map((fact) => html`<li>${tell(fact)}</li>`)}</ul>` : nothing}
    ${failure ? failureBox(failure, { quiet: true }) : nothing}
    ${chips.length ? html`<ul class="chips">${chips.map((chip) => html`<li>${tell(chip)}</li>`)}</ul>` : nothing}
  </section>`;
}

/** @param {KeptRow[]} rows */
function table(rows) {
  const figure = (/** @type {Phrase | null} */ value) => html`<td>${value ? tell(value) : say('kept_unknown')}</td>`;
  return html`<table>
    <thead><tr><td></td><th scope="col">${say('kept_source')}</th><th scope="col">${say('kept_target')}</th></tr></thead>
    <tbody>${rows.map(({ name, source, target }) => html`<tr><th scope="row">${tell(name)}</th>${figure(source)}${figure(target)}</tr>`)}</tbody>
  </table>`;
}
