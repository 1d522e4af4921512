// Short links: how many do not say where they lead, the button that has their services asked, and how far that is.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say, tell } from '../shared/say.js';

/** @import { Failure, ShortView } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

export class Short {
  /** How many are left, while they are asked for. @type {number | null} */
  #left = null;
  /** @type {'refused' | 'asked' | null} how the last press ended */
  #end = null;
  /** @type {Failure | null} */
  #failure = null;
  #run = 0;
  /** The reading of the page that this is about. */
  #reading = 0;
  #session;
  #changed;

  /** @param {Session} session @param {() => void} changed */
  constructor(session, changed) {
    this.#session = session;
    this.#changed = changed;
  }

  view() {
    const { report, reading, readings } = this.#session;
    if (!report || reading) return nothing;
    if (this.#reading !== readings) this.#forget(readings);
    if (this.#left !== null) return notice('busy', html`<p role="status">${say(phrase('short_progress', this.#left))}</p>${this.#stopButton()}`);
    const { short } = report;
    const end = short && this.#end === 'asked' ? null : this.#end;
    const said = this.#failure ? failureBox(this.#failure) : end ? html`<p class="fine" role="status">${say(`short_end_${end}`)}</p>` : nothing;
    if (!short) return said === nothing ? nothing : notice('ended', said);
    return notice(short.again ? 'untold' : 'open', html`<p>${tell(short.says)}</p>${this.#askButton(short)}${said}<p class="fine" id="short-keeps">${say('short_keeps')}</p>`);
  }

  /** @param {ShortView} short */
  #askButton({ hosts, again, patterns }) {
    const [first = ''] = hosts;
    const ask = again ? 'short_ask_again' : hosts.length === 1 ? phrase('short_ask', 1, first) : phrase('short_ask', hosts.length);
    const title = hosts.length > 1 ? hosts.join(', ') : nothing;
    return html`<button class="small" data-part="ask-short" title=${title} aria-describedby="short-keeps" @click=${() => this.#ask(patterns, again)}>${say(ask)}</button>`;
  }

  #stopButton() {
    return html`<button class="small" data-part="stop-short" @click=${() => this.#stop()}>${say('short_stop')}</button>`;
  }

  /**
   * Browsers take a question for a permission only right at the press, so it comes first. A popup may close under it; opened
   * again, the button asks at once.
   *
   * @param {string[]} origins
   * @param {boolean} again
   */
  async #ask(origins, again) {
    this.#failure = null;
    const allowed = await chrome.permissions.request({ origins });
    this.#end = allowed ? null : 'refused';
    if (allowed) await this.#walk(again);
    this.#changed();
  }

  /** @param {boolean} again */
  async #walk(again) {
    const run = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.#run = run;
    this.#left = this.#session.report?.short?.links ?? 0;
    this.#changed();
    try {
      // Asked again once: what is left of a window is gone on with.
      for (let first = true; this.#run === run && (first || this.#left); first = false) {
        const answer = await send({ short_look: { tab: this.#session.tab, run, again: again && first } });
        if (!('short' in answer)) throw new TypeError('not about short links');
        // Stopped meanwhile, nothing is left; what was told until then is shown all the same.
        if (this.#run === run) this.#left = answer.short.left;
        await this.#session.take(answer.short.report);
      }
      if (this.#run === run) this.#end = 'asked';
    } catch (thrown) {
      if (this.#run === run) this.#failure = failureOf(thrown);
    }
    if (this.#run === run) this.#left = null;
  }

  async #stop() {
    const run = this.#run;
    this.#run = 0;
    this.#left = null;
    this.#changed();
    // What is under way ends by itself if this does not arrive.
    await send({ look_cancel: { run } }).catch(() => {});
  }

  /** What was said of another page, or of this one before it was read again. @param {number} reading */
  #forget(reading) {
    this.#reading = reading;
    this.#end = null;
    this.#failure = null;
  }
}

/** @param {string} state @param {unknown} content */
function notice(state, content) {
  return html`<div class="notice" data-part="short" data-state=${state}>${content}</div>`;
}
