// Light on the page, as seen from here: what is lit, what could not be, and the way to put it out. Presses on "Show" are
// heard here for rows and matches alike.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { failureBox } from '../shared/failure.js';
import { say, tell } from '../shared/say.js';

/** @import { Failure, LightView, LinkQuery, LiveView, Request } from '../../protocol.d.ts' */

export class Lit {
  /** @type {LightView | null} what came of the last lighting */
  #view = null;
  /** @type {Failure | null} */
  #failure = null;
  #turn = 0;
  #tab;
  #changed;

  /**
   * @param {number} tab
   * @param {() => void} changed called when there is something new to show
   */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
    document.addEventListener('click', ({ target }) => {
      const button = target instanceof Element && target.closest('[data-part="show-on-page"]');
      const id = button && /** @type {HTMLElement | null} */ (button.closest('[data-id]'))?.dataset.id;
      if (id) void this.#light({ light: { tab: this.#tab, links: [Number(id)] } });
    });
  }

  target() {
    void this.#light({ light_target: { tab: this.#tab } });
  }

  /** @param {LinkQuery} query */
  list(query) {
    void this.#light({ light_list: { tab: this.#tab, query } });
  }

  out() {
    void this.#light({ dark: { tab: this.#tab } });
  }

  /** The page was read anew, or says that nothing is lit on it any more. */
  forget() {
    if (!this.#view?.lit) return;
    this.#turn += 1;
    this.#view = null;
    this.#changed();
  }

  /** @param {Request} request */
  async #light(request) {
    const turn = ++this.#turn;
    try {
      const answer = await send(request);
      if (turn !== this.#turn) return;
      this.#view = 'light' in answer ? answer.light : null;
      this.#failure = null;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#failure = failureOf(thrown);
    }
    this.#changed();
  }

  /** Stays in sight at the lower edge, wherever in the list the press was. */
  view() {
    const { lit = 0, says = [] } = this.#view ?? {};
    if (this.#failure) return html`<div class="lit" data-part="lit">${failureBox(this.#failure)}</div>`;
    return html`<div class=${says.length ? 'lit' : 'lit empty-bar'} role="status" data-part="lit" data-lit=${lit}>
      ${says.length ? html`<p>${says.map((part) => html`${tell(part)} `)}</p>` : nothing}
      ${lit ? html`<button class="small" data-part="put-out" @click=${() => this.out()}>${say('light_out')}</button>` : nothing}
    </div>`;
  }
}

/** Lights what leads to the target. @param {LiveView | undefined} live @param {Lit} lit */
export function lightTarget(live, lit) {
  if (!live?.matches) return nothing;
  const words = live.matches === 1 ? 'light_target_one' : 'light_target';
  return html`<button class="small" data-part="light-target" @click=${() => lit.target()}>${say(words)}</button>`;
}
