// What a response brings, for both ways of reading a page's HTML: in the page again (reread.js), or from a page of the
// extension (check/look.js). The document is parsed without running, loading or showing any of it.

(() => {
  const FIELD = '\x1f';
  const ROW = '\x1e';
  const TYPES = /** @type {const} */ (['text/html', 'application/xhtml+xml']);
  /** Headers that say something of the page. */
  const HEADERS = ['x-robots-tag', 'link', 'content-language'];

  /** @param {string[]} fields */
  const row = (...fields) => ROW + fields.map((text) => text.replace(/[\x1d-\x1f]/g, '')).join(FIELD);
  /** Why there is no document. @param {string} word @param {string[]} more */
  const missing = (word, ...more) => row('X', word, ...more);

  /**
   * The first bytes of the body up to a limit, and whether that was all.
   *
   * @param {Response} response
   * @param {number} largest
   * @param {AbortController} stop
   */
  const bytes = async (response, largest, stop) => {
    const reader = response.body?.getReader();
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const pieces = [];
    let size = 0;
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      size += piece.value.length;
      if (size > largest) {
        pieces.push(piece.value.subarray(0, piece.value.length - (size - largest)));
        stop.abort();
        return { body: new Blob(pieces), whole: false };
      }
      pieces.push(piece.value);
    }
    return { body: new Blob(pieces), whole: true };
  };

  globalThis.lantern = {
    ...globalThis.lantern,
    response: {
      missing,
      file: (status, text) => row('T', String(status), text),
      end: (status, url, refresh, retryAfter) => row('E', String(status), url, refresh, retryAfter),
      bytes,
      type: (response) => {
        const named = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
        return { named, known: TYPES.find((one) => one === named) };
      },
      head: (response, way) => [
        ['S', String(response.status), way],
        ...HEADERS.map((name) => ['H', name, response.headers.get(name) ?? '']).filter(([, , value]) => value),
      ],
    },
  };
})();
