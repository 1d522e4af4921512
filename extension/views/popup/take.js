// Which links to copy or save, and as what.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { number, phrase, say } from '../shared/say.js';

/** @import { Format } from '../../protocol.d.ts' */
/** @import { Taking } from './taking.js' */

/** @type {Format[]} */
const COPIES = ['addresses', 'texts', 'csv', 'markdown'];
/** @type {Format[]} */
const FILES = ['csv', 'csv_excel', 'json', 'markdown'];

/**
 * @typedef {'selected' | 'listed' | 'all'} Extent
 *
 * @param {object} state
 * @param {Taking} state.taking
 * @param {Record<Extent, number>} state.counts
 * @param {Extent} state.extent
 * @param {(extent: Extent) => void} state.choose
 * @param {(how: 'copy' | 'save', format: Format) => void} state.take
 */
export function take({ taking, counts, extent, choose, take }) {
  const busy = taking.progress !== null;
  const extents = /** @type {const} */ (['selected', 'listed', 'all']).filter((each) => each !== 'selected' || counts.selected);
  /** @param {'copy' | 'save'} how @param {Format[]} formats */
  const row = (how, formats) => html`<div class="subject" role="group" aria-labelledby=${`take-${how}`}>
    <span class="name" id=${`take-${how}`}>${say(`take_${how}`)}</span>
    <div class="choices">${formats.map((format) => html`<button class="small" data-part=${how} data-format=${format} ?disabled=${busy || !counts[extent]} @click=${() => take(how, format)}>${say(`format_${format}`)}</button>`)}</div>
  </div>`;
  return html`<div class="panel take" id="take" role="group" aria-label=${say('take_open')} data-part="take">
    <div class="subject" role="radiogroup" aria-labelledby="take-which">
      <span class="name" id="take-which">${say('take_which')}</span>
      <div class="choices">${extents.map(
        (each) => html`<label><input type="radio" name="extent" value=${each} .checked=${each === extent} ?disabled=${busy} @change=${() => choose(each)}>
          ${say(`take_${each}`)} <span class="count">${number(counts[each])}</span></label>`,
      )}</div>
    </div>
    ${row('copy', COPIES)} ${row('save', FILES)}
    ${busy ? progress(taking) : nothing}
    <p class="result" role="status" data-part="take-result" data-state=${taking.result?.end ?? 'none'}>${taking.result ? outcome(taking, taking.result) : nothing}</p>
    ${taking.failure ? failureBox(taking.failure) : nothing}
  </div>`;
}

/** @param {Taking} taking */
function progress(taking) {
  const { done = 0, total = 1 } = taking.progress ?? {};
  const words = say(phrase('take_busy', done, number(total)));
  return html`<div class="progress"><progress max=${total} value=${done} aria-label=${words}></progress> <span>${words}</span>
    <button class="small" data-part="take-stop" @click=${() => taking.stop()}>${say('take_stop')}</button></div>`;
}

/** @param {Taking} taking @param {NonNullable<Taking['result']>} result */
function outcome(taking, { end, links, name }) {
  if (end === 'saved') return say(phrase('take_saved', links, name));
  if (end === 'copied') return say(phrase('take_copied', links));
  if (end === 'stopped') return say('take_stopped');
  return html`${say('take_refused')} <button class="small" data-part="copy-again" @click=${() => taking.again()}>${say('take_again')}</button>`;
}
