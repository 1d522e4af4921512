// What the options page knows and asks about all that is stored: a backup, restoring one, erasing. Files go and come in
// pieces; what is in them is the background's business.

import { Failed, failureOf, send } from '../../rpc.js';
import { download } from '../shared/download.js';

/** @import { Failure, Phrase, RestoreView, RestoreWhole, StoredView } from '../../protocol.d.ts' */

/** Characters of a file in a message, about. */
const PIECE = 1 << 20;

export class Stored {
  /** What is under way. @type {'backup' | 'read' | 'apply' | 'erase' | null} */
  doing = null;
  /** @type {{ done: number, total: number }} */
  progress = { done: 0, total: 0 };
  /** A file that is whole and waits for a yes. @type {RestoreWhole | null} */
  found = null;
  /** What an erasing would take; waits for a yes. @type {StoredView | null} */
  asked = null;
  /** @type {Failure | null} */
  failure = null;
  /** @type {Phrase | string | null} what came of it, in words */
  note = null;

  /** @type {File | null} */
  #file = null;
  #changed;
  #renewed;

  /**
   * @param {() => void} changed called after each change
   * @param {() => Promise<unknown>} renewed called when all that is shown may be otherwise
   */
  constructor(changed, renewed) {
    this.#changed = changed;
    this.#renewed = renewed;
  }

  get busy() {
    return this.doing !== null;
  }

  async backup() {
    await this.#do('backup', async () => {
      const pieces = [];
      for (let next = null; ; ) {
        const answer = await send({ backup: { next } });
        if (!('backup' in answer)) return;
        const { text, next: after, done, total, name, media_type } = answer.backup;
        pieces.push(text);
        this.#set({ progress: { done, total } });
        if (after === null) {
          download(pieces, name, media_type);
          this.note = { key: 'data_backup_saved', args: [{ count: done }, { text: name }] };
          return;
        }
        next = after;
      }
    });
  }

  /** Looks at a file. Nothing is changed. @param {File} file */
  async look(file) {
    this.#file = file;
    await this.#do('read', async () => {
      this.found = await this.#send(file, false);
    });
  }

  /** Puts the file that was looked at in place of what is here. */
  async apply() {
    const file = this.#file;
    if (!file) return;
    await this.#do('apply', async () => {
      await this.#send(file, true);
      this.note = 'data_restore_done';
      await this.#renewed();
    });
  }

  /** Asks whether everything is to go. */
  async ask() {
    await this.#do(null, async () => {
      const answer = await send('stored');
      if ('stored' in answer) this.asked = answer.stored;
    });
  }

  async erase() {
    await this.#do('erase', async () => {
      await send('erase');
      this.note = 'data_erase_done';
      await this.#renewed();
    });
  }

  /** Leaves everything as it is. */
  keep() {
    this.#file = null;
    this.#set({ found: null, asked: null, failure: null, note: null });
  }

  /** @param {File} file @param {boolean} apply @returns {Promise<RestoreWhole | null>} */
  async #send(file, apply) {
    /** @type {RestoreView | null} */
    let view = null;
    let number = 0;
    for await (const { text, last } of pieces(file)) {
      const answer = await send({ restore: { text, number, last, apply } });
      if (!('restore' in answer)) return null;
      view = answer.restore;
      number += 1;
      this.#set({ progress: { done: view.records, total: 0 } });
    }
    return view?.whole ?? null;
  }

  /** @param {Stored['doing']} doing @param {() => Promise<void>} act */
  async #do(doing, act) {
    this.#set({ doing, progress: { done: 0, total: 0 }, found: null, asked: null, failure: null, note: null });
    try {
      await act();
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.#set({ doing: null });
  }

  /** @param {Partial<Stored>} changes */
  #set(changes) {
    Object.assign(this, changes);
    this.#changed();
  }
}

/**
 * A file's text, piece by piece; of what is no text, something that is no backup either.
 *
 * @param {File} file
 */
async function* pieces(file) {
  // The decoder takes a mark of its own away and makes of what is no UTF-8 a sign that no line may begin with.
  const decoder = new TextDecoder();
  for (let at = 0; ; at += PIECE) {
    const last = at + PIECE >= file.size;
    /** @type {ArrayBuffer} */
    let bytes;
    try {
      bytes = await file.slice(at, at + PIECE).arrayBuffer();
    } catch {
      throw new Failed(unreadable());
    }
    yield { text: decoder.decode(bytes, { stream: !last }), last };
    if (last) return;
  }
}

/** The same form that the background gives its failures. @returns {Failure} */
const unreadable = () => ({
  code: 'backup.unreadable',
  says: { key: 'err_backup_unreadable', args: [] },
  advice: { key: 'fix_backup_unreadable', args: [] },
  retry: 'now',
  maybe_billed: false,
});
