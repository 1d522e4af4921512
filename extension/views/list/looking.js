// What a list's pages show now: the button that looks, what it takes, and how far it is.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { number, phrase, say } from '../shared/say.js';

/** @import { Looks } from './looks.js' */

/** @param {Looks} looks */
export function looking(looks) {
  const { needs, progress, refused, ended, failure } = looks;
  const state = progress ? 'busy' : refused ? 'refused' : ended ? 'ended' : 'idle';
  return html`<section class="card looking" aria-label=${say('lists_look_label')} data-part="looking" data-state=${state}>
    ${failure ? failureBox(failure) : nothing}
    ${progress
      ? html`<progress max=${Math.max(1, progress.all)} value=${progress.done} aria-label=${say('lists_look_label')}></progress>
          <p role="status">${say(phrase('lists_look_progress', number(progress.done), number(progress.all)))}</p>
          <div class="buttons"><button class="big" data-part="look-stop" @click=${() => looks.stop()}>${say('lists_look_stop')}</button></div>`
      : needs
        ? html`<div class="buttons">
              <button class="big" data-part="look" @click=${() => looks.start(false)}>${say('lists_look')} · <span class="price">${say('lists_look_free')}</span></button>
              <button class="plain" data-part="look-again" @click=${() => looks.start(true)}>${say('lists_look_again')}</button>
              ${needs.patterns.length && !looks.wide ? html`<button class="plain" data-part="look-everywhere" @click=${() => looks.start(false, true)}>${say('lists_look_everywhere')}</button>` : nothing}
            </div>
            <p class="help" role="status">${words(looks)}</p>`
        : nothing}
  </section>`;
}

/** @param {Looks} looks */
function words({ needs, refused, ended, wide }) {
  if (refused) return say('lists_look_refused');
  if (ended) return say('lists_look_ended');
  const hosts = needs?.hosts ?? 0;
  if (!hosts) return say('lists_look_help');
  return say(wide ? phrase('lists_look_asks_all', hosts) : phrase('lists_look_asks', hosts));
}
