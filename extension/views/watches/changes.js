// What changed, the newest first; the unseen ones stand out until they are marked as seen.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address } from '../shared/address.js';
import { lamp } from '../shared/lamp.js';
import { number, say, tell } from '../shared/say.js';
import { saving } from './saving.js';

/** @import { Watched } from './watched.js' */

/** @param {Watched} watched */
export function changes(watched) {
  const view = watched.changes;
  if (!view || !watched.view?.total) return nothing;
  return html`<section class="card" aria-labelledby="changes-title">
    <h2 id="changes-title">${say('changes_title')} ${view.unseen ? html`<span class="count" data-part="unseen" data-count=${view.unseen}>${number(view.unseen)}</span>` : nothing}</h2>
    ${view.changes.length
      ? html`<ul class="changes" data-part="changes">${view.changes.map(({ lane, says, source, state, target, unseen, when }) => html`<li data-part="change" data-unseen=${unseen} data-state=${state}>
          ${lamp(state, '')}
          <div>
            <p>${unseen ? html`<span class="new">${say('changes_new')}</span> ` : nothing}${says.map((each) => html`${tell(each)} `)}</p>
            <p class="line about">${address(source)} <span aria-hidden="true">→</span> ${address(target)}</p>
            <p class="about">${tell(when)} · ${say(`lane_${lane}`)}</p>
          </div>
        </li>`)}</ul>`
      : html`<p class="help" data-part="changes-none">${say('changes_none')}</p>`}
    ${view.changes.length ? html`<div class="buttons">
      ${view.unseen ? html`<button class="small" data-part="changes-seen" @click=${() => watched.seen()}>${say('changes_seen')}</button>` : nothing}
      ${saving(watched, 'changes', say('changes_title'))}
    </div>` : nothing}
  </section>`;
}
