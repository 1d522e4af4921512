// On what terms Moz is asked: which API, the plan, and how much a day. Each setting holds as soon as it is changed.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { say } from '../shared/say.js';

/** @import { Options, Setting } from '../../protocol.d.ts' */
/** @import { Settings } from './settings.js' */

const FLAVOURS = ['v2', 'json_rpc'];
const PLANS = ['unknown', 'free', 'paid'];

/** @param {Settings} settings @param {Options} options */
export function terms(settings, options) {
  const { flavour, plan, daily_limit, days, confirm_at } = options.terms;
  const kind = typeof plan === 'string' ? plan : 'paid';
  return html`<section class="card terms" aria-labelledby="terms-title" data-part="terms">
    <h2 id="terms-title">${say('terms_title')}</h2>
    <fieldset>
      <legend>${say('terms_flavour_label')}</legend>
      ${FLAVOURS.map((name) => choice(settings, 'flavour', name, flavour))}
    </fieldset>
    <fieldset>
      <legend>${say('terms_plan_label')}</legend>
      ${PLANS.map((name) => choice(settings, 'plan', name, kind))}
    </fieldset>
    ${typeof plan === 'string' ? nothing : number(settings, 'rate', `${plan.paid}`)}
    ${number(settings, 'daily_limit', `${daily_limit ?? ''}`, help(settings, kind, daily_limit))}
    ${number(settings, 'days', `${days}`, say('terms_days_help'))}
    ${number(settings, 'confirm_at', `${confirm_at}`, say('terms_confirm_at_help'))}
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

/** @param {Settings} settings @param {Setting} setting @param {string} value @param {unknown} [more] */
function number(settings, setting, value, more = nothing) {
  const wrong = settings.wrong?.setting === setting ? settings.wrong.failure : null;
  return html`<div class="number">
    <label for=${setting}>${say(`terms_${setting}_label`)}</label>
    <input id=${setting} data-part=${setting} inputmode="numeric" autocomplete="off" size="8" .value=${value} aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `${setting}-wrong` : `${setting}-help`} @change=${changed}>
    <p class="help" id=${`${setting}-help`}>${more}</p>
    ${wrong ? failureBox(wrong, { id: `${setting}-wrong` }) : nothing}
  </div>`;

  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  function changed(event) {
    settings.change(setting, event.currentTarget.value, value);
  }
}
