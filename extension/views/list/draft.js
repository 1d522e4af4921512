// A list before it is made: how it was read, what is wrong with it line by line, what it is held against, and its price.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { address, plain } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { number, phrase, say, tell } from '../shared/say.js';
import { beware } from '../shared/warnings.js';

/** @import { DraftView, ProblemView, Scope, Separator } from '../../protocol.d.ts' */
/** @import { Desk } from './desk.js' */

/** @type {Scope[]} */
const SCOPES = ['page', 'subdomain', 'root_domain'];
/** @type {Separator[]} */
const SEPARATORS = ['lines', 'comma', 'semicolon', 'tab'];

/** @param {Desk} desk @param {DraftView} draft */
export function draft(desk, draft) {
  return html`<section class="card" aria-labelledby="read-title" data-part="draft" data-sources=${draft.sources}>
      <div role="status"><h2 id="read-title">${draft.says.map((says, at) => html`${at ? ', ' : ''}${tell(says)}`)}${draft.wrong ? html`, <span class="wrong" data-part="wrong">${tell(draft.wrong)}</span>` : nothing}</h2></div>
      ${draft.read ? html`<p class="help read" data-part="read-as">${tell(draft.read)}. ${separators(desk, draft)}</p>` : nothing}
      <ul class="sample">${draft.sample.map((shown) => html`<li class="line">${address(shown)}</li>`)}
        ${draft.sources > draft.sample.length ? html`<li class="help">${say(phrase('lists_sample_more', draft.sources - draft.sample.length))}</li>` : nothing}</ul>
      ${draft.problems.length ? problems(draft) : nothing}
    </section>
    ${aim(desk, draft)}`;
}

/** @param {Desk} desk @param {DraftView} draft */
function separators(desk, { separator }) {
  if (!desk.canSeparate) return nothing;
  return html`<label>${say('lists_separator')} <select data-part="separator" .value=${live(separator ?? 'lines')}
    @change=${(/** @type {Event & { target: HTMLSelectElement }} */ { target }) => desk.separate(/** @type {Separator} */ (target.value))}>
    ${SEPARATORS.map((each) => html`<option value=${each} ?selected=${each === separator}>${say(`lists_separator_${each}`)}</option>`)}
  </select></label>`;
}

/** @param {DraftView} draft */
function problems({ problems, wrong }) {
  return html`<details class="problems" data-part="problems" ?open=${problems.length <= 12}>
    <summary>${say('lists_problems')} <span class="count">${wrong ? tell(wrong) : nothing}</span></summary>
    <ul tabindex="0" aria-label=${say('lists_problems')}>${problems.map(problem)}</ul>
  </details>`;
}

/** @param {ProblemView} problem */
function problem({ line, text, failure }) {
  return html`<li data-part="problem" data-line=${line} data-code=${failure.code}>
    <span class="at">${say(phrase('lists_line_of', number(line)))}</span>
    <div><bdi class="said line" dir="auto">${text || '—'}</bdi><span>${tell(failure.says)}</span> <span class="help">${tell(failure.advice)}</span></div>
  </li>`;
}

/** @param {Desk} desk @param {DraftView} draft */
function aim(desk, draft) {
  const { aim: target, price, source_scope } = draft;
  return html`<form class="card aim" @submit=${make}>
    <div class="field-row">
      <label class="grow" for="target">${say('lists_target')}</label>
      <div class="field" data-wrong=${Boolean(target.failure)}>
        <input id="target" data-part="target" type="text" inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" placeholder=${say('target_placeholder')}
          aria-invalid=${target.failure ? 'true' : nothing} aria-describedby=${target.failure ? 'target-failure' : target.sent ? 'target-sent' : nothing}
          .value=${live(target.input)} @change=${(/** @type {Event & { target: HTMLInputElement }} */ event) => desk.aim({ target: event.target.value })}>
        ${scopes('target-scope', target.scope, say('lists_target_scope'), (target_scope) => desk.aim({ target_scope }))}
      </div>
      ${target.failure ? failureBox(target.failure, { id: 'target-failure' }) : nothing}
      ${target.sent ? html`<p class="help" id="target-sent">${say('sent_label')} ${address(target.sent)}${target.notes.map((note) => html` · ${tell(note)}`)}${beware(target.warnings)}</p>` : nothing}
      ${desk.targets.length ? saved(desk) : nothing}
    </div>
    <div class="pair">
      <label>${say('lists_source_scope_label')} ${scopes('source-scope', source_scope, say('lists_source_scope'), (scope) => desk.aim({ source_scope: scope }))}</label>
      <label class="grow">${say('lists_name')} <input data-part="title" type="text" dir="auto" maxlength="120" autocomplete="off" .value=${draft.title}></label>
    </div>
    <div role="status" data-part="price" data-rows=${price?.rows ?? nothing}>
      <p>${price ? tell(phrase('lists_make_help', phrase('price_rows', price.rows))) : say('lists_make_no_target')}</p>
      ${price?.says.length ? html`<ul class="chips">${price.says.map((says) => html`<li>${tell(says)}</li>`)}</ul>` : nothing}
    </div>
    <div class="buttons">
      <button class="main big" data-part="make" ?disabled=${!price || !draft.sources || desk.busy}>${say('lists_make')}</button>
      <button type="button" class="plain" data-part="discard" @click=${() => desk.discard()}>${say('lists_discard')}</button>
    </div>
  </form>`;

  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  async function make(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const value = (/** @type {string} */ part) => /** @type {HTMLInputElement | null} */ (form.querySelector(`[data-part="${part}"]`))?.value ?? '';
    // Enter in the field of the target sets it; it is looked at before anything is made of it.
    if (value('target') !== target.input) await desk.aim({ target: value('target') });
    else if (price) await desk.make(value('title'));
  }
}

/** @param {string} part @param {Scope} chosen @param {string} label @param {(scope: Scope) => void} choose */
function scopes(part, chosen, label, choose) {
  return html`<select data-part=${part} aria-label=${label} .value=${live(chosen)} @change=${(/** @type {Event & { target: HTMLSelectElement }} */ { target }) => choose(/** @type {Scope} */ (target.value))}>
    ${SCOPES.map((scope) => html`<option value=${scope} ?selected=${scope === chosen}>${say(`scope_${scope}`)}</option>`)}
  </select>`;
}

/** @param {Desk} desk */
function saved(desk) {
  return html`<select class="saved" data-part="saved-targets" aria-label=${say('lists_saved_target')} .value=${live('')} @change=${pick}>
    <option value="" selected>${say('lists_saved_target_none')}</option>
    ${desk.targets.map((target) => html`<option value=${target.id}>${target.label || plain(target.shown)}</option>`)}
  </select>`;

  /** @param {Event & { target: HTMLSelectElement }} event */
  function pick({ target: { value } }) {
    const found = desk.targets.find(({ id }) => String(id) === value);
    if (found) void desk.aim({ target: found.input, target_scope: found.scope });
  }
}
