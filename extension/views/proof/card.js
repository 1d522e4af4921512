// The card as it will be handed over, from the same view-model as the files.

import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { address } from '../shared/address.js';
import { lamp } from '../shared/lamp.js';
import { say, tell } from '../shared/say.js';

/** @import { Card, CardLight, CardLine, CardPart, Phrase } from '../../protocol.d.ts' */

/** @param {Card<Phrase>} card @param {string | null} picture */
export function card({ title, when, plain, lights, parts, picture: caption, foot }, picture) {
  const [first, ...others] = plain;
  return html`<article class="sheet" aria-label=${say('proof_sheet')} data-part="sheet">
    <header><p class="what">${tell(title)}</p><p class="when">${tell(when)}</p></header>
    <h1 dir="auto" data-part="headline">${first ? tell(first) : nothing}</h1>
    ${others.length ? html`<p class="plain" dir="auto" data-part="plain">${others.map((each) => html`${tell(each)} `)}</p>` : nothing}
    <ul class="lights">${lights.map(light)}</ul>
    <dl>${parts.map(part)}</dl>
    ${picture ? html`<figure data-part="picture"><img src=${picture} alt=${say(caption)}><figcaption>${tell(caption)}</figcaption></figure>` : nothing}
    <footer>${tell(foot)}</footer>
  </article>`;
}

/** @param {CardLight<Phrase>} light */
function light({ state, answer, title, says }) {
  return html`<li data-part="light" data-state=${state}>
    ${lamp(state, say(answer))}
    <div><h2>${tell(title)}</h2>${says.map((each) => html`<p dir="auto">${tell(each)}</p>`)}</div>
  </li>`;
}

/** @param {CardPart<Phrase>} part */
function part({ code, name, lines }) {
  return html`<div data-part="card-part" data-code=${code}><dt>${tell(name)}</dt>${lines.map(line)}</div>`;
}

/** @param {CardLine<Phrase>} line */
function line(line) {
  if ('says' in line) return html`<dd dir="auto">${tell(line.says)}</dd>`;
  if ('address' in line) return html`<dd>${address(line.address.shown)}</dd>`;
  const { before, link, after } = line.sentence;
  return html`<dd><blockquote dir="auto">${before}<mark>${link}</mark>${after}</blockquote></dd>`;
}
