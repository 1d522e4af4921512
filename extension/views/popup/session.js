// What the popup knows and asks. Requests overlap (Moz may take 20 seconds, meanwhile the target is changed), so each
// has a turn, and an answer that is older than what is shown is dropped.

import { failureOf, send } from '../../rpc.js';

/** @import { Act, Failure, Flavour, Pick, Report, Request, Scope, Step } from '../../protocol.d.ts' */

/** How long a question is asked before a look at whether it has to wait for its turn. */
const GLANCE_MS = 600;

/** How often the best matches are looked at again, as each look may bring up others. */
const ROUNDS = 3;

export class Session {
  /** @type {Report | null} */
  report = null;
  /** @type {Failure | null} why the last request did not work */
  failure = null;
  /** @type {string | null} what is typed but not set */
  draft = null;
  reading = false;
  /** Whether the page is being held against its own HTML. */
  comparing = false;
  /** Whether the steps of verifying are to be seen. */
  unfolded = false;
  /** How often the links may have changed. */
  edition = 0;
  /** How often the page was read. */
  readings = 0;
  /** The purchase that has been pressed once and wants a second press, by its button. @type {string | null} */
  confirming = null;
  /** Whether Moz is being asked what is left of the month. */
  looking = false;

  /** Second looks at links that are under way. */
  #looks = 0;
  /** @type {number | null} the turn of the question that is waited for */
  #waiting = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} rings when a question that waits has its turn */
  #timer;
  #turn = 0;
  #shown = 0;
  /** @type {Scope | null} */
  #scope = null;
  /** @type {() => void} */
  #changed;

  /**
   * @param {number} tab
   * @param {() => void} changed called after each change
   */
  constructor(tab, changed) {
    this.tab = tab;
    this.#changed = changed;
  }

  /** Whether what is shown of the page may still grow by itself. */
  get busy() {
    return this.reading || this.comparing || this.#looks > 0;
  }

  /** Whether an answer of Moz is waited for. */
  get asking() {
    return this.#waiting !== null;
  }

  /** How wide the target is meant: as last chosen, though the report on that may not have come yet. */
  get scope() {
    return this.#scope ?? this.report?.aim.scope ?? 'page';
  }

  /** Reads the page, anew if it was read before. */
  async open() {
    this.reading = true;
    await this.#request({ open: { tab: this.tab } });
    this.reading = false;
    this.readings++;
    this.#changed();
    // What the browser has in its cache costs nobody anything.
    if (this.report?.facts?.source.state === 'none') void this.compare(false);
    await this.#join();
  }

  /**
   * @param {Pick} pick
   * @param {Scope} [scope]
   */
  async aim(pick, scope = this.scope) {
    this.#waiting = null;
    this.#scope = scope;
    const { draft } = this;
    const fine = await this.#request({ aim: { tab: this.tab, pick, scope } });
    if (!fine) this.#scope = null;
    // Not what was typed while the request was under way.
    if (fine && this.draft === draft) this.type(null);
    await this.#join();
  }

  /**
   * Holds the page against its own HTML. What comes of it is told in the report.
   *
   * @param {boolean} network whether the site may be asked for it
   */
  async compare(network) {
    if (this.comparing) return;
    this.comparing = true;
    this.#changed();
    let report = null;
    try {
      report = reportOf(await send({ reread: { tab: this.tab, network } }));
    } catch {
      // Nothing was compared, and the report that is shown says so.
    }
    this.comparing = false;
    // Where nothing was compared, the list is as it was.
    if (report) await this.take(report, report.facts?.source.state === 'read');
    else this.#changed();
  }

  /**
   * Shows a report that another request brought. It is of the target that is set; an input that was found wrong meanwhile
   * is not, and is what the person sees.
   *
   * @param {Report} report @param {boolean} [changesList]
   */
  async take(report, changesList = true) {
    if (this.report?.aim.failure) await this.#refresh();
    else this.#show(report, this.#turn, changesList);
    this.#changed();
  }

  /** @param {Scope} scope */
  async widen(scope) {
    await this.aim({ typed: this.draft ?? this.report?.aim.input ?? '' }, scope);
  }

  /** @param {string | null} text */
  type(text) {
    this.draft = text;
    this.#changed();
  }

  /** @param {number} rows the price that was shown; 0 to join a question that is under way */
  async ask(rows) {
    await this.#pay({ ask: { tab: this.tab, rows } });
  }

  /** @param {Scope} source @param {Scope} target @param {number} rows the price that was shown */
  async askAt(source, target, rows) {
    await this.#pay({ ask_at: { tab: this.tab, source, target, rows } });
  }

  /** @param {number} rows the most that it was said to cost */
  async settle(rows) {
    await this.#pay({ settle: { tab: this.tab, rows } });
  }

  /** @param {number} rows the most that it was said to cost; 0 to join a run that is under way */
  async verify(rows) {
    this.unfolded = true;
    const paid = this.#pay({ verify: { tab: this.tab, rows } });
    await Promise.all([paid, this.#follow()]);
  }

  /** Shows how far the run is, until it ends or nobody waits for it any more. */
  async #follow() {
    const turn = this.#waiting;
    for (;;) {
      try {
        const report = reportOf(await send({ progress: { tab: this.tab } }));
        if (this.#waiting !== turn || !report.verify?.running) return;
        this.#show(report, ++this.#turn);
        this.#changed();
      } catch {
        return; // The run itself tells what is wrong.
      }
    }
  }

  /** @param {Step} step @param {boolean} on */
  async setStep(step, on) {
    await this.#request({ set_step: { tab: this.tab, step, on } });
  }

  /** @param {boolean} on whether pages of this site are to be read without a press */
  async always(on) {
    await this.#request({ always: { tab: this.tab, on } });
  }

  /** @param {Act} act what a button of the report sends */
  async act(act) {
    if ('aim' in act) await this.aim(act.aim.pick, act.aim.scope);
    else await this.#pay(act);
  }

  /**
   * What a button that spends does: at once, or at its second press where the person wants to be asked first.
   *
   * @param {string} name of the button
   * @param {boolean} confirm
   * @param {() => Promise<void>} pay
   */
  async press(name, confirm, pay) {
    const first = confirm && this.confirming !== name;
    this.confirming = first ? name : null;
    this.#changed();
    if (!first) await pay();
  }

  /** @param {Flavour} flavour the API to ask from now on */
  async useFlavour(flavour) {
    await this.#request({ use_flavour: { tab: this.tab, flavour } });
  }

  /** Asks Moz what is left of the month. */
  async lookUpQuota() {
    this.looking = true;
    this.#changed();
    try {
      const answer = await send('quota');
      if (this.report && 'quota' in answer) this.report = { ...this.report, quota: answer.quota };
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.looking = false;
    this.#changed();
  }

  /** @param {Request} request one that may cost something */
  async #pay(request) {
    const turn = ++this.#turn;
    this.#waiting = turn;
    this.failure = null;
    this.#changed();
    // A question that has to wait for its turn can say so only to someone who asks.
    const glance = setTimeout(() => this.#waiting === turn && this.#refresh(), GLANCE_MS);
    let failure = null;
    try {
      const report = reportOf(await send(request));
      if (this.#waiting === turn) this.#show(report, ++this.#turn);
    } catch (thrown) {
      failure = failureOf(thrown);
    } finally {
      clearTimeout(glance);
    }
    // The target was changed or the wait cancelled meanwhile: what is shown is newer.
    if (this.#waiting !== turn) return;
    this.#waiting = null;
    this.failure = failure;
    this.#changed();
    if (failure) await this.#refresh();
    else this.#await();
  }

  async cancel() {
    await this.#request({ cancel: { tab: this.tab } });
    this.#waiting = null;
    this.#changed();
  }

  /** How matters stand, the price above all, after a question that failed. Leaves its failure in place. */
  async #refresh() {
    const { input: text, scope } = this.report?.aim ?? { input: '', scope: /** @type {const} */ ('page') };
    await this.#request({ aim: { tab: this.tab, pick: { typed: text }, scope } }, true);
  }

  /** A question may be under way since before this window was opened: wait with it, which pays nothing. */
  async #join() {
    if (this.asking) return;
    if (this.report?.verify?.running) await this.verify(0);
    else if (this.report?.index.state === 'busy' && !this.#await()) await this.ask(0);
  }

  /** Has a question that waits for its turn taken up when that comes; false if none waits, or not for long. */
  #await() {
    clearTimeout(this.#timer);
    const wait = (this.report?.index.until ?? 0) - Date.now();
    if (this.report?.index.state !== 'busy' || wait <= 0) return false;
    this.#timer = setTimeout(() => this.#join(), wait);
    return true;
  }

  /**
   * @param {Request} request one that costs nothing
   * @param {boolean} [quiet] leave the failure of an earlier request in place
   * @returns {Promise<boolean>} whether it worked
   */
  async #request(request, quiet = false) {
    const turn = ++this.#turn;
    if (!quiet) this.failure = null;
    this.#changed();
    try {
      this.#show(reportOf(await send(request)), turn);
      return true;
    } catch (thrown) {
      if (!quiet) this.failure = failureOf(thrown);
      return false;
    } finally {
      this.#changed();
    }
  }

  /** @param {Report} report @param {number} turn @param {boolean} [changesList] whether links may look otherwise now */
  #show(report, turn, changesList = true) {
    if (turn < this.#shown) return;
    this.#shown = turn;
    this.report = report;
    if (turn === this.#turn) this.#scope = null;
    if (changesList) this.edition++;
    void this.#look(report, ROUNDS);
  }

  /**
   * Looks once more at the links that match, when the report is shown already. The answer may bring others to the top,
   * which are then looked at too.
   *
   * @param {Report} report
   * @param {number} rounds that are left
   */
  async #look(report, rounds) {
    const links = report.live.links.filter(({ sight }) => !sight).map(({ id }) => id);
    if (!links.length || !rounds) return;
    this.#looks += 1;
    try {
      const answer = await send({ evidence: { tab: this.tab, links } });
      // Something newer may be shown by now, which is looked at for itself.
      if (this.report === report && 'evidence' in answer) {
        this.report = answer.evidence.report;
        void this.#look(this.report, rounds - 1);
      }
    } catch {
      // What was read stays true of the time it was read.
    } finally {
      this.#looks -= 1;
      this.#changed();
    }
  }
}

/**
 * @param {import('../../protocol.d.ts').Answer} answer
 * @returns {Report}
 */
function reportOf(answer) {
  if ('report' in answer) return answer.report;
  throw new TypeError('not a report');
}
