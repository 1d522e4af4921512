// Broader questions: lists of sites, paid for piece by piece. What came is kept as long as the view lives.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say, tell } from '../shared/say.js';
import { price } from './price.js';

/** @import { Failure, PieceView, Request, SiteRow } from '../../protocol.d.ts' */
/** @import { Session } from './session.js' */

/** A list as far as it was paid for. */
class Sites {
  /** @type {SiteRow[]} */
  rows = [];
  csv = '';
  /** @type {string | null} where the next piece begins */
  next = null;
  begun = false;
  busy = false;
  copied = false;
  spent = 0;
  /** @type {Failure | null} */
  failure = null;
}

export class More {
  linking = new Sites();
  rivals = new Sites();
  /** What was typed as competitors. */
  typed = '';
  #target = '';
  #changed;

  /** @param {number} tab @param {() => void} changed */
  constructor(tab, changed) {
    this.tab = tab;
    this.#changed = changed;
  }

  /** Another target, other lists. @param {Session} session */
  follow({ report }) {
    const target = JSON.stringify([report?.aim.sent, report?.aim.scope]);
    if (target === this.#target) return;
    this.#target = target;
    [this.linking, this.rivals] = [new Sites(), new Sites()];
  }

  /** @param {number} rows the price that was shown */
  async moreLinking(rows) {
    await this.#fetch(this.linking, ({ next }) => ({ linking_sites: { tab: this.tab, next, rows } }));
  }

  /** @param {number} rows the price that was shown */
  async moreRivals(rows) {
    const rivals = this.typed.split('\n').filter((line) => line.trim());
    await this.#fetch(this.rivals, ({ next }) => ({ rival_sites: { tab: this.tab, rivals, next, rows } }));
  }

  /** @param {string} typed */
  type(typed) {
    this.typed = typed;
    this.rivals = new Sites();
    this.#changed();
  }

  /** @param {Sites} list */
  async copy(list) {
    await navigator.clipboard.writeText(list.csv);
    list.copied = true;
    this.#changed();
  }

  async stop() {
    await send({ cancel: { tab: this.tab } });
  }

  /** @param {Sites} list @param {(list: Sites) => Request} request */
  async #fetch(list, request) {
    if (list.busy) return;
    [list.busy, list.failure, list.copied] = [true, null, false];
    this.#changed();
    try {
      const answer = await send(request(list));
      if (!('sites' in answer)) throw new TypeError('no sites');
      const { sites, csv, next, rows } = answer.sites;
      list.rows.push(...sites);
      list.csv += csv;
      [list.next, list.begun, list.spent] = [next, true, list.spent + rows];
    } catch (thrown) {
      list.failure = failureOf(thrown);
    }
    list.busy = false;
    this.#changed();
  }
}

/** @param {Session} session @param {More} lists */
export function more(session, lists) {
  const costs = session.report?.more;
  if (!costs) return nothing;
  const typed = lists.typed.trim() !== '';
  return html`<details class="more card" data-part="more">
    <summary>${say('more_title')}</summary>
    <section data-part="linking">
      <h2>${say('more_linking')}</h2>
      ${sites(session, lists, lists.linking, costs.linking, true, () => lists.moreLinking(costs.linking.rows))}
    </section>
    <section data-part="rivals">
      <h2>${say('more_rivals')}</h2>
      <label for="rivals">${say('more_rivals_label')}</label>
      <textarea id="rivals" data-part="rivals-typed" rows="2" dir="ltr" spellcheck="false" autocapitalize="none" placeholder=${say('more_rivals_placeholder')}
        .value=${lists.typed} ?disabled=${lists.rivals.busy}
        @input=${(/** @type {InputEvent & { target: HTMLTextAreaElement }} */ { target }) => lists.type(target.value)}></textarea>
      ${sites(session, lists, lists.rivals, costs.rivals, typed, () => lists.moreRivals(costs.rivals.rows))}
    </section>
  </details>`;
}

/**
 * @param {Session} session
 * @param {More} lists
 * @param {Sites} list
 * @param {PieceView} piece
 * @param {boolean} ready
 * @param {() => Promise<void>} fetch
 */
function sites(session, lists, list, piece, ready, fetch) {
  const { begun, busy, copied, failure, next, rows, spent } = list;
  const blocked = !ready || session.report?.ask.blocked !== null;
  const name = list === lists.linking ? 'linking' : 'rivals';
  const key = begun ? 'more_next' : 'more_first';
  return html`
    ${rows.length ? table(rows) : nothing}
    ${begun && !rows.length ? html`<p class="none" role="status">${say('more_none')}</p>` : nothing}
    ${failure ? failureBox(failure) : nothing}
    <p class="foot" role="status">
      ${begun && !next && rows.length ? html`<span>${say('more_all')}</span>` : nothing}
      ${begun ? html`<span data-part="spent" data-rows=${spent}>${say(phrase('more_spent', spent))}</span>` : nothing}
    </p>
    <div class="buttons">
      ${busy
        ? html`<button class="small" data-part="stop-list" @click=${() => lists.stop()}>${say('ask_cancel')}</button>`
        : !begun || next
          ? html`<button class="small" data-part="more-sites" data-rows=${piece.rows} ?disabled=${blocked}
            @click=${() => session.press(name, piece.confirm, fetch)}>${session.confirming === name ? say(phrase('confirm_rows', piece.rows)) : html`${say(phrase(key, piece.sites))}${price(piece.rows, true, 'more-price')}`}</button>`
          : nothing}
      ${rows.length ? html`<button class="plain" data-part="copy-sites" @click=${() => lists.copy(list)}>${say(copied ? 'more_copied' : 'more_copy')}</button>` : nothing}
    </div>`;
}

/** @param {SiteRow[]} rows */
function table(rows) {
  return html`<table>
    <thead><tr>${['more_site', 'more_authority', 'more_spam', 'more_links'].map((key) => html`<th scope="col">${say(key)}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ({ name, authority, spam, says }) => html`<tr data-part="site"><th scope="row" dir="ltr">${name}</th>
        <td>${authority ?? say('kept_unknown')}</td><td>${spam === null ? say('kept_unknown') : say(phrase('kept_percent', String(spam)))}</td><td>${tell(says)}</td></tr>`,
    )}</tbody>
  </table>`;
}
