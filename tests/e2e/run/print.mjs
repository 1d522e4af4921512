// The printed report. Words come from the popup; here is only the layout.

const LAMPS = { yes: "YES", no: "NO", unknown: "CANNOT TELL", none: "-", busy: "..." };

/** One page as a block of lines. */
export function block({ url, title, before, seen, billed, pictures }) {
  const { live, index, totals } = seen;
  const lines = [
    ["Page", url],
    ["", title],
    ["Target", seen.target && `${seen.target}  (${seen.scope.replace("_", " ")})`],
    ...seen.notes.map((note) => ["", note]),
    ["On page", `${LAMPS[live.state]}: ${live.title}`],
    ["", [live.says, ...live.chips].filter(Boolean).join(" | ")],
    ["", live.errorWords],
    ["In index", `${LAMPS[index.state]}: ${index.title}`],
    ["", [index.says, ...index.chips].filter(Boolean).join(" | ")],
    ["", index.errorWords],
    ["Price", price(before, billed)],
    ...seen.reasons.map(({ says }, at) => [at === 0 ? "Why" : "", `${at + 1}. ${says}`]),
    ["Links", totals?.words],
    ...pictures.map((path, at) => [at === 0 ? "Pictures" : "", path]),
  ];
  return lines.filter(([, words]) => words).map(([name, words]) => `${name.padEnd(10)}${words}`).join("\n");
}

function price(before, billed) {
  const shown = before.price === null ? "nothing could be asked" : `${before.price} rows shown before asking`;
  return billed === null ? shown : `${shown}, ${billed} billed by the stand-in`;
}

/** Many pages as a table. */
export function table(rows) {
  const head = ["page", "links", "outbound", "on page", "in index", "address"];
  const cells = rows.map(({ name, url, seen }) => {
    const { totals, live, index } = seen;
    return [name, totals?.links ?? "", totals?.outbound ?? "", LAMPS[live.state], LAMPS[index.state], url].map(String);
  });
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column].length)));
  const isNumber = (column) => column === 1 || column === 2;
  const line = (row) => row.map((cell, at) => (isNumber(at) ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join("  ").trimEnd();
  return [head, ...cells].map(line).join("\n");
}
