// Reads the page's own HTML again, once: from the browser's cache, or by one request to the page's own address if that was
// asked for. It is parsed without running, loading or showing any of it, and packed like the page itself.

(() => {
  /** Longest HTML that is read, in bytes. */
  const LARGEST = 20_000_000;
  /** Milliseconds. */
  const PATIENCE = { cache: 5_000, network: 20_000 };
  const { missing } = lantern.response;

  const characterSet = Object.getOwnPropertyDescriptor(Document.prototype, 'characterSet')?.get;

  /** @param {'cache' | 'network'} from */
  const read = async (from) => {
    const href = location.href.split('#')[0] ?? '';
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort('slow'), PATIENCE[from]);
    // Firefox holds scripts of extensions to the page's own policy, and says so in no other way.
    let forbidden = false;
    const forbid = () => (forbidden = true);
    document.addEventListener('securitypolicyviolation', forbid);
    try {
      const response = await fetch(href, {
        cache: from === 'cache' ? 'only-if-cached' : 'default',
        mode: 'same-origin',
        credentials: 'same-origin',
        redirect: 'manual',
        signal: stop.signal,
      });
      if (response.type === 'opaqueredirect') return missing('redirected');
      const { named, known } = lantern.response.type(response);
      if (!known) return missing('not_html', named);
      const { body, whole } = await lantern.response.bytes(response, LARGEST, stop);
      if (!whole) return missing('too_large');
      const text = new TextDecoder(characterSet?.call(document) ?? 'utf-8').decode(await body.arrayBuffer());
      if (location.href.split('#')[0] !== href) return missing('left');
      const way = navigator.serviceWorker?.controller ? 'worker' : from;
      return lantern.collect(new DOMParser().parseFromString(text, known), lantern.response.head(response, way));
    } catch (error) {
      if (stop.signal.reason === 'slow') return missing('too_slow');
      // The event may come after the failure it explains.
      if (!forbidden) await new Promise((resolve) => setTimeout(resolve));
      if (forbidden) return missing('forbidden');
      return missing('failed', String(error));
    } finally {
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', forbid);
    }
  };

  /** @param {boolean} network whether a request may be made */
  const reread = async (network) => {
    if (!/^https?:$/.test(location.protocol)) return missing('not_web');
    // A service worker of the page would answer instead of the cache, and may well ask the site.
    const cached = navigator.serviceWorker?.controller ? null : await read('cache');
    // The cache says nothing of why it has nothing.
    if (cached && !cached.startsWith(missing('failed'))) return cached;
    return network ? read('network') : missing('not_cached');
  };

  globalThis.lantern = { ...globalThis.lantern, reread };
})();
