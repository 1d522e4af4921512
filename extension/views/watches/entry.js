// A watched placement: how matters stand, what can be done, and its history.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { address } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { lamp } from '../shared/lamp.js';
import { phrase, say, tell } from '../shared/say.js';
import { timeline } from './timeline.js';
import { nameOf, needs } from './watched.js';

/** @import { Every, Looks, SideView, WatchEdit, WatchView } from '../../protocol.d.ts' */
/** @import { Watched } from './watched.js' */

export const EVERY = /** @type {Every[]} */ (['day', 'week', 'month']);
export const LOOKS = /** @type {Looks[]} */ (['live', 'index', 'both']);

/** @param {Watched} watched @param {WatchView} watch */
export function entry(watched, watch) {
  const { id, paused, trouble, price, last, next } = watch;
  const history = watched.histories.get(id);
  const busy = watched.looking.has(id);
  const name = nameOf(watch);
  return html`<li class="watch" data-part="watch" data-id=${id} data-paused=${paused}>
    <p class="line what">${address(watch.source)}</p>
    <p class="line to"><span aria-hidden="true">→</span> ${address(watch.target)} <span class="about">${say(`scope_${watch.scope}`)}</span></p>
    <div class="sides">${side('live', watch.live)}${side('index', watch.index)}</div>
    <p class="about"><span data-part="watch-next">${tell(next)}</span>${last ? html` · ${tell(last)}` : nothing}</p>
    ${trouble ? failureBox(trouble, { quiet: true, action: trouble.code === 'check.permission' ? html`<button class="small" data-part="watch-allow" @click=${allow}>${say('watch_allow')}</button>` : nothing }) : nothing}
    <div class="buttons">
      <button class="small" data-part="watch-look" ?disabled=${busy} aria-label=${say(phrase('watch_of', say('watch_look'), name))} @click=${() => watched.press(watch)}>
        ${busy ? say('watch_looking') : watched.sure === id ? say(phrase('confirm_rows', price)) : say('watch_look')}${price && !busy && watched.sure !== id ? html` <span class="about">${say(phrase('price_rows', price))}</span>` : nothing}</button>
      <button class="small" data-part="watch-history" aria-expanded=${Boolean(history)} aria-label=${say(phrase('watch_of', say('watch_history'), name))} @click=${() => (history ? watched.close(id) : watched.open(id))}>${say('watch_history')}</button>
      <button class="plain" data-part="watch-pause" aria-label=${say(phrase('watch_of', say(paused ? 'watch_resume' : 'watch_pause'), name))} @click=${() => watched.change(id, { paused: !paused })}>${say(paused ? 'watch_resume' : 'watch_pause')}</button>
      <button class="plain" data-part="watch-remove" aria-label=${say(phrase('watch_of', say('watch_remove'), name))} @click=${() => watched.remove(id)}>${say('watch_remove')}</button>
    </div>
    <details class="how"><summary data-part="watch-how">${say('watch_how')}<span class="for-readers"> (${name})</span> <span class="about">${say(`every_${watch.every}`)} · ${say(`looks_${watch.looks}`)}</span></summary>
      <div class="choices">
        <label class="about">${say('watch_every')} <select data-part="watch-every" .value=${live(watch.every)} @change=${choose((value) => ({ every: /** @type {Every} */ (value) }))}>${EVERY.map((every) => html`<option value=${every} ?selected=${every === watch.every}>${say(`every_${every}`)}</option>`)}</select></label>
        <label class="about">${say('watch_looks')} <select data-part="watch-looks" .value=${live(watch.looks)} @change=${choose((value) => ({ looks: /** @type {Looks} */ (value) }))}>${LOOKS.map((looks) => html`<option value=${looks} ?selected=${looks === watch.looks}>${say(`looks_${looks}`)}</option>`)}</select></label>
        <label class="about">${say('watch_limit')} <input data-part="watch-limit" type="number" min="0" max="100000" .value=${live(`${watch.month_limit}`)} @change=${choose((value) => ({ month_limit: Math.max(0, Math.trunc(Number(value)) || 0) }))}></label>
      </div>
    </details>
    ${history ? timeline(watched, history) : nothing}
  </li>`;

  /** @param {(value: string) => WatchEdit} edit @returns {(event: Event & { currentTarget: HTMLSelectElement | HTMLInputElement }) => void} */
  function choose(edit) {
    return ({ currentTarget: { value } }) => void watched.change(id, edit(value));
  }

  async function allow() {
    // Both schemes of the host, at once: the question is taken only right at the click.
    const { hostname } = new URL(watch.address);
    if (await chrome.permissions.request({ origins: [`https://${hostname}/*`, `http://${hostname}/*`] })) await watched.change(id, { paused: false });
    else void needs(watch.address);
  }
}

/** @param {'live' | 'index'} lane @param {SideView | null} side */
function side(lane, side) {
  if (!side) return nothing;
  return html`<div class="side" data-part="watch-${lane}" data-state=${side.state}>${lamp(side.state, '')}<span>${tell(side.says)}</span></div>`;
}
