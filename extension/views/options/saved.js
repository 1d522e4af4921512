// What the options page knows and asks of saved targets, and of how addresses are compared.

import { failureOf, send } from '../../rpc.js';

/** @import { Failure, Phrase, Sameness, TargetChange, TargetView } from '../../protocol.d.ts' */

export class Saved {
  /** @type {TargetView[] | null} */
  targets = null;
  /** Whether the organisation has set them for good. */
  locked = false;
  /** @type {Sameness | null} */
  sameness = null;
  /** @type {Failure | null} */
  failure = null;
  /** @type {Phrase | string | null} what the last change led to, in words */
  note = null;
  /** @type {{ target: TargetView, at: number } | null} what can be put back */
  removed = null;
  /** Whether the last change was to how addresses are compared. */
  matched = false;

  #changed;

  /** @param {() => void} changed called after each change */
  constructor(changed) {
    this.#changed = changed;
  }

  async load() {
    await this.#request({ targets: { change: null } });
    await this.#request({ matching: { change: null } });
  }

  /**
   * @param {TargetChange} change
   * @param {(targets: TargetView[], added: number | null) => Phrase | string | null} [note] what to say of it
   * @returns {Promise<boolean>} whether it worked
   */
  async change(change, note = () => null) {
    Object.assign(this, { note: null, removed: null, matched: false });
    const answer = await this.#request({ targets: { change } });
    if (!answer || !('targets' in answer)) return false;
    this.note = note(answer.targets.targets, answer.targets.added);
    this.#changed();
    return true;
  }

  /** @param {TargetView} target @param {Phrase} note */
  async remove(target, note) {
    const at = this.targets?.indexOf(target) ?? 0;
    if (await this.change({ remove: { id: target.id } }, () => note)) {
      this.removed = { target, at };
      this.#changed();
    }
  }

  /** @param {Phrase} note @returns {Promise<number | null>} the number of what is back */
  async undo(note) {
    if (!this.removed) return null;
    const { target: { input, label, kind, scope, is_default }, at } = this.removed;
    /** @type {number | null} */
    let back = null;
    await this.change({ add: { input, label, kind, scope, at, is_default } }, (_, added) => {
      back = added;
      return note;
    });
    return back;
  }

  /** @param {Sameness} sameness */
  async match(sameness) {
    Object.assign(this, { note: null, removed: null, matched: false });
    this.matched = (await this.#request({ matching: { change: sameness } })) !== null;
    this.#changed();
  }

  /** @param {import('../../protocol.d.ts').Request} request */
  async #request(request) {
    this.failure = null;
    try {
      const answer = await send(request);
      if ('targets' in answer) Object.assign(this, { targets: answer.targets.targets, locked: answer.targets.locked });
      if ('matching' in answer) this.sameness = answer.matching;
      return answer;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.#changed();
    }
  }
}
