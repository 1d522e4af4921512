// The options page: the token, what is kept where, and what this copy of the extension is made of.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lantern } from '../shared/lantern.js';
import { begin, place } from '../shared/page.js';
import { say } from '../shared/say.js';
import { about } from './about.js';
import { kept } from './kept.js';
import { matching } from './matching.js';
import { quota } from './quota.js';
import { Saved } from './saved.js';
import { Settings } from './settings.js';
import { targets } from './targets.js';
import { terms } from './terms.js';
import { token } from './token.js';

begin('options_title');
const root = place('options');
const settings = new Settings(changed);
const saved = new Saved(changed);
await Promise.all([settings.load(), saved.load()]);

function changed() {
  const { options, failure } = settings;
  render(
    html`
      <header>
        ${lantern(Boolean(options?.keep))}
        <div><h1>${say('options_title')}</h1><p>${say('options_lead')}</p><p><a data-part="open-watches" href="../watches/watches.html">${say('open_watches')}</a></p></div>
      </header>
      ${failure && !options ? failureBox(failure, { action: html`<button class="small" @click=${() => settings.load()}>${say('try_again')}</button>` }) : nothing}
      ${options ? [token(settings, options), terms(settings, options), quota(settings, options), targets(saved), matching(saved), kept(), about(options)] : nothing}
    `,
    root,
  );
}
