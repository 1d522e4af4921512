// How the list of links behaves on a page of many: how long another list takes, from the view's message until its answer
// is there, and how smoothly the rows scroll by.

/** Runs in a view: milliseconds that each list takes, the median of several. */
export async function lists(tab, rounds) {
  const plain = { show: "all", text: "", facets: [], sort: "count" };
  const queries = {
    "all, by count": plain,
    "by domain": { ...plain, sort: "domain" },
    "as on the page": { ...plain, sort: "page" },
    "by text": { ...plain, sort: "text" },
    "by place": { ...plain, sort: "place" },
    "nofollow": { ...plain, facets: ["nofollow"] },
    "search": { ...plain, text: "lamp 9" },
  };
  const ask = async (query) => {
    const from = performance.now();
    const { ok } = await chrome.runtime.sendMessage({ links: { tab, query, offset: 0, limit: 60 } });
    if (!ok) {
      throw new Error("no list");
    }
    return performance.now() - from;
  };
  const times = Object.fromEntries(Object.keys(queries).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, query] of Object.entries(queries)) {
      // The last list is kept; another one in between makes each be made anew.
      await ask({ ...plain, show: "unusable" });
      times[name].push(await ask(query));
    }
  }
  return times;
}

/** Runs in a view: seconds to write all links in a format, piece by piece as the view does. */
export async function exported(tab, format) {
  const links = { query: { show: "all", text: "", facets: [], sort: "page" } };
  const from = performance.now();
  let characters = 0;
  for (let offset = 0, print = null; offset !== null;) {
    const { ok } = await chrome.runtime.sendMessage({ export: { tab, links, format, offset, limit: 5000, print } });
    characters += ok.exported.text.length;
    ({ next: offset, print } = ok.exported);
  }
  return { took: performance.now() - from, characters };
}

/** Runs in a view: scrolls through all rows in so many frames, and says how long the frames took and how many rows were not there yet. */
export async function scroll(frames) {
  const tall = document.documentElement.scrollHeight - innerHeight;
  const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
  scrollTo(0, 0);
  await nextFrame();
  const deltas = [];
  let last = await nextFrame();
  let waiting = 0;
  for (let frame = 1; frame <= frames; frame += 1) {
    // Two speeds, as people scroll: a line or two a frame, and every so often a fling to another place.
    const place = Math.floor(frame / 60) * (tall / Math.ceil(frames / 60)) + (frame % 60) * 90;
    scrollTo(0, Math.min(tall, place));
    const now = await nextFrame();
    deltas.push(now - last);
    last = now;
    waiting += document.querySelector(".row.waiting") ? 1 : 0;
  }
  deltas.sort((a, b) => a - b);
  const at = (share) => deltas[Math.min(deltas.length - 1, Math.floor(deltas.length * share))];
  return { frames, median: at(0.5), p95: at(0.95), worst: deltas.at(-1), long: deltas.filter((delta) => delta > 50).length, waiting };
}
