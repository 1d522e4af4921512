// Under the target: the saved ones to pick from, and a way to save this one.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { failureBox } from '../shared/failure.js';
import { say } from '../shared/say.js';
import { name } from './matrix.js';

/** @import { MatrixRow, TargetKind } from '../../protocol.d.ts' */
/** @import { Saved } from './saved.js' */
/** @import { Session } from './session.js' */

/** @type {TargetKind[]} */
const KINDS = ['mine', 'competitor'];

/** @param {Session} session @param {Saved} saved */
export function savedTargets(session, saved) {
  const rows = saved.matrix?.rows ?? [];
  const picked = rows.find((row) => row.is_picked);
  const aim = session.report?.aim;
  const unset = session.draft !== null && session.draft !== aim?.input;
  const canSave = saved.matrix && aim?.sent && !picked && !unset;
  if (!rows.length && !canSave) return nothing;
  return html`<div class="saved">
      ${rows.length ? pick(session, rows, picked) : nothing}
      ${canSave
        ? html`<span>${say('saved_as')} ${KINDS.map(
            (kind) => html`<button class="plain" data-part="save-target" data-kind=${kind} aria-label=${say(`saved_as_${kind}_label`)}
              @click=${() => saved.save(aim.input, kind, aim.scope)}>${say(`saved_as_${kind}`)}</button>`,
          )}</span>`
        : nothing}
    </div>
    ${saved.failure ? failureBox(saved.failure) : nothing}`;
}

/** @param {Session} session @param {MatrixRow[]} rows @param {MatrixRow | undefined} picked */
function pick(session, rows, picked) {
  const value = String(picked?.target.id ?? '');
  return html`<select data-part="saved-targets" aria-label=${say('saved_pick')} .value=${live(value)} @change=${chosen}>
    <option value="" ?selected=${!picked} ?disabled=${Boolean(picked)}>${say('saved_pick_none')}</option>
    ${KINDS.filter((kind) => rows.some(({ target }) => target.kind === kind)).map(
      (kind) => html`<optgroup label=${say(`kind_${kind}`)}>
        ${rows.filter(({ target }) => target.kind === kind).map(({ target }) => html`<option value=${target.id} ?selected=${target === picked?.target}>${name(target)}</option>`)}
      </optgroup>`,
    )}
  </select>`;

  /** @param {Event & { target: HTMLSelectElement }} event */
  function chosen({ target: { value } }) {
    const row = rows.find(({ target }) => String(target.id) === value);
    if (row) void session.aim({ typed: row.target.input }, row.target.scope);
  }
}
