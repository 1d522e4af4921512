// What the proof's view knows and asks. The words are looked up here, in the person's language; the files are written by
// the background, which escapes whatever a page said.

import { failureOf, send } from '../../rpc.js';
import { download } from '../shared/download.js';
import { direction, language, say } from '../shared/say.js';

/** @import { Card, CardLine, Failure, FileView, Phrase, ProofFormat, ProofView } from '../../protocol.d.ts' */

export class Proof {
  /** @type {ProofView | null} */
  view = null;
  /** @type {Failure | null} */
  failure = null;
  /** @type {Phrase | string | null} what came of the last press, in words */
  note = null;
  /** Whether the picture is to be in it. */
  wanted = true;
  busy = false;
  taking = false;

  #tab;
  #changed;

  /** @param {number} tab @param {() => void} changed */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  /** The picture, where there is one and it is wanted. */
  get picture() {
    return this.wanted ? (this.view?.picture ?? null) : null;
  }

  async load() {
    await this.#ask(false);
  }

  /** Takes the picture, once more if there is one. */
  async take() {
    this.taking = true;
    await this.#ask(true);
    this.taking = false;
    this.wanted = true;
    this.#changed();
  }

  /** @param {boolean} wanted */
  want(wanted) {
    this.wanted = wanted;
    this.note = null;
    this.#changed();
  }

  /** @param {ProofFormat} format */
  async save(format) {
    const file = await this.#write(format);
    if (!file) return;
    download([file.text], file.name, file.media_type);
    this.#tell({ key: 'proof_saved', args: [{ text: file.name }] });
  }

  /** @param {ProofFormat} format */
  async copy(format) {
    const file = await this.#write(format);
    if (!file) return;
    try {
      await navigator.clipboard.writeText(file.text);
      this.#tell('proof_copied');
    } catch {
      this.#tell('proof_refused');
    }
  }

  /** @param {boolean} take */
  async #ask(take) {
    Object.assign(this, { busy: true, failure: null, note: null });
    this.#changed();
    try {
      const answer = await send({ proof: { tab: this.#tab, take } });
      if ('proof' in answer) this.view = answer.proof;
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
    this.#changed();
  }

  /** @param {ProofFormat} format @returns {Promise<FileView | null>} */
  async #write(format) {
    if (!this.view) return null;
    Object.assign(this, { failure: null, note: null });
    try {
      const card = said(this.view.card);
      const picture = format === 'html' ? this.picture : null;
      const answer = await send({ write_proof: { card, name: this.view.name, format, picture, language, is_rtl: direction === 'rtl' } });
      if ('file' in answer) return answer.file;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      this.#changed();
    }
    return null;
  }

  /** @param {Phrase | string} note */
  #tell(note) {
    this.note = note;
    this.#changed();
  }
}

/** The card with its words looked up. @param {Card<Phrase>} card @returns {Card<string>} */
function said({ title, when, plain, lights, parts, picture, foot }) {
  return {
    title: say(title),
    when: say(when),
    plain: plain.map(say),
    lights: lights.map(({ state, answer, title, says }) => ({ state, answer: say(answer), title: say(title), says: says.map(say) })),
    parts: parts.map(({ code, name, lines }) => ({ code, name: say(name), lines: lines.map(line) })),
    picture: say(picture),
    foot: say(foot),
  };
}

/** @param {CardLine<Phrase>} line @returns {CardLine<string>} */
const line = (line) => ('says' in line ? { says: say(line.says) } : line);
