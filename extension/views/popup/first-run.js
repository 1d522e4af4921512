// What is said to those who are new, in three lines, until they have read it or have begun.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { send } from '../../rpc.js';
import { say } from '../shared/say.js';

/** Said one after the other. */
const LINES = ['first_read', 'first_target', 'first_moz'];

export class FirstRun {
  #shown = false;
  #changed;

  /** @param {() => void} changed called when there is something new to show */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {boolean} read whether the person has read it and wants it no more */
  async ask(read) {
    try {
      const answer = await send({ first_run: { read } });
      this.#shown = 'first_run' in answer && answer.first_run;
    } catch {
      // Nobody is taught twice because the storage fails; the report tells of that.
      this.#shown = false;
    }
    this.#changed();
  }

  view() {
    if (!this.#shown) return nothing;
    return html`<section class="first" aria-labelledby="first-title" data-part="first-run">
      <h2 id="first-title">${say('first_title')}</h2>
      <ol>${LINES.map((line) => html`<li>${say(line)}</li>`)}</ol>
      <div class="ways">
        <button class="way" data-part="see-sample" @click=${() => chrome.tabs.create({ url: chrome.runtime.getURL('views/sample/sample.html') })}>${say('first_sample')}</button>
        <button class="way" data-part="first-token" @click=${() => chrome.runtime.openOptionsPage()}>${say('first_token')}</button>
        <button class="plain" data-part="first-read" @click=${() => this.#close()}>${say('first_close')}</button>
      </div>
    </section>`;
  }

  /** What had the focus goes; the next thing to do is to type. */
  async #close() {
    await this.ask(true);
    document.getElementById('target')?.focus({ preventScroll: true });
  }
}
