// For how long history is kept, and whether the browser shows notifications.

import { html } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { say } from '../shared/say.js';

/** @import { Retention } from '../../protocol.d.ts' */
/** @import { Watched } from './watched.js' */

const KEPT = /** @type {Retention[]} */ (['year', 'two_years', 'ever']);

/** @param {Watched} watched */
export function settings(watched) {
  const { retention = 'two_years', notify = false } = watched.view ?? {};
  return html`<section class="card" aria-labelledby="watching-title">
    <h2 id="watching-title">${say('watching_title')}</h2>
    <p><label>${say('watching_retention')} <select data-part="retention" .value=${live(retention)} @change=${keep}>${KEPT.map((kept) => html`<option value=${kept} ?selected=${kept === retention}>${say(`retention_${kept}`)}</option>`)}</select></label></p>
    <p><label><input type="checkbox" data-part="notify" .checked=${live(notify)} @change=${tell}> ${say('watching_notify')}</label></p>
    <p class="help">${say('watching_help')}</p>
  </section>`;

  /** @param {Event & { currentTarget: HTMLSelectElement }} event */
  function keep(event) {
    void watched.set({ retention: /** @type {Retention} */ (event.currentTarget.value) });
  }

  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  async function tell({ currentTarget: { checked } }) {
    // Browsers take the question only right at the click. Refused, the switch falls back.
    const may = !checked || (await chrome.permissions.request({ permissions: ['notifications'] }));
    await watched.set({ notify: checked && may });
  }
}
