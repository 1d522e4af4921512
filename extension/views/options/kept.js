// What is kept and where, in plain words.

import { html } from '../../vendor/lit-html/lit-html.js';
import { say } from '../shared/say.js';

const KINDS = ['token', 'answers', 'targets', 'pages'];

export function kept() {
  return html`<section class="card" aria-labelledby="kept-title">
    <h2 id="kept-title">${say('kept_title')}</h2>
    <dl>${KINDS.map((kind) => html`<div><dt>${say(`kept_${kind}_term`)}</dt><dd>${say(`kept_${kind}`)}</dd></div>`)}</dl>
  </section>`;
}
