// The saved targets held against the page: asked anew whenever the report is another one.

import { failureOf, send } from '../../rpc.js';

/** @import { Failure, MatrixView, TargetKind } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

export class Saved {
  /** @type {MatrixView | null} */
  matrix = null;
  /** @type {Failure | null} why the last save did not work */
  failure = null;
  /** Whether only competitors that are ahead are shown. */
  onlyGaps = false;

  #edition = 0;
  #turn = 0;
  #tab;
  #changed;

  /**
   * @param {number} tab
   * @param {() => void} changed
   */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  /** @param {Session} session */
  follow({ reading, edition }) {
    if (reading || edition === this.#edition) return;
    this.#edition = edition;
    this.failure = null;
    void this.#load();
  }

  /** @param {string} input @param {TargetKind} kind @param {import('../../protocol.d.ts').Scope} scope */
  async save(input, kind, scope) {
    this.failure = null;
    try {
      await send({ targets: { change: { add: { input, label: '', kind, scope, at: null, is_default: false } } } });
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    await this.#load();
  }

  /** @param {boolean} only */
  narrow(only) {
    this.onlyGaps = only;
    this.#changed();
  }

  async #load() {
    const turn = ++this.#turn;
    try {
      const answer = await send({ matrix: { tab: this.#tab } });
      if (turn !== this.#turn || !('matrix' in answer)) return;
      this.matrix = answer.matrix;
      if (!answer.matrix.gaps) this.onlyGaps = false;
    } catch {
      // What stands above the list tells what is wrong; without this one the rest works.
      if (turn === this.#turn) this.matrix = null;
    }
    this.#changed();
  }
}
