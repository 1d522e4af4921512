// A price, as it stands on a button.

import { html } from '../../vendor/lit-html/lit-html.js';
import { phrase, say } from '../shared/say.js';

/** @param {number} rows @param {boolean} [atMost] @param {string} [part] */
export function price(rows, atMost = false, part = 'price') {
  return html` <span class="price" data-part=${part} data-rows=${rows}>${say(phrase(atMost ? 'ladder_most' : 'price_rows', rows))}</span>`;
}
