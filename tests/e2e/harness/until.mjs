// Waiting for what no page can tell of: what reached the other end, for the most part.

import { setTimeout as pause } from "node:timers/promises";

/** Waits until `holds` gives something true, and returns it. Fails when patience ends, for a wait without end tells nobody what it waits for. */
export async function until(what, holds, patience = 60_000) {
  const end = Date.now() + patience;
  for (;;) {
    const held = await holds();
    if (held) return held;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain until ${what}`);
    await pause(20);
  }
}

/** What a promise brings, if patience lasts. */
export async function within(promise, what, patience = 60_000) {
  const over = new AbortController();
  const late = pause(patience, undefined, { signal: over.signal }).then(() => {
    throw new Error(`waited ${patience / 1000} s in vain until ${what}`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
    late.catch(() => {});
  }
}
