// What a popup says, as data: for the printed report and for tests that compare it whole.

/** Reads everything above the list of links. */
export const reading = (popup) => popup.evaluate(readAll);

// Runs in the popup.
function readAll() {
  const one = (name) => document.querySelector(`[data-part="${name}"]`);
  const all = (name) => [...document.querySelectorAll(`[data-part="${name}"]`)];
  const words = (element) => element?.innerText.replace(/\s+/g, " ").trim() ?? "";
  const verdict = (name) => {
    const row = one(name);
    return {
      state: row?.dataset.state ?? "none",
      title: words(row?.querySelector("h2")),
      says: words(row?.querySelector(".says")),
      chips: [...(row?.querySelectorAll(".chips li") ?? [])].map(words),
      error: row?.querySelector('[data-part="error"]')?.dataset.code ?? null,
      errorWords: words(row?.querySelector('[data-part="error"]')),
    };
  };
  const totals = one("totals");
  return {
    target: words(one("sent")),
    scope: one("scope")?.value ?? "",
    notes: [...document.querySelectorAll('[data-part="notes"] li')].map(words),
    live: verdict("live-verdict"),
    index: verdict("index-verdict"),
    price: one("price") ? Number(one("price").dataset.rows) : null,
    check: words(one("check")),
    reasons: all("reason").map((each) => ({ code: each.dataset.code, says: words(each) })),
    errors: all("error").map((each) => each.dataset.code),
    totals: totals && {
      links: Number(totals.dataset.links),
      outbound: Number(totals.dataset.outbound),
      words: words(totals),
    },
  };
}
