// How long the past takes: a history of very many records, opened, read on from, filtered and added to. Evaluated in a view.

/** Writes so many records of one watched placement, and as many changes as every tenth of them is. */
export async function fill(records, source, target) {
  const { ok } = await chrome.runtime.sendMessage({ watch_add: { source, target, scope: "root_domain", every: "day", looks: "live", month_limit: 0 } });
  const { id } = ok.watch;
  const [{ name }] = await indexedDB.databases();
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const now = Date.now();
  const time = (at) => `${Math.trunc(at)}`.padStart(15, "0");
  const began = performance.now();
  for (let from = 0; from < records; from += 10_000) {
    const transaction = database.transaction(["history", "changes"], "readwrite");
    for (let number = from; number < Math.min(from + 10_000, records); number += 1) {
      const at = now - (records - number) * 300_000;
      const key = `${id} ${time(at)} l`;
      const followed = (by) => ({ followed: by === "", by });
      const [was, is] = number % 2 ? ["", "rel nofollow"] : ["rel nofollow", ""];
      transaction.objectStore("history").put(JSON.stringify({ at, lane: "live", state: "yes", events: [{ follow: [followed(was), followed(is)] }], told: at }), key);
      if (number % 10 === 0) transaction.objectStore("changes").put(JSON.stringify(key), `${time(at)} l ${id}`);
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
  }
  database.close();
  return { id, took: performance.now() - began };
}

/** Milliseconds of each, by turns. */
export async function times(id, rounds) {
  const ask = async (request) => {
    const began = performance.now();
    const reply = await chrome.runtime.sendMessage(request);
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return [performance.now() - began, reply.ok];
  };
  const took = { open: [], next: [], changes: [], saved: [] };
  for (let round = 0; round < rounds; round += 1) {
    const [open, { history }] = await ask({ history: { id, before: null } });
    const [next] = await ask({ history: { id, before: history.next } });
    const [changes] = await ask({ changes: { before: null } });
    const [saved] = await ask({ watch_export: { what: { history: { id } }, format: "csv", next: null } });
    for (const [name, ms] of Object.entries({ open, next, changes, saved })) took[name].push(ms);
  }
  return took;
}

/** Milliseconds of a look at a page, and of writing down what it changed. */
export async function look(id) {
  const began = performance.now();
  const reply = await chrome.runtime.sendMessage({ watch_look: { id, rows: 0 } });
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return performance.now() - began;
}
