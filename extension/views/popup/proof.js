// The way to the proof of placement. The picture is taken before its view opens, while the page is still in front.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { failureBox } from '../shared/failure.js';
import { say } from '../shared/say.js';

/** @import { Failure } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

export class ProofDoor {
  busy = false;
  /** @type {Failure | null} */
  failure = null;

  #tab;
  #changed;

  /** @param {number} tab @param {() => void} changed */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  async open() {
    this.busy = true;
    this.failure = null;
    this.#changed();
    try {
      await send({ proof: { tab: this.#tab, take: true } });
      await chrome.tabs.create({ url: chrome.runtime.getURL(`views/proof/proof.html?tab=${this.#tab}`) });
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
    this.#changed();
  }
}

/** @param {Session} session @param {ProofDoor} door */
export function proof({ report }, door) {
  if (!report?.aim.sent || report.page.failure) return nothing;
  return html`<div class="proof">
    <button class="small" data-part="proof" aria-describedby="proof-help" ?disabled=${door.busy} @click=${() => door.open()}>${say(door.busy ? 'proof_opening' : 'proof_open')}</button>
    <span id="proof-help">${say('proof_open_help')}</span>
    ${door.failure ? failureBox(door.failure) : nothing}
  </div>`;
}
