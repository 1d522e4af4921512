// One saved target: its name, whose it is, how wide; moved by buttons or by the mouse, removed, made the default.

import { html } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { address, plain } from '../shared/address.js';
import { phrase, say } from '../shared/say.js';

/** @import { Scope, TargetKind, TargetView } from '../../protocol.d.ts' */
/** @import { Saved } from './saved.js' */

/** @type {Scope[]} */
export const SCOPES = ['page', 'subdomain', 'root_domain'];
/** @type {TargetKind[]} */
export const KINDS = ['mine', 'competitor'];

/** What is dragged, as the type of it: other things that are dropped are none of ours. */
const DRAGGED = 'application/x-link-lantern-target';

/** @param {TargetView} target */
export const name = (target) => target.label || plain(target.shown);

/** @param {Saved} saved @param {TargetView} target @param {number} at */
export function entry(saved, target, at) {
  const { id, label, kind, scope, shown, is_default } = target;
  const last = (saved.targets?.length ?? 1) - 1;
  const edit = (/** @type {Partial<TargetView>} */ change) => saved.change({ edit: { id, label, kind, scope, ...change } });
  return html`<li data-part="target-row" data-id=${id} @dragover=${over} @drop=${drop}>
    <span class="grip" draggable="true" aria-hidden="true" @dragstart=${drag}>⠿</span>
    <div class="what">
      <input class="name" data-part="edit-label" type="text" dir="auto" maxlength="80" autocomplete="off" placeholder=${say('targets_name')} aria-label=${`${say('targets_name')}: ${plain(shown)}`}
        .value=${live(label)} @change=${(/** @type {Event & { target: HTMLInputElement }} */ { target: { value } }) => edit({ label: value })}>
      <span class="where line">${address(shown)}</span>
    </div>
    <select data-part="edit-kind" aria-label=${`${say('targets_kind')}: ${name(target)}`} .value=${live(kind)}
      @change=${(/** @type {Event & { target: HTMLSelectElement }} */ { target: { value } }) => edit({ kind: /** @type {TargetKind} */ (value) })}>
      ${KINDS.map((each) => html`<option value=${each} ?selected=${each === kind}>${say(`kind_${each}`)}</option>`)}
    </select>
    <select data-part="edit-scope" aria-label=${`${say('targets_scope')}: ${name(target)}`} .value=${live(scope)}
      @change=${(/** @type {Event & { target: HTMLSelectElement }} */ { target: { value } }) => edit({ scope: /** @type {Scope} */ (value) })}>
      ${SCOPES.map((each) => html`<option value=${each} ?selected=${each === scope}>${say(`scope_${each}`)}</option>`)}
    </select>
    <div class="acts">
      <label title=${say('targets_default')}><input type="checkbox" data-part="default-target" aria-label=${say(phrase('targets_default_of', name(target)))} .checked=${live(is_default)}
        @change=${() => saved.change({ default: { id: is_default ? null : id } })}> ${say('targets_default')}</label>
      <span>
        <button class="plain" data-part="up" ?disabled=${at === 0} aria-label=${say(phrase('targets_up', name(target)))} @click=${() => move(saved, id, at - 1, 'up')}>↑</button>
        <button class="plain" data-part="down" ?disabled=${at === last} aria-label=${say(phrase('targets_down', name(target)))} @click=${() => move(saved, id, at + 1, 'down')}>↓</button>
        <button class="plain" data-part="remove-target" aria-label=${say(phrase('targets_remove_of', name(target)))} @click=${remove}>${say('targets_remove')}</button>
      </span>
    </div>
  </li>`;

  async function remove() {
    await saved.remove(target, phrase('targets_removed', name(target)));
    // The button that was pressed is gone; the way back is what is wanted next, if anything.
    focus('[data-part="undo"]');
  }

  /** @param {DragEvent} event */
  function drag({ dataTransfer, currentTarget }) {
    if (!dataTransfer) return;
    dataTransfer.effectAllowed = 'move';
    dataTransfer.setData(DRAGGED, String(id));
    const row = /** @type {Element} */ (currentTarget).closest('li');
    if (row) dataTransfer.setDragImage(row, 0, 0);
  }

  /** @param {DragEvent} event */
  function over(event) {
    if (event.dataTransfer?.types.includes(DRAGGED)) event.preventDefault();
  }

  /** @param {DragEvent} event */
  function drop(event) {
    const moved = Number(event.dataTransfer?.getData(DRAGGED));
    if (!moved) return;
    event.preventDefault();
    if (moved !== id) void move(saved, moved, at, null);
  }
}

/** @param {Saved} saved @param {number} id @param {number} to @param {'up' | 'down' | null} button that was pressed */
async function move(saved, id, to, button) {
  await saved.change({ move: { id, to } }, (targets) => {
    const target = targets.find((each) => each.id === id);
    return target ? phrase('targets_moved', name(target), to + 1) : null;
  });
  if (!button) return;
  // The row went elsewhere and took the focus out of the page; at an end, only the other button is left.
  const other = button === 'up' ? 'down' : 'up';
  const row = `[data-part="target-row"][data-id="${id}"]`;
  if (!focus(`${row} [data-part="${button}"]:enabled`)) focus(`${row} [data-part="${other}"]`);
}

/** @param {string} selector */
function focus(selector) {
  const element = document.querySelector(selector);
  if (element instanceof HTMLElement) element.focus();
  return Boolean(element);
}
