// Sites that may be read although no button was pressed on them: what the person once allowed, and taking it back.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say } from '../shared/say.js';

/** Of the manifest; those cannot be taken back one by one. */
const OWN = new Set(chrome.runtime.getManifest().host_permissions);

export class Grants {
  /** Patterns by what they are shown as: a host, or all sites. @type {Map<string, string[]> | null} */
  sites = null;
  /** What was taken back last. @type {string | null} */
  taken = null;

  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
    // The browser's own pages change these too.
    chrome.permissions.onAdded.addListener(() => void this.load());
    chrome.permissions.onRemoved.addListener(() => void this.load());
  }

  async load() {
    const { origins = [] } = await chrome.permissions.getAll();
    const sites = new Map();
    for (const pattern of origins.filter((each) => !OWN.has(each))) {
      const host = pattern.split('/')[2] ?? pattern;
      sites.set(host, [...(sites.get(host) ?? []), pattern]);
    }
    this.sites = new Map([...sites].sort(([a], [b]) => a.localeCompare(b)));
    this.#changed();
  }

  /** @param {string} site */
  async take(site) {
    if (await chrome.permissions.remove({ origins: this.sites?.get(site) ?? [] })) this.taken = site;
    await this.load();
  }
}

/** @param {Grants} grants */
export function allowed(grants) {
  const { sites, taken } = grants;
  if (!sites) return nothing;
  return html`<section class="card" aria-labelledby="grants-title" data-part="grants">
    <h2 id="grants-title">${say('grants_title')}</h2>
    <p class="help">${say('grants_help')}</p>
    ${sites.size
      ? html`<ul class="grants">${[...sites.keys()].map((site) => html`<li data-part="grant" data-site=${site}><bdi dir="ltr">${site === '*' ? say('grants_all') : site}</bdi>
          <button class="small" data-part="take-back" aria-label=${say(phrase('grants_take_of', site))} @click=${() => grants.take(site)}>${say('grants_take')}</button></li>`)}</ul>`
      : html`<p class="none" data-part="grants-none">${say('grants_none')}</p>`}
    <p role="status" class="result">${taken ? say(phrase('grants_taken', taken)) : nothing}</p>
  </section>`;
}
