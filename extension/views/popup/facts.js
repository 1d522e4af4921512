// What the page says of itself, folded up: facts with the way each was learned, and how the page compares with its own HTML.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address } from '../shared/address.js';
import { phrase, say, tell } from '../shared/say.js';
import { linkText } from './row.js';

/** @import { AbsentView, FactView, SourceView, ValueView } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** @param {Session} session */
export function facts(session) {
  const view = session.report?.facts;
  if (!view) return nothing;
  return html`<details class="facts card" data-part="facts" data-source=${session.comparing ? 'busy' : view.source.state}>
    <summary>${say('facts_title')} ${view.heads.map((head) => html`<span class="count">${tell(head)}</span> `)}</summary>
    ${source(session, view.source)}
    <dl>${view.facts.map(fact)}</dl>
  </details>`;
}

/** @param {FactView} fact */
function fact({ code, name, values, notes }) {
  return html`<div data-part="fact" data-code=${code}>
    <dt>${tell(name)}</dt>
    ${values.map((said) => html`<dd>${value(said)}</dd>`)}
    ${notes.map((note) => html`<dd class="note">${tell(note)}</dd>`)}
  </div>`;
}

/** @param {ValueView} said */
function value({ says, learned }) {
  return html`<span class="value">${tell(says)}</span> ${learned.map((way) => html`<small>${tell(way)}</small> `)}`;
}

/** @param {Session} session @param {SourceView} view */
function source(session, view) {
  return html`<section class="source" aria-label=${say('source_title')}>
    <p role="status" data-part="source">${session.comparing ? say('source_busy') : tell(view.says)}</p>
    ${view.counts.length ? html`<ul class="chips">${view.counts.map((count) => html`<li>${tell(count)}</li>`)}</ul>` : nothing}
    ${view.can_request ? request(session) : nothing}
    ${view.absent.length ? html`<h3>${say('source_absent')}</h3><ul class="absent">${view.absent.map(absent)}${more(view.more)}</ul>` : nothing}
  </section>`;
}

/** @param {Session} session */
function request(session) {
  return html`<button class="small" data-part="compare" ?disabled=${session.comparing} @click=${() => session.compare(true)}>${say('source_request')}
    <span class="price">${say('source_request_price')}</span></button>`;
}

/** @param {AbsentView} link */
function absent(link) {
  return html`<li data-part="absent" data-matches=${link.matches}>
    <span class="text">${linkText(link)}</span> <span class="follow">${tell(link.why)} · ${tell(link.follow)}</span>
    <span class="where">${address(link.address)}</span>
  </li>`;
}

/** @param {number} count */
const more = (count) => (count ? html`<li class="more">${say(phrase('source_more', count))}</li>` : nothing);
