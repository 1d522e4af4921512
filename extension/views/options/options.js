// The options page: the token, what is kept where, and what this copy of the extension is made of.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lantern } from '../shared/lantern.js';
import { openLists } from '../shared/lists.js';
import { begin, place } from '../shared/page.js';
import { say } from '../shared/say.js';
import { about } from './about.js';
import { data } from './data.js';
import { Grants, allowed } from './grants.js';
import { kept } from './kept.js';
import { matching } from './matching.js';
import { quota } from './quota.js';
import { Saved } from './saved.js';
import { Settings } from './settings.js';
import { Stored } from './stored.js';
import { targets } from './targets.js';
import { terms } from './terms.js';
import { token } from './token.js';

begin('options_title');
const root = place('options');
const settings = new Settings(changed);
const saved = new Saved(changed);
const stored = new Stored(changed, () => Promise.all([settings.load(), saved.load()]));
const grants = new Grants(changed);
await Promise.all([settings.load(), saved.load(), grants.load()]);

function changed() {
  const { options, failure } = settings;
  render(
    html`
      <header>
        ${lantern(Boolean(options?.keep))}
        <div><h1>${say('options_title')}</h1><p>${say('options_lead')}</p></div>
        <nav>
          <button class="plain" data-part="open-lists" @click=${() => openLists()}>${say('lists_open')}</button>
          <a data-part="open-watches" href="../watches/watches.html">${say('open_watches')}</a>
        </nav>
      </header>
      ${failure && !options ? failureBox(failure, { action: html`<button class="small" @click=${() => settings.load()}>${say('try_again')}</button>` }) : nothing}
      ${options ? [token(settings, options), terms(settings, options), quota(settings, options), targets(saved), matching(saved), allowed(grants), kept(), data(stored), about(options)] : nothing}
    `,
    root,
  );
}
