// A next step as a small button with its price. What it sends was put together by the background.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say, tell } from '../shared/say.js';
import { price } from './price.js';

/** @import { NextView } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** @param {Session} session @param {NextView | null} next */
export function next(session, next) {
  if (!next) return nothing;
  const { label, rows, at_most, confirm, act } = next;
  const [what] = Object.keys(act);
  // A button's own act is its name: two buttons that do the same are one purchase.
  const name = JSON.stringify(act);
  const sure = session.confirming === name;
  const blocked = rows > 0 && (session.asking || session.report?.ask.blocked !== null);
  return html`<button class="small next" data-part="next" data-act=${what} data-rows=${rows} ?disabled=${blocked}
    @click=${() => session.press(name, confirm, () => session.act(act))}>${sure ? say(phrase('confirm_rows', rows)) : html`${tell(label)}${rows ? price(rows, at_most, 'next-price') : nothing}`}</button>`;
}
