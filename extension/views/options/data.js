// All that is stored: save it, bring it back, erase it. What replaces or erases says first what goes.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { number, phrase, say, tell } from '../shared/say.js';

/** @import { RestoreWhole, StoredView } from '../../protocol.d.ts' */
/** @import { Stored } from './stored.js' */

/** @param {Stored} stored */
export function data(stored) {
  const { failure, note } = stored;
  return html`<section class="card data" aria-labelledby="data-title" data-part="data" data-doing=${stored.doing ?? 'nothing'}>
    <h2 id="data-title">${say('data_title')}</h2>
    <p class="help">${say('data_help')}</p>
    <div class="buttons">
      <button class="big" data-part="backup" ?disabled=${stored.busy} @click=${() => stored.backup()}>${say('data_backup')}</button>
      <button class="big" data-part="restore" ?disabled=${stored.busy} @click=${choose}>${say('data_restore')}</button>
      <input type="file" hidden data-part="restore-file" aria-label=${say('data_restore_file')} accept=".jsonl,application/jsonl,text/plain" @change=${chosen}>
      <button class="big" data-part="erase" ?disabled=${stored.busy} @click=${() => stored.ask()}>${say('data_erase')}</button>
    </div>
    <p role="status" class="result" data-part="data-result">${stored.busy ? progress(stored) : note ? tell(note) : nothing}</p>
    ${failure ? failureBox(failure) : nothing}
    ${stored.found ? replace(stored, stored.found) : nothing}
    ${stored.asked ? erase(stored, stored.asked) : nothing}
  </section>`;

  /** @param {Event & { currentTarget: HTMLElement }} event */
  function choose({ currentTarget }) {
    const field = currentTarget.nextElementSibling;
    if (field instanceof HTMLInputElement) field.click();
  }

  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  async function chosen({ currentTarget: field }) {
    const [file] = field.files ?? [];
    if (file) await stored.look(file);
    // The same file may be chosen once more.
    field.value = '';
  }
}

/** @param {Stored} stored */
function progress({ doing, progress: { done, total } }) {
  if (doing === 'backup') return say(phrase('data_backup_busy', number(done), number(total)));
  return doing === 'read' || doing === 'apply' ? say(phrase('data_restore_busy', done)) : nothing;
}

/** @param {Stored} stored @param {RestoreWhole} whole */
function replace(stored, { written, kinds }) {
  return html`<div class="confirm" role="group" aria-labelledby="restore-ask" data-part="restore-ask">
    <p id="restore-ask">${say('data_restore_ask')} ${tell(written)}</p>
    <table class="spent">
      <thead><tr><th scope="col">${say('data_restore_kind')}</th><th scope="col">${say('data_restore_here')}</th><th scope="col">${say('data_restore_there')}</th></tr></thead>
      <tbody>${kinds.map(
        ({ kind, here, there }) => html`<tr data-part="replaced" data-kind=${kind} data-here=${here} data-there=${there}>
          <th scope="row">${name(kind)}</th><td>${number(here)}</td><td>${number(there)}</td>
        </tr>`,
      )}</tbody>
    </table>
    <div class="buttons">
      <button class="big main" data-part="restore-yes" @click=${() => stored.apply()}>${say('data_restore_yes')}</button>
      <button class="big" data-part="restore-no" @click=${() => stored.keep()}>${say('data_restore_no')}</button>
    </div>
  </div>`;
}

/** @param {Stored} stored @param {StoredView} view */
function erase(stored, { kinds, token }) {
  const empty = kinds.length === 0 && !token;
  return html`<div class="confirm" role="group" aria-labelledby="erase-ask" data-part="erase-ask">
    <p id="erase-ask">${say(empty ? 'data_erase_nothing' : 'data_erase_ask')}</p>
    <ul>${kinds.map(({ kind, records }) => html`<li data-part="erased" data-kind=${kind}>${say(phrase(`data_${kind}`, records))}</li>`)}${token ? html`<li data-part="erased" data-kind="token">${say('data_erase_token')}</li>` : nothing}</ul>
    <div class="buttons">
      <button class="big danger" data-part="erase-yes" @click=${() => stored.erase()}>${say('data_erase_yes')}</button>
      <button class="big" data-part="erase-no" @click=${() => stored.keep()}>${say('data_erase_no')}</button>
    </div>
  </div>`;
}

/** The kind without a number. @param {string} kind */
const name = (kind) => say(`data_kind_${kind}`);
