// Watched placements: what changed, each with its history, and a place to watch one more.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { failureBox } from '../shared/failure.js';
import { lantern } from '../shared/lantern.js';
import { begin, place } from '../shared/page.js';
import { phrase, say } from '../shared/say.js';
import { add } from './add.js';
import { changes } from './changes.js';
import { entry } from './entry.js';
import { saving } from './saving.js';
import { settings } from './settings.js';
import { Watched } from './watched.js';

begin('watches_title');
const root = place('watches');
const named = new URLSearchParams(location.search).get('tab');
const watched = new Watched(named === null ? null : Number.parseInt(named, 10), changed);
await watched.load();

function changed() {
  const { view, failure, removed } = watched;
  render(
    html`
      <header>
        ${lantern(Boolean(view?.total))}
        <div><h1>${say('watches_title')}</h1><p>${say('watches_lead')}</p></div>
      </header>
      ${failure ? failureBox(failure, { action: view ? nothing : html`<button class="small" @click=${() => watched.load()}>${say('try_again')}</button>` }) : nothing}
      ${view ? [changes(watched), list(), add(watched), settings(watched)] : nothing}
    `,
    root,
  );

  function list() {
    if (!view) return nothing;
    return html`<section class="card" aria-labelledby="list-title">
      <h2 id="list-title">${say('watches_list')} <span class="count">${view.total}</span></h2>
      ${view.watches.length
        ? html`<ul class="list" data-part="watches">${repeat(view.watches, ({ id }) => id, (watch) => entry(watched, watch))}</ul>`
        : html`<p class="help" data-part="watches-none">${say('watches_none')}</p>`}
      ${view.watches.length < view.total ? html`<button class="small" data-part="watches-more" @click=${() => watched.more()}>${say(phrase('watches_more', view.total - view.watches.length))}</button>` : nothing}
      ${view.watches.length ? html`<div class="buttons">${saving(watched, 'watches', say('watches_list'))}</div>` : nothing}
      <div role="status" data-part="watches-status">
        ${watched.saved ? html`<p data-part="watch-saved">${say(phrase('watch_saved', watched.saved.rows, watched.saved.name))}</p>` : nothing}
        ${removed ? html`<p class="undo">${say('watch_removed')} <button class="small" data-part="watch-undo" @click=${() => watched.restore()}>${say('watch_undo')}</button></p>` : nothing}
      </div>
    </section>`;
  }
}
