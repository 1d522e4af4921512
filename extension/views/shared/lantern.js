// The lantern of the header and of empty places, in the colours of the text. The same drawing as icons/lantern.svg.

import { html } from '../../vendor/lit-html/lit-html.js';

/** @param {boolean} lit */
export function lantern(lit) {
  return html`<svg class="lantern" data-lit=${lit} viewBox="0 0 32 32" aria-hidden="true">
    <path class="glass" d="M8 11.5h16c2.8 4.4 2.8 8.6 0 13H8c-2.8-4.4-2.8-8.6 0-13z"/>
    <path class="frame" d="M12.3 6V5a3.7 3.7 0 0 1 7.4 0v1M11 6.3h10l4.7 5.2H6.3zM8 11.5c-2.8 4.4-2.8 8.6 0 13M24 11.5c2.8 4.4 2.8 8.6 0 13M8.5 24.5h15a2 2 0 0 1 2 2v3h-19v-3a2 2 0 0 1 2-2z"/>
    <path class="flame" d="M16 13.4c2.5 2.6 3.7 4.2 3.7 5.9a3.7 3.7 0 0 1-7.4 0c0-1.7 1.2-3.3 3.7-5.9z"/>
  </svg>`;
}
