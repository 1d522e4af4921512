// The comparison as a table, with every difference and why below it.

/** Most differences that are printed of a page. */
const MOST = 10;
/** Longest address that is printed. */
const WIDE = 120;

export function report(browser, pages) {
  const head = ["page", "links", "frames", "not read", "cut", "personal", "escapes", "different", "address"];
  const cells = pages.map(({ file, url, failure, links, frames, unread, cut, personal, escapes, differences }) =>
    (failure ? [file, failure, "", "", "", "", "", "", url] : [file, links, frames, unread, cut, personal, escapes, differences.length, url]).map(String));
  const sum = (key) => pages.reduce((total, page) => total + (page[key] ?? 0), 0);
  const different = pages.reduce((total, page) => total + page.differences.length, 0);
  const last = [`${pages.length} pages`, sum("links"), sum("frames"), sum("unread"), sum("cut"), sum("personal"), sum("escapes"), different, ""].map(String);
  const widths = head.map((title, column) => Math.max(title.length, ...[...cells, last].map((row) => row[column].length)));
  const line = (row) => row.map((cell, at) => (at > 0 && at < 8 ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join("  ").trimEnd();
  return [browser, line(head), ...cells.map(line), line(last), ...pages.flatMap(differencesOf)].join("\n");
}

function differencesOf({ file, differences }) {
  const lines = differences.slice(0, MOST).map(({ at, browser, extension, why }) => `  link ${at}: ${why}\n    browser    ${short(browser)}\n    extension  ${short(extension)}`);
  const more = differences.length - lines.length;
  return lines.length ? [`\n${file}`, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])] : [];
}

const short = (text) => (text === undefined ? "-" : text.length > WIDE ? `${text.slice(0, WIDE)}…` : text);
