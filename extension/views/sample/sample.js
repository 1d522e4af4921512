// The sample: a recorded page and a recorded answer, judged by the background and shown by the popup's own parts, each with
// a word on what it means. Nothing in it can be pressed but what unfolds.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureOf, send } from '../../rpc.js';
import { ask } from '../popup/ask.js';
import { Lit } from '../popup/lit.js';
import { reasons } from '../popup/reasons.js';
import { leadsTo, linkText, notes } from '../popup/row.js';
import { verdicts } from '../popup/verdicts.js';
import { address } from '../shared/address.js';
import { failureBox } from '../shared/failure.js';
import { lamp } from '../shared/lamp.js';
import { lantern } from '../shared/lantern.js';
import { begin, place } from '../shared/page.js';
import { say, tell } from '../shared/say.js';
import { SampleSession } from './session.js';

/** @import { LinkRow, SampleView } from '../../protocol.d.ts' */

begin('sample_title');
const root = place('sample');
try {
  const answer = await send('sample');
  if ('sample' in answer) render(view(answer.sample), root);
} catch (thrown) {
  render(failureBox(failureOf(thrown)), root);
}

/** @param {SampleView} sample */
function view({ report, links }) {
  const session = new SampleSession(report);
  const lit = new Lit(report.tab, () => {});
  return html`
    <header class="head">${lantern(true)}<div><h1>${say('sample_title')}</h1><p>${say('sample_about')}</p></div></header>
    ${mark()}
    <dl class="about" data-part="sample-about">
      <dt>${say('sample_page')}</dt><dd>${address(report.page.address)}</dd>
      <dt>${say('sample_target')}</dt><dd>${report.aim.sent ? address(report.aim.sent) : nothing}</dd>
    </dl>
    <fieldset class="inert" disabled aria-label=${say('sample_title')}>
      <div class="with-notes">
        <div class="verdict-side">${verdicts(session, lit)}${reasons(session)}</div>
        <ul class="notes">${['live', 'index', 'why'].map((part) => note(part))}</ul>
      </div>
      ${mark()}
      <div class="with-notes"><div>${ask(session)}</div><ul class="notes">${note('price')}</ul></div>
    </fieldset>
    ${mark()}
    <section class="with-notes" aria-labelledby="sample-links">
      <div class="card links"><h2 id="sample-links">${say('sample_links')}</h2><ul>${links.map(link)}</ul></div>
      <ul class="notes">${note('links')}</ul>
    </section>
    <section class="next" aria-labelledby="sample-next">
      <div><h2 id="sample-next">${say('sample_next')}</h2><p>${say('sample_own')}</p></div>
      <button class="big main" data-part="sample-token" @click=${() => chrome.runtime.openOptionsPage()}>${say('first_token')}</button>
    </section>`;
}

/** Says of what stands below that it is a sample. */
function mark() {
  return html`<p class="mark" data-part="sample-mark">${say('sample_nothing')}</p>`;
}

/** @param {string} part */
function note(part) {
  return html`<li data-part="sample-note">${say(`sample_note_${part}`)}</li>`;
}

/** @param {LinkRow} link */
function link(link) {
  return html`<li data-part="sample-link" data-matches=${link.matches}>
    ${link.matches ? lamp('yes', say('row_matches')) : nothing}
    <div>
      <p class="text">${linkText(link)}</p>
      <p class="where">${leadsTo(link.through)}${address(link.address)}</p>
      <p class="where">${tell(link.why ?? link.follow)}${notes(link)}</p>
    </div>
  </li>`;
}
