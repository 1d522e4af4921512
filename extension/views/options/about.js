// Which version this is and which list of public suffixes it goes by.

import { html } from '../../vendor/lit-html/lit-html.js';
import { phrase, say } from '../shared/say.js';

/** @import { Options } from '../../protocol.d.ts' */

/** @param {Options} options */
export function about({ suffix_list_date, suffix_list_rules }) {
  return html`<section class="card" aria-labelledby="about-title">
    <h2 id="about-title">${say('about_title')}</h2>
    <dl>
      <div><dt>${say('about_version')}</dt><dd data-part="version">${chrome.runtime.getManifest().version}</dd></div>
      <div>
        <dt>${say('about_list')}</dt>
        <dd data-part="suffix-list">${say(phrase('about_list_value', suffix_list_rules, suffix_list_date))}<small>${say('about_list_help')}</small></dd>
      </div>
    </dl>
  </section>`;
}
