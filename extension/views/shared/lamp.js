// The five states of an answer as a lamp. Shape tells them apart; colour only helps.

import { html, nothing, svg } from '../../vendor/lit-html/lit-html.js';
import { say } from './say.js';

/** @import { Lamp } from '../../protocol.d.ts' */

const SHAPES = {
  none: svg`<circle class="rim" cx="12" cy="12" r="8.5"/>`,
  yes: svg`<circle class="halo" cx="12" cy="12" r="12"/><circle class="flame" cx="12" cy="12" r="9"/>
    <path class="tick" d="M7.9 12.4l2.8 2.8 5.4-6"/>`,
  no: svg`<circle class="rim" cx="12" cy="12" r="8.5"/><path class="mark" d="M8 12h8"/>`,
  unknown: svg`<circle class="rim dashed" cx="12" cy="12" r="8.5"/>
    <path class="mark" d="M9.7 9.9a2.35 2.35 0 1 1 3.5 2.05c-.75.43-1.2.95-1.2 1.75"/><circle class="dot" cx="12" cy="16.2" r="1.05"/>`,
  busy: svg`<circle class="rim faint" cx="12" cy="12" r="8.5"/><path class="arc" d="M12 3.5a8.5 8.5 0 0 1 8.5 8.5"/>
    <circle class="dot" cx="12" cy="12" r="1.6"/>`,
};

/**
 * @param {Lamp} state
 * @param {string} [label] what a screen reader says instead of the plain state; nothing if it is empty
 */
export function lamp(state, label = say(`lamp_${state}`)) {
  return html`<svg class="lamp" data-state=${state} viewBox="0 0 24 24" role=${label ? 'img' : nothing} aria-label=${label || nothing} aria-hidden=${label ? nothing : 'true'}>
    ${SHAPES[state]}
  </svg>`;
}
