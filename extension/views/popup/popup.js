// The popup, or the same view in a tab of its own as popup.html?tab=ID, or beside the pages as panel.html.

import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { failureBox } from '../shared/failure.js';
import { begin, place } from '../shared/page.js';
import { say } from '../shared/say.js';
import { pressed } from '../../beside.js';
import { always } from './always.js';
import { ask } from './ask.js';
import { facts } from './facts.js';
import { FirstRun } from './first-run.js';
import { follow, isPanel, lastDraft } from './follow.js';
import { cut, frames } from './frames.js';
import { header } from './header.js';
import { kept } from './kept.js';
import { ladder } from './ladder.js';
import { Links } from './links.js';
import { Lit } from './lit.js';
import { matrix } from './matrix.js';
import { More, more } from './more.js';
import { ProofDoor, proof } from './proof.js';
import { reasons } from './reasons.js';
import { Saved } from './saved.js';
import { savedTargets } from './saved-targets.js';
import { Session } from './session.js';
import { Short } from './short.js';
import { target } from './target.js';
import { verdicts } from './verdicts.js';
import { verify } from './verify.js';
import { Watch } from './watch.js';

begin('popup_title');
const answers = place('answers');
const inPopup = isInPopup();
const about = await whichTab();
const tab = about?.id ?? -1;
const session = new Session(tab, changed);
const saved = new Saved(tab, () => render(view(), answers));
const lit = new Lit(tab, drawn);
const watch = new Watch(session, changed, () => lit.forget());
const short = new Short(session, changed);
const lists = new More(tab, () => render(view(), answers));
const links = new Links(place('links'), tab, useAsTarget);
const door = new ProofDoor(tab, () => render(view(), answers));
const first = new FirstRun(() => render(view(), answers));
links.light = (query) => lit.list(query);
if (isPanel) follow(about, () => session.draft);
if (isPanel) session.draft = lastDraft();
render(view(), answers);
drawn();
void first.ask(false);
// The press that opened a popup let its page be read, which a panel cannot know by itself.
if (inPopup) pressed(tab);
await session.open();
choose(session.report?.chosen);
// With nothing set, typing goes into the target; unless the person is somewhere else by now.
if (!session.report?.aim.input && document.activeElement === document.body) field()?.focus({ preventScroll: true });

/** Draws what is above the list, and has the list look again if it may have changed. */
function changed() {
  render(view(), answers);
  links.follow(session);
  lists.follow(session);
  saved.follow(session);
  watch.follow();
}

/** Draws what stays at the lower edge. */
function drawn() {
  render(lit.view(), place('lit'));
}

function view() {
  const { report, failure, reading } = session;
  const state = reading ? 'reading' : !report || report.page.failure ? 'unreadable' : 'read';
  return html`
    <div data-part="page" data-state=${state} aria-busy=${session.busy}>
      ${header(report, inPopup && about ? { window: about.windowId, tab } : null)}
      ${failure ? failureBox(failure, { action: report ? nothing : again() }) : nothing}
      ${watch.view()}
      ${first.view()}
      ${report || reading ? [html`<div>${target(session)}${savedTargets(session, saved)}</div>`, verdicts(session, lit), short.view(), cut(session), frames(session)] : nothing}
      ${report ? [reasons(session), ask(session), verify(session), proof(session, door), kept(session), ladder(session), facts(session), matrix(session, saved), more(session, lists), always(session)] : nothing}
    </div>`;
}

/** The only button there is when there is no report at all. */
function again() {
  return html`<button class="small" @click=${() => session.open()}>${say('try_again')}</button>`;
}

/** @param {number} id of a link */
async function useAsTarget(id) {
  await session.aim({ link: id });
  // The answer is at the top; where that is out of sight, go there.
  const input = field();
  if (input && input.getBoundingClientRect().bottom < 0) {
    scrollTo(0, 0);
    input.focus({ preventScroll: true });
  }
}

/** @returns {HTMLInputElement | null} */
function field() {
  return answers.querySelector('[data-part="target"]');
}

/** Shows what was chosen in a menu. @param {import('../../protocol.d.ts').Item | null | undefined} item */
function choose(item) {
  if (!item) return;
  session.unfolded ||= item === 'verify';
  changed();
  /** @type {HTMLElement | null} */
  const shown = answers.querySelector(item === 'verify' ? '[data-part="verify"] summary' : '[data-part="add-token"], [data-part="check"]:enabled');
  (shown ?? field())?.focus();
}

/** A popup is as wide as what is in it; everywhere else the view is as wide as its place. */
function isInPopup() {
  const popups = chrome.extension?.getViews?.({ type: 'popup' }) ?? [];
  return document.documentElement.classList.toggle('as-popup', popups.includes(window));
}

/**
 * The tab of the address, or else the one in front. Where there is neither, none: the background says so in words.
 *
 * @returns {Promise<{ id?: number, windowId: number } | undefined>}
 */
async function whichTab() {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return { id: Number.parseInt(named, 10) || -1, windowId: -1 };
  const [front] = await chrome.tabs.query({ active: true, currentWindow: true });
  return front;
}
