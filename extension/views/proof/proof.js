// The proof of placement in a tab of its own, as proof.html?tab=ID: the card as it will be handed over, and the ways to do so.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { begin, place } from '../shared/page.js';
import { say } from '../shared/say.js';
import { card } from './card.js';
import { Proof } from './session.js';
import { tools } from './tools.js';

begin('proof_view_title');
const root = place('proof');
const tab = Number.parseInt(new URLSearchParams(location.search).get('tab') ?? '', 10) || -1;
const proof = new Proof(tab, changed);
await proof.load();

function changed() {
  const { view, failure } = proof;
  const state = view ? 'ready' : failure ? 'failed' : 'loading';
  render(
    html`<div data-part="proof" data-state=${state} aria-busy=${proof.busy}>
      ${view ? nothing : html`<h1>${say('proof_view_title')}</h1>`}
      ${failure ? failureBox(failure, { action: view ? nothing : html`<button class="small" @click=${() => proof.load()}>${say('try_again')}</button>` }) : nothing}
      ${view ? [tools(proof, view), card(view.card, proof.picture)] : nothing}
      ${state === 'loading' ? html`<p role="status">${say('proof_loading')}</p>` : nothing}
    </div>`,
    root,
  );
}
