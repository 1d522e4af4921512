// The history of a placement: two lanes, page and index, and under them each change in words. The lanes are for the eye;
// fill and pattern tell the states apart, and the list says the same.

import { html, nothing, svg } from '../../vendor/lit-html/lit-html.js';
import { lamp } from '../shared/lamp.js';
import { say, tell } from '../shared/say.js';
import { saving } from './saving.js';

/** @import { HistoryView, Lane } from '../../protocol.d.ts' */
/** @import { Watched } from './watched.js' */

const LANES = /** @type {Lane[]} */ (['live', 'index']);

/** @param {Watched} watched @param {HistoryView} history */
export function timeline(watched, { id, entries, next, spans }) {
  return html`<div class="history" data-part="history">
    ${LANES.map((lane) => {
      const own = spans.filter((span) => span.lane === lane);
      if (!own.length) return nothing;
      return html`<div class="lane" aria-hidden="true"><span class="about">${say(`lane_${lane}`)}</span>
        <svg viewBox="0 0 1000 12" preserveAspectRatio="none">${own.map(({ state, from, to }) => bar(state, from, to))}</svg></div>`;
    })}
    ${entries.length
      ? html`<ol>${entries.map(({ lane, says, state, when }) => html`<li data-part="history-entry" data-lane=${lane} data-state=${state}>
          ${lamp(state, '')}<span class="about">${tell(when)} · ${say(`lane_${lane}`)}</span><span>${says.map((each) => html`<span class="says">${tell(each)} </span>`)}</span></li>`)}</ol>`
      : html`<p class="about">${say('history_none')}</p>`}
    ${entries.length ? html`<div class="buttons">${saving(watched, { history: { id } }, say('watch_history'))}</div>` : nothing}
    ${next === null ? nothing : html`<button class="small" data-part="history-more" @click=${() => watched.older(id)}>${say('history_more')}</button>`}
  </div>`;
}

/** @param {string} state @param {number} from @param {number} to */
function bar(state, from, to) {
  const width = Math.max(to - from, 6);
  const x = Math.min(from, 1000 - width);
  // Full height: there. A thin line at the foot: not there. A dashed one in the middle: nobody could tell.
  if (state === 'yes') return svg`<rect class="yes" x=${x} y="1" width=${width} height="10"/>`;
  if (state === 'no') return svg`<rect class="no" x=${x} y="8.5" width=${width} height="2.5"/>`;
  return svg`<line class="unknown" x1=${x} x2=${x + width} y1="6" y2="6"/>`;
}
