// The Moz token: whether there is one, a place to enter one, the free check, and its removal.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { lamp } from '../shared/lamp.js';
import { say, tell } from '../shared/say.js';

/** @import { Keep, Options } from '../../protocol.d.ts' */
/** @import { Settings } from './settings.js' */

const DASHBOARD = 'https://moz.com/api/dashboard';

/** What the views call each way of keeping. */
const STATES = /** @type {const} */ ({ device: 'kept', session: 'session' });

/** @param {Settings} settings @param {Options} options */
export function token(settings, options) {
  const { failure, note } = settings;
  return html`<section class="card" aria-labelledby="token-title">
    <h2 id="token-title">${say('token_title')}</h2>
    ${state(settings, options)}
    <div role="status" class="result" data-part="check-result">
      ${settings.checking ? say('token_checking') : note ? tell(note) : nothing}
    </div>
    ${failure ? failureBox(failure) : nothing}
    ${options.keep ? nothing : steps()}
    ${entry(settings, options)}
  </section>`;
}

/** How to get one, for those who have none. */
function steps() {
  return html`<h3 id="token-steps">${say('token_steps')}</h3>
    <ol class="steps" aria-labelledby="token-steps" data-part="token-steps">
      <li id="token-where">${say('token_step_make')} ${dashboard()}</li>
      <li>${say('token_step_save')}</li>
      <li>${say('token_step_check')}</li>
    </ol>`;
}

const dashboard = () => html`<a href=${DASHBOARD} target="_blank" rel="noopener noreferrer">${say('token_where_link')}</a>`;

/** @param {Settings} settings @param {Options} options */
function state(settings, { keep, masked }) {
  return html`<div class="state" data-part="token-state" data-state=${keep ? STATES[keep] : 'none'}>
      ${lamp(settings.checking ? 'busy' : keep ? 'yes' : 'none', '')}
      <p>${say(`token_state_${keep ?? 'none'}`)} ${masked ? html`<code>${masked}</code>` : nothing}</p>
    </div>
    ${keep ? (settings.removing ? confirm(settings) : actions(settings)) : nothing}`;
}

/** @param {Settings} settings */
function actions(settings) {
  return html`<div class="buttons">
    <button class="big main" data-part="check-token" ?disabled=${settings.busy} @click=${() => settings.check()}>${say('token_check')}</button>
    <button class="big" data-part="remove-token" ?disabled=${settings.busy} @click=${() => settings.set({ removing: true })}>${say('token_remove')}</button>
    <span class="help">${say('token_check_price')}</span>
  </div>`;
}

/** @param {Settings} settings */
function confirm(settings) {
  return html`<div class="confirm" role="group" aria-labelledby="remove-ask">
    <p id="remove-ask">${say('token_remove_ask')}</p>
    <div class="buttons">
      <button class="big" data-part="remove-yes" ?disabled=${settings.busy} @click=${() => settings.remove()}>${say('token_remove_yes')}</button>
      <button class="big" data-part="remove-no" @click=${() => settings.set({ removing: false })}>${say('token_remove_no')}</button>
    </div>
  </div>`;
}

/** @param {Settings} settings @param {Options} options */
function entry(settings, options) {
  return html`<form @submit=${save}>
    <label for="token">${say(options.keep ? 'token_replace_label' : 'token_label')}</label>
    <div class="field">
      <input id="token" data-part="token" type=${settings.open ? 'text' : 'password'} required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" aria-describedby="token-where">
      <button type="button" data-part="show-token" aria-pressed=${settings.open} @click=${() => settings.set({ open: !settings.open })}>${say(settings.open ? 'token_hide' : 'token_show')}</button>
    </div>
    ${options.keep ? html`<p class="help" id="token-where">${say('token_where')} ${dashboard()}</p>` : nothing}
    <fieldset>
      <legend>${say('token_keep_label')}</legend>
      ${choice(settings, 'device')} ${choice(settings, 'session')}
    </fieldset>
    <button class=${options.keep ? 'big' : 'big main'} data-part="save-token" ?disabled=${settings.busy}>${say('token_save')}</button>
  </form>`;

  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  async function save(event) {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (event.currentTarget.elements.namedItem('token'));
    // Once it is kept, the token has no business in this window.
    if (await settings.save(input.value)) input.value = '';
  }
}

/** @param {Settings} settings @param {Keep} keep */
function choice(settings, keep) {
  return html`<label class="choice">
    <input type="radio" name="keep" value=${keep} .checked=${settings.keep === keep} @change=${() => settings.set({ keep })}>
    <span>${say(`token_keep_${keep}`)}<small>${say(`token_keep_${keep}_help`)}</small></span>
  </label>`;
}
