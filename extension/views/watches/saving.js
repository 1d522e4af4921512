// The buttons that save what is watched, what changed, or a history, for other programs.

import { html } from '../../vendor/lit-html/lit-html.js';
import { say } from '../shared/say.js';

/** @import { ListFormat, WatchText } from '../../protocol.d.ts' */
/** @import { Watched } from './watched.js' */

const FORMATS = /** @type {ListFormat[]} */ (['csv', 'json_lines', 'markdown']);

/** @param {Watched} watched @param {WatchText} what @param {string} label what is saved, for who cannot see where the buttons stand */
export function saving(watched, what, label) {
  return html`<span class="save" role="group" aria-label=${`${say('lists_save_as')}: ${label}`}>${say('lists_save_as')}
    ${FORMATS.map((format) => html`<button class="small" data-part="watch-export" data-what=${typeof what === 'string' ? what : 'history'} data-format=${format} ?disabled=${watched.saving} @click=${() => watched.save(what, format)}>${say(`lists_format_${format}`)}</button>`)}
  </span>`;
}
