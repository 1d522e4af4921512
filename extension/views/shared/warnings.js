// What could deceive in an address, before it; and what else is worth knowing of it, behind it.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { say, tell } from './say.js';

/** @import { Phrase } from '../../protocol.d.ts' */

/** @param {readonly Phrase[]} warnings */
export const beware = (warnings) => warnings.map((warning) => html`<span class="warning" data-part="warning" title=${say(warning)}>${sign}${tell(warning)}</span> `);

/** @param {readonly Phrase[]} facts */
export const about = (facts) => (facts.length ? facts.map((fact) => html` <span class="about" data-part="about">${tell(fact)}</span>`) : nothing);

const sign = html`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2.2 14.6 13.6H1.4Z" /><path d="M8 6.6v3.2M8 11.8v.1" /></svg>`;
