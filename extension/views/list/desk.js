// What the page of lists knows and asks. Everything is the background's; here is only what was last answered.

import { failureOf, send } from '../../rpc.js';

/** @import { DraftView, Failure, ListAim, ListFrom, ListHead, ListRequest, ListsView, ListView, Separator, TargetView } from '../../protocol.d.ts' */

/** Milliseconds between two looks at a list that waits for its turn. */
const GLANCE = 3000;

export class Desk {
  /** @type {ListsView | null} */
  lists = null;
  /** @type {DraftView | null} the list that is being made, while it is looked at */
  draft = null;
  /** @type {ListView | null} the list that is looked at, without rows */
  list = null;
  /** @type {Failure | null} */
  failure = null;
  /** @type {ListHead | null} what was deleted last */
  deleted = null;
  /** @type {ListHead | null} what was brought back last */
  undone = null;
  /** Whether something is being read or made. */
  busy = false;
  /** @type {'run' | 'retry' | null} what a second press would buy */
  sure = null;
  /** @type {TargetView[]} */
  targets = [];

  /** @type {ListFrom | null} what the draft was read from, to read it in another way */
  #from = null;
  /** @type {ListAim | null} what the draft is to be held against, until the answer is there */
  #aim = null;
  #turn = 0;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Shows all lists, or the one that is being made. */
  async all() {
    this.list = null;
    this.#turn++;
    void this.#loadTargets();
    const turn = this.#turn;
    await this.#ask('all');
    if (turn !== this.#turn) return;
    this.draft = this.lists?.draft ?? null;
    this.#changed();
  }

  /** Back to all lists; the draft stays where it is until it is discarded. */
  leave() {
    this.draft = null;
    this.failure = null;
    if (!this.list) this.#changed();
  }

  /** @param {number} id */
  async open(id) {
    this.draft = null;
    this.#changed();
    const turn = ++this.#turn;
    const query = /** @type {const} */ ({ show: 'all', text: '', sort: 'line' });
    await this.#ask({ open: { id, query, offset: 0, limit: 0 } });
    if (turn === this.#turn && this.list) void this.#watch(turn);
  }

  /** @param {ListFrom} from @param {Separator | null} [separator] */
  async read(from, separator = null) {
    this.#from = from;
    await this.#ask({ read: { from, separator } });
  }

  /** Reads the same once more, by another separator. @param {Separator} separator */
  async separate(separator) {
    if (this.#from) await this.read(this.#from, separator);
  }

  get canSeparate() {
    return this.#from !== null;
  }

  /** Changes follow one another faster than answers come: each is made to what was last wanted. @param {Partial<ListAim>} change */
  async aim(change) {
    if (!this.draft) return;
    const { aim, source_scope } = this.draft;
    this.#aim = { ...(this.#aim ?? { target: aim.input, target_scope: aim.scope, source_scope }), ...change };
    const wanted = this.#aim;
    await this.#ask({ draft: { aim: wanted } });
    if (wanted === this.#aim) this.#aim = null;
  }

  async discard() {
    await this.#ask('drop');
    this.draft = null;
    this.#changed();
  }

  /** @param {string} title */
  async make(title) {
    this.list = null;
    await this.#ask({ save: { title } });
    const made = /** @type {ListView | null} */ (this.list);
    if (made) location.hash = String(made.head.id);
  }

  /** Buys at the price that is shown; a large purchase takes a second press. @param {'run' | 'retry'} what */
  async buy(what) {
    if (!this.list) return;
    const price = what === 'run' ? this.list.price : this.list.retry;
    if (!price) return;
    if (price.confirm && this.sure !== what) {
      this.sure = what;
      this.#changed();
      return;
    }
    this.sure = null;
    const { id } = this.list.head;
    const { rows } = price;
    await this.#ask(what === 'run' ? { run: { id, rows } } : { retry: { id, rows } });
    // Whatever was answered, or was not: how it stands now is in the list.
    void this.#watch(++this.#turn);
  }

  async pause() {
    if (this.list) await this.#ask({ pause: { id: this.list.head.id } });
  }

  async cancel() {
    if (this.list) await this.#ask({ cancel: { id: this.list.head.id } });
  }

  /** @param {ListHead} list */
  async remove(list) {
    this.undone = null;
    await this.#ask({ delete: { id: list.id, undo: false } });
    if (!this.failure) this.deleted = list;
    this.#changed();
  }

  async undo() {
    const list = this.deleted;
    if (!list) return;
    await this.#ask({ delete: { id: list.id, undo: true } });
    if (!this.failure) Object.assign(this, { deleted: null, undone: list });
    this.#changed();
  }

  /** Follows a run step by step. @param {number} turn */
  async #watch(turn) {
    while (turn === this.#turn && this.list) {
      const { state } = this.list.run;
      if (state === 'idle' || state === 'paused') {
        // One look more, should a request have failed whose effect is not known.
        if (!this.failure) return;
        await this.#look(turn);
        return;
      }
      if (state === 'waiting') await new Promise((resolve) => setTimeout(resolve, GLANCE));
      if (turn === this.#turn) await this.#look(turn);
    }
  }

  /** @param {number} turn */
  async #look(turn) {
    if (!this.list) return;
    try {
      const answer = await send({ list: { progress: { id: this.list.head.id } } });
      if (turn !== this.#turn || !('list' in answer) || !('one' in answer.list)) return;
      this.list = answer.list.one;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#turn++;
      this.failure = failureOf(thrown);
    }
    this.#changed();
  }

  /** @param {ListRequest} request */
  async #ask(request) {
    const turn = this.#turn;
    this.failure = null;
    this.busy = true;
    this.#changed();
    try {
      const answer = await send({ list: request });
      // Of a place that was left meanwhile.
      if (turn !== this.#turn || !('list' in answer)) return;
      if ('all' in answer.list) this.lists = answer.list.all;
      else if ('draft' in answer.list) this.#drafted(request, answer.list.draft);
      else if ('one' in answer.list) this.list = answer.list.one;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = failureOf(thrown);
    } finally {
      this.busy = false;
      this.#changed();
    }
  }

  /** @param {ListRequest} request @param {DraftView} draft */
  #drafted(request, draft) {
    const asked = typeof request === 'object' && 'draft' in request ? request.draft.aim : null;
    // An answer to something older than what is wanted now.
    if (this.#aim && asked !== this.#aim) return;
    this.draft = draft;
  }

  async #loadTargets() {
    try {
      const answer = await send({ targets: { change: null } });
      if ('targets' in answer) this.targets = answer.targets.targets;
      this.#changed();
    } catch {
      // Without them a target can still be typed.
    }
  }
}
