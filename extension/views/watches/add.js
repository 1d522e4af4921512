// One more placement to watch. The permission to read its page is asked for at the button, and only if it is missing.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say } from '../shared/say.js';
import { EVERY, LOOKS } from './entry.js';
import { needs } from './watched.js';

/** @import { Every, Looks, Scope } from '../../protocol.d.ts' */
/** @import { Watched } from './watched.js' */

const SCOPES = /** @type {Scope[]} */ (['page', 'subdomain', 'root_domain']);

/** The patterns that the page and the target now in the fields take. */
let asked = { sources: '', known: /** @type {string[]} */ ([]) };

/** Has the patterns ready before the button is pressed. The target's, to tell when it redirects. @param {string} source @param {string} target */
function prepare(source, target) {
  const sources = `${source}\n${target}`;
  if (asked.sources === sources) return;
  const now = { sources, known: /** @type {string[]} */ ([]) };
  asked = now;
  void needs(source, target).then((known) => (now.known = known));
}

/** @param {Watched} watched */
export function add(watched) {
  const { view, wrong } = watched;
  const draft = view?.draft;
  if (draft) prepare(draft.source, draft.target);
  return html`<section class="card" aria-labelledby="add-title">
    <h2 id="add-title">${say('watch_add_title')}</h2>
    <form @submit=${submit} @input=${typed}>
      <label>${say('watch_source')} <input name="source" data-part="watch-source" type="text" inputmode="url" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" .defaultValue=${draft?.source ?? ''}></label>
      <label>${say('watch_target')} <input name="target" data-part="watch-target" type="text" inputmode="url" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" .defaultValue=${draft?.target ?? ''}></label>
      <div class="choices">
        <select name="scope" aria-label=${say('targets_scope')}>${SCOPES.map((scope) => html`<option value=${scope} ?selected=${scope === (draft?.scope ?? 'page')}>${say(`scope_${scope}`)}</option>`)}</select>
        <select name="every" data-part="add-every" aria-label=${say('watch_every')}>${EVERY.map((every) => html`<option value=${every} ?selected=${every === 'week'}>${say(`every_${every}`)}</option>`)}</select>
        <select name="looks" data-part="add-looks" aria-label=${say('watch_looks')}>${LOOKS.map((looks) => html`<option value=${looks}>${say(`looks_${looks}`)}</option>`)}</select>
        <label class="about">${say('watch_limit')} <input name="limit" type="number" min="0" max="100000" value="10"></label>
      </div>
      <p class="help">${say(phrase('watch_add_help', view?.price ?? 0))}</p>
      ${wrong ? failureBox(wrong) : nothing}
      <button class="big main" data-part="watch-add">${say('watch_add')}</button>
    </form>
  </section>`;

  /** @param {Event & { currentTarget: HTMLFormElement }} event */
  function typed({ currentTarget }) {
    const read = new FormData(currentTarget);
    prepare(String(read.get('source') ?? ''), String(read.get('target') ?? ''));
  }

  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  async function submit(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const read = new FormData(form);
    const text = (/** @type {string} */ key) => String(read.get(key) ?? '');
    const looks = /** @type {Looks} */ (text('looks'));
    // Refused, it is watched all the same, and says that it waits for the permission.
    if (looks !== 'index' && asked.known.length) await chrome.permissions.request({ origins: asked.known }).catch(() => false);
    const fine = await watched.add({
      source: text('source'),
      target: text('target'),
      scope: /** @type {Scope} */ (text('scope')),
      every: /** @type {Every} */ (text('every')),
      looks,
      month_limit: Math.max(0, Math.trunc(Number(text('limit'))) || 0),
    });
    asked = { sources: '', known: [] };
    if (fine) form.reset();
  }
}
