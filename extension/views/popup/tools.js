// Above the list: selecting all of it, narrowing, order, and what can be done with the links.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say } from '../shared/say.js';

/** @import { Sort } from '../../protocol.d.ts' */
/** @import { Selecting } from './selecting.js' */

/** @type {Sort[]} */
const SORTS = ['count', 'domain', 'page', 'text', 'place'];

/**
 * @typedef {'facets' | 'take'} Panel
 *
 * @param {object} state
 * @param {number} state.chosen how many facets
 * @param {Sort} state.sort
 * @param {Panel | null} state.panel what is unfolded
 * @param {Selecting} state.selecting
 * @param {number} state.links how many are listed
 * @param {(sort: Sort) => void} state.order
 * @param {(panel: Panel | null) => void} state.unfold
 * @param {() => void} state.use takes the one that is selected as target
 * @param {() => void} state.check makes a list of those that are selected
 */
export function tools({ chosen, sort, panel, selecting, links, order, unfold, use, check }) {
  const { size, share, lost, failure } = selecting;
  /** @param {Panel} name @param {string} words */
  const fold = (name, words) => html`<button class="plain fold" data-part=${`open-${name}`} aria-expanded=${panel === name} aria-controls=${panel === name ? name : nothing}
    @click=${() => unfold(panel === name ? null : name)}>${words}</button>`;
  return html`<div class="tools">
      <input class="all" type="checkbox" data-part="select-all" aria-label=${say(phrase('select_all', links))} title=${say(phrase('select_all', links))}
        .checked=${live(share === 'all')} .indeterminate=${live(share === 'some')} ?disabled=${!links}
        @click=${() => (share === 'all' ? selecting.clear() : selecting.all())}>
      ${fold('facets', chosen ? say(phrase('links_filter_on', chosen)) : say('links_filter'))}
      <select data-part="sort" aria-label=${say('sort_label')} .value=${live(sort)} @change=${sorted}>
        ${SORTS.map((each) => html`<option value=${each} ?selected=${each === sort}>${say(`sort_${each}`)}</option>`)}
      </select>
      ${fold('take', say('take_open'))}
    </div>
    <div class=${size || lost ? 'selection' : 'for-readers'}>
      <p role="status" data-part="selected" data-count=${size}>${lost ? say('select_gone') : size ? say(phrase('selected', size)) : say('select_none')}</p>
      ${size === 1 ? html`<button class="plain" data-part="use-selected" @click=${use}>${say('row_use_selected')}</button>` : nothing}
      ${size ? html`<button class="plain" data-part="check-in-list" @click=${check}>${say('lists_from_links')}</button>` : nothing}
      ${size ? html`<button class="plain" data-part="select-clear" @click=${() => selecting.clear()}>${say('select_clear')}</button>` : nothing}
    </div>
    ${failure ? failureBox(failure) : nothing}`;

  /** @param {Event & { target: HTMLSelectElement }} event */
  function sorted(event) {
    order(/** @type {Sort} */ (event.target.value));
  }
}
