// The page of lists: all of them, the one that is being made, or one of them (list.html#3), which the address tells.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lantern } from '../shared/lantern.js';
import { begin, place } from '../shared/page.js';
import { say } from '../shared/say.js';
import { against } from './against.js';
import { Desk } from './desk.js';
import { draft } from './draft.js';
import { home } from './home.js';
import { Looks } from './looks.js';
import { Retired, oldAddresses } from './retired.js';
import { Rivals } from './rivals.js';
import { Rows } from './rows.js';
import { sheet } from './sheet.js';

begin('lists_title');
const head = place('head');
const desk = new Desk(changed);
const rows = new Rows(place('rows'), changed);
const rivals = new Rivals(changed);
const retired = new Retired(changed);
const looks = new Looks((found) => {
  if (found) {
    rows.refresh();
    void rivals.refresh();
  }
  changed();
});
addEventListener('hashchange', () => void go());
changed();
await go();

/** Goes where the address says. */
async function go() {
  const id = Number(location.hash.slice(1));
  const shown = Number.isInteger(id) && id > 0 ? id : null;
  rows.show(shown);
  looks.show(shown);
  rivals.follow(shown);
  await (id > 0 ? desk.open(id) : desk.all());
}

function changed() {
  const { failure, list, draft: made, lists } = desk;
  const lit = list?.shows.some(({ show, rows }) => show === 'yes' && rows > 0) ?? false;
  render(
    html`
      <header>
        ${lantern(lit)}
        <div><h1>${list ? html`<bdi>${list.head.title}</bdi>` : say('lists_title')}</h1>${list || made ? nothing : html`<p>${say('lists_lead')}</p>`}</div>
        <nav>
          ${list || made ? html`<a href="#" data-part="all-lists" @click=${() => desk.leave()}>${say('lists_back')}</a>` : nothing}
          <button class="plain" data-part="options" @click=${() => chrome.runtime.openOptionsPage()}>${say('open_options')}</button>
        </nav>
      </header>
      ${failure ? failureBox(failure) : nothing}
      ${list ? [sheet(desk, list, rows, looks), against(rivals)] : made ? draft(desk, made) : lists ? [home(desk, lists), oldAddresses(retired)] : nothing}`,
    head,
  );
  rows.follow(list);
}
