// What the options page knows and asks. The token itself is here only while it is typed; what comes back is a mask.

import { failureOf, send } from '../../rpc.js';

/** @import { Failure, Keep, Options, Phrase, Request, Setting } from '../../protocol.d.ts' */

export class Settings {
  /** @type {Options | null} */
  options = null;
  /** @type {Failure | null} */
  failure = null;
  /** @type {Phrase | string | null} what the last action led to, in words */
  note = null;
  /** @type {Keep} */
  keep = 'device';
  busy = false;
  checking = false;
  /** Whether the typed token can be read. */
  open = false;
  /** What setting was last changed, and from what. @type {{ setting: Setting, text: string } | null} */
  undo = null;
  /** The setting whose new value was no good, and why. @type {{ setting: Setting, failure: Failure } | null} */
  wrong = null;
  /** Whether the person has been asked if the token is to be removed. */
  removing = false;

  /** @type {() => void} */
  #changed;

  /** @param {() => void} changed called after each change */
  constructor(changed) {
    this.#changed = changed;
  }

  async load() {
    await this.#request('options');
    if (this.options?.keep) this.set({ keep: this.options.keep });
  }

  /**
   * @param {string} token
   * @returns {Promise<boolean>} whether it is kept now
   */
  async save(token) {
    const fine = await this.#request({ save_token: { token, keep: this.keep } });
    if (fine) this.set({ note: 'token_saved', open: false });
    return fine;
  }

  async check() {
    this.set({ checking: true });
    await this.#request('check_token');
    this.set({ checking: false });
  }

  async remove() {
    const fine = await this.#request('remove_token');
    this.set(fine ? { removing: false, note: 'token_removed' } : { removing: false });
  }

  /**
   * Sets one of the settings about Moz, which holds at once.
   *
   * @param {Setting} setting
   * @param {string} text its new value
   * @param {string} before the value it had
   */
  async change(setting, text, before) {
    this.undo = null;
    this.wrong = null;
    const fine = await this.#request({ change: { setting, text } });
    if (fine) this.set({ undo: { setting, text: before } });
    // At the field, not at the token.
    else if (this.failure) this.set({ wrong: { setting, failure: this.failure }, failure: null });
  }

  /** Brings back what the last change has changed. */
  async takeBack() {
    if (!this.undo) return;
    const { setting, text } = this.undo;
    this.undo = null;
    await this.#request({ change: { setting, text } });
  }

  async lookUpQuota() {
    await this.#request('quota');
  }

  async checkIndex() {
    await this.#request('check_index');
  }

  /** @param {Partial<Settings>} changes */
  set(changes) {
    Object.assign(this, changes);
    this.#changed();
  }

  /** @param {Request} request */
  async #request(request) {
    this.set({ busy: true, failure: null, note: null });
    try {
      const answer = await send(request);
      if ('options' in answer) this.options = answer.options;
      if ('quota' in answer && this.options) this.options = { ...this.options, quota: answer.quota };
      if ('token_check' in answer) this.note = answer.token_check.says;
      return true;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return false;
    } finally {
      this.set({ busy: false });
    }
  }
}
