// Saved targets: the list, and a place to enter one more.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { plain } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say, tell } from '../shared/say.js';
import { entry, name, SCOPES, KINDS } from './target-row.js';
import { managed } from './terms.js';

/** @import { Phrase, Scope, TargetKind, TargetView } from '../../protocol.d.ts' */
/** @import { Saved } from './saved.js' */

/** @param {Saved} saved */
export function targets(saved) {
  const { targets, failure, note, removed, locked } = saved;
  if (!targets) return failure ? failureBox(failure) : nothing;
  return html`<section class="card targets" aria-labelledby="targets-title">
    <h2 id="targets-title">${say('targets_title')}${managed(locked)}</h2>
    <p class="help">${say('targets_help')}</p>
    <fieldset class="bare" ?disabled=${locked}>${targets.length
      ? html`<ol data-part="targets">${repeat(targets, ({ id }) => id, (target, at) => entry(saved, target, at))}</ol>`
      : html`<p class="none" data-part="targets-none">${say('targets_none')}</p>`}</fieldset>
    <div class="result" role="status" data-part="targets-result">
      ${note ? tell(note) : nothing}
      ${removed ? html`<button class="small" data-part="undo" @click=${undo}>${say('targets_undo')}</button>` : nothing}
    </div>
    ${failure ? failureBox(failure) : nothing}
    ${locked ? nothing : add(saved)}
  </section>`;

  async function undo() {
    if (!removed) return;
    const back = await saved.undo(phrase('targets_restored', name(removed.target)));
    const row = document.querySelector(`[data-part="target-row"][data-id="${back}"] input`);
    if (row instanceof HTMLElement) row.focus();
  }
}

/** @param {Saved} saved */
function add(saved) {
  return html`<form @submit=${submit}>
    <div class="two">
      <label>${say('targets_address')}
        <span class="field"><input name="address" data-part="target-address" type="text" inputmode="url" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" placeholder=${say('target_placeholder')}></span></label>
      <label>${say('targets_name_optional')}
        <span class="field"><input class="words" name="label" data-part="target-label" type="text" autocomplete="off" maxlength="80" dir="auto"></span></label>
    </div>
    <div class="choices">
      <select name="kind" data-part="target-kind" aria-label=${say('targets_kind')}>${KINDS.map((kind) => html`<option value=${kind}>${say(`kind_${kind}`)}</option>`)}</select>
      <select name="scope" data-part="target-scope" aria-label=${say('targets_scope')}>
        ${SCOPES.map((scope) => html`<option value=${scope} ?selected=${scope === 'root_domain'}>${say(`scope_${scope}`)}</option>`)}
      </select>
      <button class="big" data-part="add-target">${say('targets_add')}</button>
    </div>
  </form>`;

  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  async function submit(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (/** @type {string} */ key) => String(new FormData(form).get(key) ?? '');
    const kind = /** @type {TargetKind} */ (text('kind'));
    const scope = /** @type {Scope} */ (text('scope'));
    const fine = await saved.change({ add: { input: text('address'), label: text('label'), kind, scope, at: null, is_default: false } }, told);
    if (!fine) return;
    for (const key of ['address', 'label']) /** @type {HTMLInputElement} */ (form.elements.namedItem(key)).value = '';
    /** @type {HTMLInputElement} */ (form.elements.namedItem('address')).focus();
  }
}

/** What came of an entry: the form that is sent, and what was done to get there. @param {TargetView[]} targets @param {number | null} added @returns {Phrase | null} */
function told(targets, added) {
  const target = targets.find(({ id }) => id === added);
  if (!target) return null;
  const { notes, shown } = target;
  return notes.length ? phrase('targets_added_notes', plain(shown), notes.map(say).join(', ')) : phrase('targets_added', plain(shown));
}
