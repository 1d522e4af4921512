// Old addresses: where they lead by now, and which of the pages that were looked at still point at them.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { address } from '../shared/address.js';
import { download } from '../shared/download.js';
import { failureBox } from '../shared/failure.js';
import { lamp } from '../shared/lamp.js';
import { number, phrase, say, tell } from '../shared/say.js';

/** @import { Failure, OldView, PointingView, Request, RetiredView } from '../../protocol.d.ts' */

export class Retired {
  /** @type {RetiredView | null} */
  view = null;
  typed = '';
  busy = false;
  sure = false;
  /** @type {Failure | null} */
  failure = null;

  #run = 0;
  #stopped = false;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get addresses() {
    return this.typed.split('\n').map((line) => line.trim()).filter(Boolean);
  }

  /** @param {string} typed */
  type(typed) {
    this.typed = typed;
    this.sure = false;
  }

  async show() {
    await this.#do(() => this.#ask({ retired: { addresses: this.addresses } }));
  }

  /** Looks until nothing is left. Browsers take a question for a permission only right at the press, so it comes first. */
  async look() {
    const patterns = this.view?.patterns ?? [];
    if (patterns.length && !(await chrome.permissions.request({ origins: patterns }))) return;
    this.#stopped = false;
    this.#run = Math.floor(Math.random() * 2 ** 31);
    await this.#do(async () => {
      do await this.#ask({ retired_look: { addresses: this.addresses, run: this.#run } });
      while (this.view?.left && !this.#stopped);
    });
  }

  async stop() {
    this.#stopped = true;
    await send({ look_cancel: { run: this.#run } });
  }

  /** A large purchase takes a second press. */
  async buy() {
    const price = this.view?.price;
    if (!price) return;
    if (price.confirm && !this.sure) {
      this.sure = true;
      this.#changed();
      return;
    }
    this.sure = false;
    await this.#do(() => this.#ask({ retired_ask: { addresses: this.addresses, rows: price.rows } }));
  }

  save() {
    if (this.view) download([this.view.csv], 'old-addresses.csv', 'text/csv;charset=utf-8');
  }

  /** @param {Request} request */
  async #ask(request) {
    const answer = await send(request);
    if ('retired' in answer) this.view = answer.retired;
    this.#changed();
  }

  /** @param {() => Promise<void>} act */
  async #do(act) {
    if (this.busy) return;
    Object.assign(this, { busy: true, failure: null });
    this.#changed();
    try {
      await act();
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
    this.#changed();
  }
}

/** @param {Retired} retired */
export function oldAddresses(retired) {
  const { busy, failure, view } = retired;
  return html`<details class="card against" data-part="retired">
    <summary>${say('retired_title')}</summary>
    <p class="help">${say('retired_help')}</p>
    <form @submit=${(/** @type {SubmitEvent} */ event) => (event.preventDefault(), retired.show())}>
      <label for="olds">${say('retired_label')}</label>
      <textarea id="olds" data-part="retired-typed" rows="3" dir="ltr" spellcheck="false" autocapitalize="none" @input=${(/** @type {InputEvent & { target: HTMLTextAreaElement }} */ { target }) => retired.type(target.value)}></textarea>
      <div class="buttons"><button class="small" data-part="retired-show" ?disabled=${busy}>${say('retired_show')}</button></div>
    </form>
    ${failure ? failureBox(failure) : nothing}
    ${view ? found(retired, view) : nothing}
  </details>`;
}

/** @param {Retired} retired @param {RetiredView} view */
function found(retired, view) {
  const { busy, sure } = retired;
  const { failure, left, olds, pointing, price, total } = view;
  return html`${failure ? failureBox(failure) : nothing}
    <div class="buttons">
      ${busy
        ? html`<span role="status">${left ? say(phrase('retired_left', left)) : say('watch_looking')}</span> <button class="small" data-part="retired-stop" @click=${() => retired.stop()}>${say('lists_look_stop')}</button>`
        : html`<button class="small" data-part="retired-look" @click=${() => retired.look()}>${say('retired_look')} · <span class="price">${say('lists_look_free')}</span></button>
            ${price ? html`<button class="small" data-part="retired-ask" data-rows=${price.rows} @click=${() => retired.buy()}>${sure ? say(phrase('confirm_rows', price.rows)) : say(phrase('rivals_ask', price.rows))}</button>` : nothing}`}
    </div>
    <div class="wide" tabindex="0" role="region" aria-label=${say('retired_title')}>
      <table>
        <thead><tr>${['retired_old', 'lists_column_live', 'lists_column_index', 'retired_now'].map((key) => html`<th scope="col">${say(key)}</th>`)}</tr></thead>
        <tbody>${olds.map(old)}</tbody>
      </table>
    </div>
    <h2>${say('retired_pointing')} <span class="count">${number(total)}</span></h2>
    ${pointing.length
      ? html`<ul data-part="retired-pointing">${pointing.map(point)}</ul>
          <div class="buttons"><button class="small" data-part="retired-save" @click=${() => retired.save()}>${say('lists_save_as')} ${say('lists_format_csv')}</button></div>`
      : html`<p class="help" data-part="retired-none">${say('retired_none')}</p>`}`;
}

/** @param {OldView} view */
function old({ address: one, failure, live, live_says, moz, moz_says, now }) {
  if (failure) return html`<tr data-part="old" data-code=${failure.code}><th scope="row">${address(one)}</th><td colspan="3">${say(failure.says)} ${say(failure.advice)}</td></tr>`;
  return html`<tr data-part="old" data-live=${live} data-moz=${moz}>
    <th scope="row"><span class="line">${address(one)}</span></th>
    <td><span class="side">${lamp(live, '')}<span>${tell(live_says)}</span></span></td>
    <td><span class="side">${lamp(moz, '')}<span>${tell(moz_says)}</span></span></td>
    <td>${now ? address(now) : '–'}</td>
  </tr>`;
}

/** @param {PointingView} view */
function point({ anchor, now, old, source, when }) {
  return html`<li data-part="pointing"><p class="line">${address(source)}</p>
    <p class="about"><bdi>${anchor}</bdi> <span aria-hidden="true">→</span> ${address(old)}${now ? html` <span aria-hidden="true">→</span> ${address(now)}` : nothing} · ${tell(when)}</p></li>`;
}
