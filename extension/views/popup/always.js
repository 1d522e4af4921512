// Having the pages of a site read without a press, so that toolbar button and panel know them by themselves.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say } from '../shared/say.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function always(session) {
  const site = session.report?.always;
  if (!site) return nothing;
  return html`<details class="always card" data-part="always" data-on=${site.on}>
    <summary>${say('always_title')}</summary>
    <p class="fine">${say(site.on ? phrase('always_is_on', site.host) : phrase('always_help', site.host))}</p>
    <button class="small" data-part="always-switch" @click=${() => change(session, !site.on, site.pattern)}>${say(site.on ? phrase('always_off', site.host) : phrase('always_on', site.host))}</button>
  </details>`;
}

/**
 * The browser takes its question only right at the press, and may close a popup under it: so what is chosen is sent before
 * the answer is there, and counts only if that is yes.
 *
 * @param {Session} session
 * @param {boolean} on
 * @param {string} pattern
 */
async function change(session, on, pattern) {
  const allowed = on ? chrome.permissions.request({ origins: [pattern] }) : chrome.permissions.remove({ origins: [pattern] }).catch(() => false);
  await session.always(on);
  if ((await allowed) && on) await session.open();
}
