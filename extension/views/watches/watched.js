// What the page of watched placements knows and asks.

import { failureOf, send } from '../../rpc.js';
import { download } from '../shared/download.js';

/** @import { ChangesView, Failure, HistoryView, ListFormat, Request, WatchEdit, WatchText, WatchView, WatchesView, WatchingEdit } from '../../protocol.d.ts' */

/** Watches in one reply. */
const PIECE = 50;

export class Watched {
  /** @type {WatchesView | null} */
  view = null;
  /** @type {ChangesView | null} */
  changes = null;
  /** @type {Failure | null} */
  failure = null;
  /** Why what was typed cannot be watched. @type {Failure | null} */
  wrong = null;
  /** The one just removed. @type {string | null} */
  removed = null;
  /** Histories that are open. @type {Map<string, HistoryView>} */
  histories = new Map();
  /** A look that costs so much that it waits for a second press, by its watch. @type {string | null} */
  sure = null;
  /** What was saved last, and where. @type {{ rows: number, name: string } | null} */
  saved = null;
  saving = false;
  /** The ones being looked at. @type {Set<string>} */
  looking = new Set();

  #tab;
  #changed;
  #limit = PIECE;

  /** @param {number | null} tab @param {() => void} changed */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  async load() {
    await this.#do(async () => {
      const answer = await send({ watches: { tab: this.view ? null : this.#tab, offset: 0, limit: this.#limit } });
      if ('watches' in answer) this.view = { ...answer.watches, draft: this.view ? this.view.draft : answer.watches.draft };
      const changes = await send({ changes: { before: null } });
      if ('changes' in changes) this.changes = changes.changes;
    });
  }

  async more() {
    this.#limit += PIECE;
    await this.load();
  }

  /** @param {Extract<Request, { watch_add: any }>['watch_add']} watch @returns {Promise<boolean>} whether it is watched now */
  async add(watch) {
    this.wrong = null;
    try {
      const answer = await send({ watch_add: watch });
      this.removed = null;
      if (this.view) this.view.draft = null;
      await this.load();
      if ('watch' in answer) void this.look(answer.watch.id, 0, watch.looks !== 'live');
      return true;
    } catch (thrown) {
      this.wrong = failureOf(thrown);
      this.#changed();
      return false;
    }
  }

  /** @param {string} id @param {WatchEdit} edit */
  async change(id, edit) {
    await this.#do(async () => void (await send({ watch_change: { id, edit } })));
    await this.load();
  }

  /** @param {string} id */
  async remove(id) {
    await this.#do(async () => {
      await send({ watch_remove: { id } });
      this.removed = id;
      this.histories.delete(id);
    });
    await this.load();
  }

  async restore() {
    const id = this.removed;
    if (!id) return;
    await this.#do(async () => {
      await send({ watch_restore: { id } });
      this.removed = null;
    });
    await this.load();
  }

  /** @param {string} id @param {number} rows the price that was shown @param {boolean} [skip] leaves it to its turn, since it may cost something */
  async look(id, rows, skip = false) {
    if (skip || this.looking.has(id)) return;
    this.looking.add(id);
    await this.#do(async () => void (await send({ watch_look: { id, rows } })));
    const { failure } = this;
    if (this.histories.has(id)) await this.open(id);
    await this.load();
    // Free again only once what came of it is shown.
    this.looking.delete(id);
    this.failure = failure ?? this.failure;
    this.#changed();
  }

  /** Looks now, at a price that needs a second press where the person wants that. @param {WatchView} watch */
  async press({ id, price, confirm }) {
    if (confirm && this.sure !== id) {
      this.sure = id;
      this.#changed();
      return;
    }
    this.sure = null;
    await this.look(id, price);
  }

  /** @param {WatchText} what @param {ListFormat} format */
  async save(what, format) {
    this.saving = true;
    this.saved = null;
    await this.#do(async () => {
      /** @type {string[]} */
      const pieces = [];
      let rows = 0;
      for (let next = /** @type {number | null} */ (null); ; ) {
        const answer = await send({ watch_export: { what, format, next } });
        if (!('watch_export' in answer)) return;
        const piece = answer.watch_export;
        pieces.push(piece.text);
        rows += piece.rows;
        next = piece.next;
        if (next === null) {
          download(pieces, piece.name, piece.media_type);
          this.saved = { rows, name: piece.name };
          return;
        }
      }
    });
    this.saving = false;
    this.#changed();
  }

  /** @param {string} id */
  async open(id) {
    await this.#do(async () => {
      const answer = await send({ history: { id, before: null } });
      if ('history' in answer) this.histories.set(id, answer.history);
    });
  }

  /** @param {string} id */
  async older(id) {
    const shown = this.histories.get(id);
    if (!shown?.next) return;
    await this.#do(async () => {
      const answer = await send({ history: { id, before: shown.next } });
      if ('history' in answer) this.histories.set(id, { ...shown, entries: [...shown.entries, ...answer.history.entries], next: answer.history.next });
    });
  }

  /** @param {string} id */
  close(id) {
    this.histories.delete(id);
    this.#changed();
  }

  async seen() {
    const until = this.changes?.changes[0]?.at;
    if (until === undefined) return;
    await this.#do(async () => {
      const answer = await send({ changes_seen: { until } });
      if ('changes' in answer) this.changes = answer.changes;
    });
  }

  /** @param {WatchingEdit} edit */
  async set(edit) {
    await this.#do(async () => void (await send({ watching: { edit } })));
    await this.load();
  }

  /** @param {() => Promise<void>} act */
  async #do(act) {
    this.failure = null;
    this.#changed();
    try {
      await act();
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.#changed();
  }
}

/**
 * The patterns that the browser is to be asked for, for a page. Known before the click, for browsers take the question only
 * right at it.
 *
 * @param {string[]} sources
 * @returns {Promise<string[]>}
 */
export async function needs(...sources) {
  try {
    const answer = await send({ look_needs: { sources: sources.filter(Boolean) } });
    return 'look_needs' in answer ? answer.look_needs.patterns : [];
  } catch {
    return [];
  }
}

/** @param {WatchView} watch */
export const nameOf = ({ source }) => source.before + source.domain + source.after;
