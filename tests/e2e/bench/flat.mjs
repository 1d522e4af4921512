// Whether what was measured over two hours of browsing stayed flat.

/** Figures such as the rows spent today get a digit more. */
const DIGITS = 200;
/** What V8 compiles and learns of its own in the meantime stays below this, in bytes. */
const LEARNT = 500_000;
/** The module's memory grows in steps, and never shrinks. */
const STEP = 1.25;

/** What has grown that should not have, in words; `rows` as in soak.mjs, found by their names. */
export function grown(rows) {
  const row = (name) => rows.find((each) => each.name === name);
  const faults = [];
  for (const life of ["stopped", "one background"]) {
    const [before, after] = [row(`new questions, ${life}`), row(`the same ones, ${life}`)];
    if (after.count !== before.count) faults.push(`${life}: from ${before.count} to ${after.count} records by asking the same again`);
    if (after.bytes > before.bytes + DIGITS) faults.push(`${life}: records grew by ${after.bytes - before.bytes} bytes by asking the same again`);
  }
  const [begin, end] = [row("begin: one background"), row("the same ones, one background")];
  if (end.js > begin.js + LEARNT) faults.push(`the background's objects grew from ${begin.js} to ${end.js} bytes`);
  if (end.wasm > begin.wasm * STEP) faults.push(`the module's memory grew from ${begin.wasm} to ${end.wasm} bytes`);
  return faults;
}
