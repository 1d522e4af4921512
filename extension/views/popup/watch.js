// Asks now and then, while this view is in sight, whether the page is still what was read. No observer is left in the page.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { send } from '../../rpc.js';
import { say, tell } from '../shared/say.js';

/** @import { ChangedView } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** Milliseconds from one answer to the next question. */
const PACE = 2000;

export class Watch {
  /** @type {ChangedView | null} */
  #view = null;
  #edition = 0;
  #asking = false;
  #timer = 0;
  #session;
  #changed;
  #dark;

  /**
   * @param {Session} session
   * @param {() => void} changed called when there is something new to show
   * @param {() => void} dark called when nothing is lit on the page
   */
  constructor(session, changed, dark) {
    this.#session = session;
    this.#changed = changed;
    this.#dark = dark;
    document.addEventListener('visibilitychange', () => this.#ask());
  }

  /** The page was read, perhaps anew. */
  follow() {
    const { readings, reading } = this.#session;
    if (reading || readings === this.#edition) return;
    this.#edition = readings;
    this.#show(null);
    this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PACE);
  }

  async #ask() {
    const { report, reading } = this.#session;
    // A page that was left is not asked again: only another press of the button can help.
    if (this.#asking || document.visibilityState !== 'visible' || reading || !report || report.page.failure || this.#view?.left) return;
    const edition = this.#edition;
    this.#asking = true;
    try {
      const answer = await send({ changed: { tab: this.#session.tab } });
      if (edition === this.#edition && 'changed' in answer) this.#show(answer.changed);
    } catch {
      // The background is gone for now; whatever the person does next will say so.
    }
    this.#asking = false;
    this.#later();
  }

  /** @param {ChangedView | null} view */
  #show(view) {
    const before = this.#view;
    this.#view = view;
    if (view && !view.lit) this.#dark();
    if (JSON.stringify(before?.says) !== JSON.stringify(view?.says)) this.#changed();
  }

  view() {
    const { says = null, left = false } = this.#view ?? {};
    return html`<div class=${says ? 'notice' : 'notice for-readers'} role="status" data-part="changed" data-left=${left}>
      ${says ? html`<p>${tell(says)}</p>` : nothing}
      ${says && !left ? html`<button class="small" data-part="read-changed" @click=${() => this.#session.open()}>${say('read_again')}</button>` : nothing}
    </div>`;
  }
}
