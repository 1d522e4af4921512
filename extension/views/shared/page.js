// What every view does first: take language, direction and title from the messages.

import { direction, language, say } from './say.js';

/** @param {string} title key of the window's title */
export function begin(title) {
  const { documentElement: root } = document;
  root.lang = language;
  root.dir = direction;
  document.title = say(title);
}

/**
 * The element of that id, which the view's HTML has.
 *
 * @param {string} id
 */
export const place = (id) => within(document, `#${id}`);

/**
 * The element that the selector names and that is known to be there.
 *
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function within(root, selector) {
  const element = root.querySelector(selector);
  if (element instanceof HTMLElement) return element;
  throw new Error(`no element ${selector}`);
}
