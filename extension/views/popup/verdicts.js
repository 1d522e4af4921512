// The two lamps: the page, and Moz's index.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lamp } from '../shared/lamp.js';
import { say, tell } from '../shared/say.js';
import { lightTarget } from './lit.js';
import { matches } from './matches.js';

/** @import { CanonicalView, IndexView, Lamp, Phrase } from '../../protocol.d.ts' */
/** @import { Lit } from './lit.js' */
/** @import { Session } from './session.js' */

/** @param {Session} session @param {Lit} lit */
export function verdicts(session, lit) {
  return html`<section class="card verdicts" aria-label=${say('verdicts_label')}>
    ${live(session, lit)}
    ${index(session)}
  </section>`;
}

/** @param {Session} session @param {Lit} lit */
function live(session, lit) {
  const { report, reading } = session;
  const view = report?.live;
  const unread = reading ? null : report?.page.failure;
  const state = reading ? 'busy' : (view?.state ?? 'none');
  // A page that cannot be read is the first thing to know, before that nothing was looked for.
  const title = reading ? 'live_title_busy' : unread && state === 'none' ? 'page_unreadable' : (view?.title ?? 'live_title_none');
  const body = reading
    ? nothing
    : html`${unread ? failureBox(unread, { quiet: true }) : html`<p class="says">${tell(view?.says ?? 'live_says_none')}</p>`}
        ${chips(view?.chips)}`;
  return html`<div class="verdict">
    ${row('live-verdict', state, title, body)}
    ${report && !reading ? html`<button class="small" data-part="read-again" @click=${() => session.open()}>${say('read_again')}</button>` : nothing}
    ${view && !reading ? [matches(view), lightTarget(view, lit)] : nothing}
  </div>`;
}

/** @param {Session} session */
function index({ report, asking }) {
  /** @type {Partial<IndexView>} */
  const view = report?.index ?? {};
  const state = asking ? 'busy' : (view.state ?? 'none');
  const body = html`${view.scope ? html`<p class="says">${tell(view.scope)}</p>` : nothing}
    ${asking ? nothing : html`${view.failure ? failureBox(view.failure, { quiet: true }) : nothing}${chips(view.chips)}`}`;
  return html`<div class="verdict">
    ${row('index-verdict', state, asking && !view.until ? 'index_title_busy' : (view.title ?? 'index_title_none'), body)}
    ${canonical(report?.canonical ?? null)}
  </div>`;
}

/** @param {CanonicalView | null} view the answer for the page under its canonical address */
function canonical(view) {
  if (!view) return nothing;
  return html`<div class="row canonical" role="status" data-part="canonical" data-state=${view.state}>
    ${lamp(view.state)}
    <div><p class="says">${tell(view.says)}</p>${view.failure ? failureBox(view.failure, { quiet: true }) : nothing}${chips(view.chips)}</div>
  </div>`;
}

/**
 * @param {string} part
 * @param {Lamp} state
 * @param {Phrase | string} title
 * @param {unknown} body
 */
function row(part, state, title, body) {
  return html`<div class="row" role="status" data-part=${part} data-state=${state}>
    ${lamp(state)}
    <div><h2>${tell(title)}</h2>${body}</div>
  </div>`;
}

/** @param {Phrase[]} [facts] */
function chips(facts = []) {
  return facts.length ? html`<ul class="chips">${facts.map((fact) => html`<li>${tell(fact)}</li>`)}</ul>` : nothing;
}
