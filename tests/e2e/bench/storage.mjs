// What is stored. Both are evaluated in a view.

/** In bytes, as the browser says: what its database takes on disk, with what it has not yet tidied away. */
export async function storage() {
  const { usage } = await navigator.storage.estimate();
  return { usage };
}

/** How many records there are, how long they and their keys are, and how many of them are answers. */
export async function records() {
  const [{ name }] = await indexedDB.databases();
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open(name));
  const found = { count: 0, bytes: 0, answers: 0, answerBytes: 0 };
  for (const table of database.objectStoreNames) {
    const store = database.transaction(table).objectStore(table);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    const bytes = [...keys, ...values].reduce((sum, text) => sum + text.length, 0);
    found.count += keys.length;
    found.bytes += bytes;
    if (table === "answers") Object.assign(found, { answers: keys.length, answerBytes: bytes });
  }
  database.close();
  return found;
}
