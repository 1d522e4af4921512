// Looking at the pages of a list: the permission that it takes, how far it is, and stopping it. It goes on as long as this
// page is open; what was found is kept, so that it can be gone on with at any time.

import { failureOf, send } from '../../rpc.js';

/** @import { Failure, LookNeeds } from '../../protocol.d.ts' */

/** With more hosts than this a browser's question could not be read; all sites are asked for instead. */
const MOST_HOSTS = 50;

export class Looks {
  /** @type {LookNeeds | null} what is missing */
  needs = null;
  /** @type {{ done: number, all: number } | null} how far it is */
  progress = null;
  /** Whether the person was asked for a permission and gave none. */
  refused = false;
  /** Whether the last run came to its end. */
  ended = false;
  /** @type {Failure | null} */
  failure = null;

  /** @type {number | null} */
  #id = null;
  #run = 0;
  #changed;

  /** @param {(found: boolean) => void} changed `found`: there may be something new in the rows */
  constructor(changed) {
    this.#changed = changed;
  }

  get wide() {
    return (this.needs?.hosts ?? 0) > MOST_HOSTS;
  }

  /** Another list, or none. @param {number | null} id */
  show(id) {
    if (id === this.#id) return;
    void this.stop();
    this.#id = id;
    Object.assign(this, { needs: null, refused: false, ended: false, failure: null });
    if (id !== null) void this.#prepare(id);
  }

  /**
   * Browsers take a question for a permission only right at the press, so it comes first.
   *
   * @param {boolean} again whether what was looked at today is looked at again
   * @param {boolean} [everywhere] whether all sites are asked for, rather than those of the list
   */
  async start(again, everywhere = this.wide) {
    const { needs } = this;
    const id = this.#id;
    if (!needs || id === null || this.progress) return;
    if (needs.patterns.length && !(await chrome.permissions.request({ origins: everywhere ? needs.all : needs.patterns }))) {
      this.refused = true;
      this.#changed(false);
      return;
    }
    const run = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.#run = run;
    Object.assign(this, { refused: false, ended: false, failure: null, progress: { done: 0, all: 0 } });
    this.#changed(false);
    try {
      await this.#walk(id, run, again);
    } catch (thrown) {
      if (run === this.#run) this.failure = failureOf(thrown);
    }
    if (run !== this.#run) return;
    this.progress = null;
    this.#changed(true);
    await this.#prepare(id);
  }

  async stop() {
    const run = this.#run;
    if (!this.progress) return;
    this.#run = 0;
    this.progress = null;
    this.#changed(true);
    // What is under way ends by itself if this does not arrive.
    await send({ look_cancel: { run } }).catch(() => {});
  }

  /** @param {number} id @param {number} run @param {boolean} again */
  async #walk(id, run, again) {
    let before = -1;
    for (let offset = /** @type {number | null} */ (0); offset !== null && run === this.#run; ) {
      // Looked at again once: what is left of a window is gone on with.
      const answer = await send({ list: { look: { id, run, offset, again: again && offset !== before } } });
      if (run !== this.#run || !('list' in answer) || !('looked' in answer.list)) return;
      const { done, all, next, unkept, missed } = answer.list.looked;
      this.progress = { done, all };
      // What went wrong with the first sources is not made good by the last ones.
      this.failure = unkept ?? this.failure ?? missed;
      this.#changed(true);
      [before, offset] = [offset, next];
    }
    this.ended = run === this.#run && !this.failure;
  }

  /** @param {number} id */
  async #prepare(id) {
    try {
      const answer = await send({ list: { needs: { id } } });
      if (id === this.#id && 'list' in answer && 'needs' in answer.list) this.needs = answer.list.needs;
    } catch {
      // Without it the button stays away; the list itself tells what is wrong.
    }
    this.#changed(false);
  }
}
