// What of the page was not read: links beyond the bound, and frames, with the permission that would open them.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say, tell } from '../shared/say.js';

/** @import { Session } from './session.js' */

/** @param {Session} session */
export function frames(session) {
  const unread = session.report?.page.unread;
  if (!unread || session.reading) return nothing;
  const { says, hosts, patterns } = unread;
  const [first = ''] = hosts;
  const allow = hosts.length === 1 ? phrase('unread_allow', 1, first) : phrase('unread_allow', hosts.length);
  return html`<div class="notice" data-part="unread" data-sites=${hosts.length}>
    <p>${tell(says)}${hosts.length > 1 ? html` <bdi class="hosts">${hosts.join(', ')}</bdi>` : nothing}</p>
    ${patterns.length
      ? html`<button class="small" data-part="allow-frames" aria-describedby="unread-keeps" @click=${() => request(session, patterns)}>${say(allow)}</button>
          <p class="fine" id="unread-keeps">${say('unread_keeps')}</p>`
      : nothing}
  </div>`;
}

/** Links beyond the bound. @param {Session} session */
export function cut(session) {
  const says = session.report?.page.cut;
  return says && !session.reading ? html`<div class="notice" data-part="cut"><p>${tell(says)}</p></div>` : nothing;
}

/**
 * Browsers take this only right at the press. A popup may close under their question; opened again it reads what was
 * allowed.
 *
 * @param {Session} session
 * @param {string[]} origins
 */
async function request(session, origins) {
  if (await chrome.permissions.request({ origins })) await session.open();
}
