// Packed snapshots as they are kept: rows of fields, one a line, without what differs from look to look.

/** Longest field that is kept as it is. */
const LONGEST = 4000;

/** What is kept of the snapshots of a page's frames, the top frame's first. */
export function recorded([top, ...inner]) {
  const frames = inner.map((rows) => clean(rows.filter(([kind]) => kind !== "N")));
  return [clean(top), ...frames.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
}

/** As a file. */
export function written(frames) {
  return `[\n${frames.map((rows) => `[\n${rows.map((row) => escaped(JSON.stringify(row))).join(",\n")}\n]`).join(",\n")}\n]\n`;
}

// Chromium hands half of a surrogate pair over as U+FFFD, Firefox as it is.
const clean = (rows) => rows.map((fields) => fields.map((field) => short(field.toWellFormed().replace(/(blob:https:\/\/[^/]+\/)[0-9a-f-]{36}/, "$1some-id"))));

/** A field that would be too long to keep, as a part and how often it comes. */
function short(field) {
  if (field.length <= LONGEST) {
    return field;
  }
  for (let size = 1; size <= 20; size += 1) {
    const again = field.slice(-size);
    let start = field.length;
    while (field.slice(start - size, start) === again) start -= size;
    const times = (field.length - start) / size;
    if (times > 100) {
      return { before: field.slice(0, start), again, times };
    }
  }
  return field;
}

// Characters that a reader of the file should see.
const escaped = (text) => text.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
