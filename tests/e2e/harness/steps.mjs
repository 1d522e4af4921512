// What a person does in the views, step by step, and when each step is done.

import { click, fill, part, settled } from "./view.mjs";

/** Chooses how much of the target counts, types it, presses Enter, and waits until it is set or found wrong. */
export async function aim(popup, target, scope = "page", how = {}) {
  if ((await (await part(popup, "scope")).evaluate((select) => select.value)) !== scope) {
    await popup.select('[data-part="scope"]', scope);
  }
  await fill(popup, "target", target, how);
  await popup.keyboard.press("Enter");
  await popup.waitForFunction(isSet, { polling: "mutation" });
}

/** Presses the button that asks Moz, at the price it shows, and waits for the verdict. */
export async function ask(popup) {
  await click(popup, "check");
  return answered(popup);
}

/** The verdict, once there is one. */
export const answered = (popup) => settled(popup, "index-verdict", "yes", "no", "unknown");

/** Saves a token in the options; `keep` is "device" or "session". */
export async function saveToken(options, token, keep = "device") {
  await part(options, "token");
  await options.click(`input[type="radio"][value="${keep}"]`);
  await fill(options, "token", token);
  await click(options, "save-token");
  await options.waitForFunction(isDone, { polling: "mutation" });
}

/** Has the kept token checked and waits for what comes of it. */
export async function checkToken(options) {
  await click(options, "check-token");
  await options.waitForFunction(isDone, { polling: "mutation" });
}

export async function removeToken(options) {
  await click(options, "remove-token");
  await click(options, "remove-yes");
  await settled(options, "token-state", "none");
}

function isSet() {
  const field = document.querySelector('[data-part="target"]');
  const waiting = document.querySelector('[data-part="set"]');
  return !waiting && (field.ariaInvalid === "true" || document.querySelector('[data-part="sent"]'));
}

function isDone() {
  const busy = document.querySelector('[data-part="save-token"]').disabled;
  const said = document.querySelector('[data-part="check-result"]').innerText.trim();
  const failed = document.querySelector('[data-part="error"]');
  return !busy && (failed || (said && !said.endsWith("…")));
}
