// An address as the core cut it. Each part is isolated and left-to-right, so that no right-to-left letters in a path can
// move next to the domain, and the domain is what the eye finds.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';

/** @import { Shown } from '../../protocol.d.ts' */

/** @param {Shown} shown */
export function address(shown) {
  return html`${letters(shown)}<span class="address" dir="ltr" title=${plain(shown)}>${part(shown.before)}<bdi dir="ltr" class="domain">${shown.domain}</bdi>${part(shown.after)}</span>`;
}

/**
 * Only the host, for places where the path does not matter.
 *
 * @param {Shown} shown
 */
export function host(shown) {
  return html`${letters(shown)}<span class="address" dir="ltr" title=${plain(shown)}>${part(shown.before)}<bdi dir="ltr" class="domain">${shown.domain}</bdi></span>`;
}

/** @param {Shown} shown */
export const plain = (shown) => shown.before + shown.domain + shown.after;

/** The host as people write it, before the form that machines use. @param {Shown} shown */
const letters = (shown) => (shown.letters ? html`<bdi class="letters" data-part="letters">${shown.letters}</bdi> ` : nothing);

/** @param {string} text */
const part = (text) => html`<bdi dir="ltr">${text}</bdi>`;
