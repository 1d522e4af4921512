// On what terms Moz is asked: which API, the plan, and how much a day. Each setting holds as soon as it is changed.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { phrase, say } from '../shared/say.js';

/** @import { Options, Setting } from '../../protocol.d.ts' */
/** @import { Settings } from './settings.js' */

const FLAVOURS = ['v2', 'json_rpc'];
const PLANS = ['unknown', 'free', 'paid'];

/** @param {Settings} settings @param {Options} options */
export function terms(settings, options) {
  const { flavour, plan, daily_limit, days, confirm_at } = options.terms;
  const { locked, ignored } = options;
  const kind = typeof plan === 'string' ? plan : 'paid';
  return html`<section class="card terms" aria-labelledby="terms-title" data-part="terms">
    <h2 id="terms-title">${say('terms_title')}</h2>
    ${ignored.length ? html`<p class="help" data-part="managed-ignored">${say(phrase('managed_ignored', ignored.join(', ')))}</p>` : nothing}
    <fieldset ?disabled=${locked.includes('flavour')}>
      <legend>${say('terms_flavour_label')}${managed(locked.includes('flavour'))}</legend>
      ${FLAVOURS.map((name) => choice(settings, 'flavour', name, flavour))}
    </fieldset>
    <fieldset ?disabled=${locked.includes('plan')}>
      <legend>${say('terms_plan_label')}${managed(locked.includes('plan'))}</legend>
      ${PLANS.map((name) => choice(settings, 'plan', name, kind))}
    </fieldset>
    ${typeof plan === 'string' ? nothing : number(settings, locked, 'rate', `${plan.paid}`)}
    ${number(settings, locked, 'daily_limit', `${daily_limit ?? ''}`, help(settings, kind, daily_limit))}
    ${number(settings, locked, 'days', `${days}`, say('terms_days_help'))}
    ${number(settings, locked, 'confirm_at', `${confirm_at}`, say('terms_confirm_at_help'))}
    <div role="status" class="result" data-part="terms-result">
      ${settings.undo ? html`${say('terms_saved')} <button class="plain" data-part="undo" @click=${() => settings.takeBack()}>${say('terms_undo')}</button>` : nothing}
    </div>
  </section>`;
}

/** What there is to say about the day's limit. @param {Settings} settings @param {string} plan @param {number | null} limit */
function help(settings, plan, limit) {
  const suggest = plan === 'free' && limit === null;
  return html`${say('terms_daily_limit_help')}
    ${suggest ? html`<br>${say('terms_daily_limit_suggest')} <button class="plain" data-part="use-limit" @click=${() => settings.change('daily_limit', '10', '')}>${say('terms_daily_limit_use')}</button>` : nothing}`;
}

/** @param {Settings} settings @param {'flavour' | 'plan'} setting @param {string} value @param {string} chosen */
function choice(settings, setting, value, chosen) {
  return html`<label class="choice">
    <input type="radio" name=${setting} value=${value} data-part=${`${setting}-${value}`} .checked=${value === chosen} @change=${() => settings.change(setting, value, chosen)}>
    <span>${say(`terms_${setting}_${value}`)}<small>${say(`terms_${setting}_${value}_help`)}</small></span>
  </label>`;
}

/** Says whose setting it is, where that is not the person's. @param {boolean} locked */
export const managed = (locked) => (locked ? html` <span class="managed" data-part="managed">${say('managed_locked')}</span>` : nothing);

/** @param {Settings} settings @param {string[]} locked @param {Setting} setting @param {string} value @param {unknown} [more] */
function number(settings, locked, setting, value, more = nothing) {
  const fixed = locked.includes(setting) || (setting === 'rate' && locked.includes('plan'));
  const wrong = settings.wrong?.setting === setting ? settings.wrong.failure : null;
  return html`<div class="number">
    <label for=${setting}>${say(`terms_${setting}_label`)}${managed(fixed)}</label>
    <input id=${setting} ?disabled=${fixed} data-part=${setting} inputmode="numeric" autocomplete="off" size="8" .value=${value} aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `${setting}-wrong` : `${setting}-help`} @change=${changed}>
    <p class="help" id=${`${setting}-help`}>${more}</p>
    ${wrong ? failureBox(wrong, { id: `${setting}-wrong` }) : nothing}
  </div>`;

  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  function changed(event) {
    settings.change(setting, event.currentTarget.value, value);
  }
}
