// What can be done with the card. None of it is printed.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { say, tell } from '../shared/say.js';

/** @import { ProofView } from '../../protocol.d.ts' */
/** @import { Proof } from './session.js' */

/** @param {Proof} proof @param {ProofView} view */
export function tools(proof, view) {
  return html`<section class="tools" aria-label=${say('proof_tools')} data-part="proof-tools">
    <div class="buttons">
      <button class="big main" data-part="save-html" @click=${() => proof.save('html')}>${say('proof_save_html')}</button>
      <button class="big" data-part="print" @click=${() => print()}>${say('proof_print')}</button>
      <button class="big" data-part="copy-text" @click=${() => proof.copy('text')}>${say('proof_copy_text')}</button>
      <button class="big" data-part="copy-markdown" @click=${() => proof.copy('markdown')}>${say('proof_copy_markdown')}</button>
      <button class="big" data-part="save-markdown" @click=${() => proof.save('markdown')}>${say('proof_save_markdown')}</button>
    </div>
    <p role="status" class="note" data-part="proof-note">${proof.note ? tell(proof.note) : nothing}</p>
    ${view.has_link ? picture(proof, view) : html`<p class="help">${say('proof_no_link')}</p>`}
    ${view.no_picture ? failureBox(view.no_picture) : nothing}
    <p class="help">${say('proof_address_note')}</p>
  </section>`;
}

/** @param {Proof} proof @param {ProofView} view */
function picture(proof, view) {
  const take = proof.taking ? 'proof_taking' : view.picture ? 'proof_take_again' : 'proof_take';
  return html`<div class="picture">
    ${view.picture ? html`<label><input type="checkbox" data-part="with-picture" .checked=${proof.wanted} @change=${wanted}> ${say('proof_with_picture')}</label>` : nothing}
    <button class="small" data-part="take-picture" aria-describedby="take-help" ?disabled=${proof.busy} @click=${() => proof.take()}>${say(take)}</button>
    <span class="help" id="take-help">${say('proof_take_help')}</span>
  </div>`;

  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  function wanted({ currentTarget }) {
    proof.want(currentTarget.checked);
  }
}
