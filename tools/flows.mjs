// What the end-to-end tests tried, as a table: each flow with its tests in each browser, and by name what was attacked,
// broken and spoilt. `node tools/flows.mjs chromium=LOG firefox=LOG`, of logs in the form of TAP.

import { readFile } from "node:fs/promises";

/** Flows whose tests are named one by one, with what a passed one is. @type {[RegExp, string][]} */
const NAMED = [
  [/token.*attacked|token's traces/, "held"],
  [/hostile/, "read"],
  [/fault|background that is stopped/, "survived"],
];

/** @typedef {{ name: string, passed: boolean }} Test */
/** Flows by their names, each with its tests by browser. @type {Map<string, Map<string, Test[]>>} */
const flows = new Map();
/** @type {string[]} */
const browsers = [];
for (const argument of process.argv.slice(2)) {
  const [browser = "", path = ""] = argument.split("=");
  browsers.push(browser);
  let flow = "";
  for (const line of (await readFile(path, "utf8")).split("\n")) {
    const suite = /^# Subtest: (.*?),? (?:in|of) (?:chromium|firefox)$/.exec(line);
    const test = /^ {4}(not )?ok \d+ - (.*)$/.exec(line);
    if (suite?.[1]) flow = suite[1];
    if (!test?.[2] || / # SKIP/.test(test[2])) continue;
    const of = flows.get(flow) ?? new Map();
    flows.set(flow, of);
    of.set(browser, [...(of.get(browser) ?? []), { name: test[2], passed: !test[1] }]);
  }
}

console.log(`\n${"flow".padEnd(44)}${browsers.map((browser) => browser.padStart(12)).join("")}`);
for (const [flow, of] of flows) {
  console.log(flow.padEnd(44) + browsers.map((browser) => count(of.get(browser) ?? []).padStart(12)).join(""));
}
for (const [pattern, word] of NAMED) {
  for (const [flow, of] of [...flows].filter(([name]) => pattern.test(name))) {
    console.log(`\n${flow}`);
    const names = new Set([...of.values()].flat().map(({ name }) => name));
    for (const name of names) {
      const held = browsers.map((browser) => {
        const test = of.get(browser)?.find((each) => each.name === name);
        return (test ? (test.passed ? word : "NOT") : "–").padStart(12);
      });
      console.log(`  ${held.join("")}  ${name}`);
    }
  }
}

await broken("a paid question", "tests/data/faults.json", ({ told, later }) => `${told}; afterwards: ${later}`);
await broken("a list's batch", "tests/data/faults-lists.json", ({ stands: { run, why, answered, may_have_been_billed: maybe } }) =>
  `${run}${why ? `, ${why}` : ""}; ${answered} answered${maybe ? `, ${maybe} rows may have been billed` : ""}`);

/**
 * What the native tests held (tests/fault_table.rs, tests/fault_lists.rs), which ended the run if they did not.
 *
 * @param {string} what @param {string} file @param {(row: any) => string} words
 */
async function broken(what, file, words) {
  const rows = JSON.parse(await readFile(new URL(`../${file}`, import.meta.url), "utf8"));
  console.log(`\nfaults at each moment of ${what}: ${rows.length} tried, survived, nothing paid twice`);
  for (const row of rows) console.log(`  ${row.fault.padEnd(20)}${row.moment.padEnd(10)}${words(row)}`);
}

/** @param {Test[]} tests */
function count(tests) {
  const passed = tests.filter((test) => test.passed).length;
  return passed === tests.length ? `${passed}` : `${passed} of ${tests.length}`;
}
