// Which page this is about, and the way to lists, watches and options.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { openBeside } from '../../beside.js';
import { host } from '../shared/address.js';
import { lantern } from '../shared/lantern.js';
import { openLists } from '../shared/lists.js';
import { say } from '../shared/say.js';

/** @import { Report } from '../../protocol.d.ts' */

/**
 * @param {Report | null} report
 * @param {{ window: number, tab: number } | null} popup where a popup stands, which can be kept open beside the page
 */
export function header(report, popup) {
  const title = report?.page.title ?? '';
  return html`<header>
    ${lantern(report?.live.state === 'yes')}
    <div class="page">
      <h1 class="line">${report ? host(report.page.address) : say('ext_name')}</h1>
      ${title ? html`<p class="line" dir="auto" title=${title}>${title}</p>` : nothing}
    </div>
    <nav>
      ${popup ? html`<button class="plain" data-part="open-panel" title=${say('panel_help')} @click=${() => keepOpen(popup)}>${say('panel_open')}</button>` : nothing}
      <button class="plain" data-part="open-lists" @click=${() => openLists()}>${say('lists_open')}</button>
      <button class="plain" data-part="open-watches" title=${report?.aim.input ? say('watch_this') : nothing} @click=${() => openWatches(report)}>${say('open_watches')}</button>
      <button class="plain" data-part="options" @click=${() => chrome.runtime.openOptionsPage()}>${say('open_options')}</button>
    </nav>
  </header>`;
}

/** In place of the popup, which ends with the next press elsewhere. @param {{ window: number, tab: number }} popup */
async function keepOpen({ window: windowId, tab }) {
  await openBeside(windowId, tab);
  close();
}

/** The page of watched placements, with this one ready to be watched. @param {Report | null} report */
function openWatches(report) {
  const query = report?.aim.input ? `?tab=${report.tab}` : '';
  void chrome.tabs.create({ url: chrome.runtime.getURL(`views/watches/watches.html${query}`) });
}
