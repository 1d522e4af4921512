// Where a list begins: a place to paste, a place to drop, and the lists that are there.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { phrase, say, tell } from '../shared/say.js';
import { fileOf } from './reading.js';

/** @import { ListHead, ListsView } from '../../protocol.d.ts' */
/** @import { Desk } from './desk.js' */

/** @param {Desk} desk @param {ListsView} lists */
export function home(desk, lists) {
  return html`<section class="card" aria-labelledby="new-title">
      <h2 id="new-title">${say('lists_new')}</h2>
      <form class="paste" @submit=${paste} @dragover=${over} @dragleave=${out} @drop=${drop}>
        <label for="sources">${say('lists_paste')}</label>
        <textarea id="sources" data-part="paste" rows="8" spellcheck="false" autocomplete="off" dir="ltr" placeholder=${say('lists_paste_example')} aria-describedby="sources-help"></textarea>
        <p class="help" id="sources-help">${say('lists_paste_help')}</p>
        <div class="buttons">
          <button class="main big" data-part="read" ?disabled=${desk.busy}>${say(desk.busy ? 'lists_reading' : 'lists_read')}</button>
          <label class="file"><input type="file" data-part="file" accept=".csv,.tsv,.txt,.tab,text/*" @change=${choose}>${say('lists_choose')}</label>
          <span class="help">${say('lists_drop')}</span>
        </div>
      </form>
    </section>
    <section class="card" aria-labelledby="saved-title">
      <h2 id="saved-title">${say('lists_saved')}</h2>
      <p role="status" class=${desk.deleted || desk.undone ? 'note' : 'for-readers'}>
        ${desk.deleted ? html`${tell(phrase('lists_deleted', desk.deleted.title))} <button class="small" data-part="undo" @click=${() => desk.undo()}>${say('lists_undo')}</button>` : nothing}
        ${desk.undone ? tell(phrase('lists_undone', desk.undone.title)) : nothing}
      </p>
      ${lists.lists.length ? html`<ul class="lists">${lists.lists.map((list) => entry(desk, list))}</ul>` : html`<p class="help">${say('lists_none')}</p>`}
    </section>`;

  /** @param {SubmitEvent} event */
  function paste(event) {
    event.preventDefault();
    const field = /** @type {HTMLFormElement} */ (event.currentTarget).querySelector('textarea');
    void desk.read({ text: field?.value ?? '' });
  }

  /** @param {Event & { target: HTMLInputElement }} event */
  async function choose({ target }) {
    const [file] = target.files ?? [];
    if (file) await desk.read(await fileOf(file, lists.most_bytes));
    // The same one can be chosen again once it has been put right.
    target.value = '';
  }

  /** @param {DragEvent & { currentTarget: HTMLElement }} event */
  function over(event) {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.currentTarget.classList.add('over');
  }

  /** @param {Event & { currentTarget: HTMLElement }} event */
  function out({ currentTarget }) {
    currentTarget.classList.remove('over');
  }

  /** @param {DragEvent & { currentTarget: HTMLElement }} event */
  async function drop(event) {
    out(event);
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    await desk.read(await fileOf(file, lists.most_bytes));
  }
}

/** @param {Desk} desk @param {ListHead} list */
function entry(desk, list) {
  return html`<li data-part="saved-list" data-id=${list.id}>
    <a href=${`#${list.id}`}><bdi>${list.title}</bdi></a>
    <span class="help">${tell(list.says)} · ${tell(list.made)}${list.run ? html` · <b>${tell(list.run)}</b>` : nothing}</span>
    <button class="plain" data-part="delete" aria-label=${say(phrase('lists_delete_of', list.title))} @click=${remove}>${say('lists_delete')}</button>
  </li>`;

  async function remove() {
    await desk.remove(list);
    // The button that was pressed is gone; the way back is what is wanted next, if anything.
    const undo = document.querySelector('[data-part="undo"]');
    if (undo instanceof HTMLElement) undo.focus();
  }
}
