// A view as few files: its modules as one and its style sheets as one, in place of some seventy. To ask for a file and to get
// it costs a browser a millisecond or two, which adds up to more than all else that opening a view takes (docs/performance.md).
// Nothing is made smaller: what a reviewer reads is the source, one module after the other. Third-party modules stay the files
// that they are.

import path from "node:path";
import { rollup } from "@rollup/wasm-node";

const SCRIPT = /<script type="module" src="([^"]+)"><\/script>/;
/** From the folder of any view to the package. */
const ROOT = "../../";
const isOthers = (/** @type {string} */ file) => file.startsWith("vendor/");
const SHEET = /[ \t]*<link rel="stylesheet" href="([^"]+)">\n/g;

/**
 * What the views need, and the files that nobody needs any more.
 *
 * @param {Map<string, Buffer>} files of the package, by their paths
 * @param {(file: string) => string[]} importsOf a module
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function withBundles(files, importsOf) {
  const bundled = new Map();
  const parts = new Set();
  for (const [page, markup] of [...files].filter(([file]) => /^views\/.*\.html$/.test(file))) {
    const { script, sheets } = readPage(page, String(markup));
    const all = [...closure([script], importsOf)];
    const modules = all.filter((file) => !isOthers(file));
    const sheet = script.replace(/\.js$/, ".css");
    for (const part of [...modules, ...sheets]) parts.add(part);
    if (!bundled.has(script)) bundled.set(script, Buffer.from(await oneModule(script, files)));
    bundled.set(sheet, Buffer.from(sheets.map((each) => `/* ${each} */\n${files.get(each)}`).join("\n")));
    bundled.set(page, Buffer.from(rewritten(String(markup), path.posix.basename(sheet), all.filter(isOthers))));
  }
  // What the background and the scripts for pages import stays as it is.
  const others = [...files.keys()].filter((file) => file.endsWith(".js") && !parts.has(file));
  const kept = closure(others, importsOf);
  return new Map([...[...files].filter(([file]) => !parts.has(file) || kept.has(file)), ...bundled]);
}

/** @param {string} page @param {string} markup */
function readPage(page, markup) {
  const folder = path.posix.dirname(page);
  const script = SCRIPT.exec(markup)?.[1];
  const sheets = [...markup.matchAll(SHEET)].map(([, href]) => path.posix.join(folder, String(href)));
  if (!script || !sheets.length) {
    throw new Error(`extension/${page} has no module or no style sheet to bundle`);
  }
  return { script: path.posix.join(folder, script), sheets };
}

/** With one sheet in place of many, and with word of what its module will import. @param {string} markup @param {string} sheet @param {string[]} others */
function rewritten(markup, sheet, others) {
  const lines = [`<link rel="stylesheet" href="${sheet}">`, ...others.map((file) => `<link rel="modulepreload" href="${ROOT}${file}">`)];
  let text = lines.map((line) => `    ${line}\n`).join("");
  return markup.replace(SHEET, () => {
    const first = text;
    text = "";
    return first;
  });
}

/** @param {string[]} roots @param {(file: string) => string[]} importsOf */
function closure(roots, importsOf) {
  // A set is walked in the order of its making, also over what is added on the way.
  const seen = new Set(roots);
  for (const file of seen) {
    for (const wanted of importsOf(file)) seen.add(wanted);
  }
  return seen;
}

/** @param {string} entry @param {Map<string, Buffer>} files */
async function oneModule(entry, files) {
  const bundle = await rollup({
    input: entry,
    onwarn: ({ message }) => {
      throw new Error(message);
    },
    plugins: [
      {
        name: "package",
        resolveId: (name, from) => {
          const id = from ? path.posix.join(path.posix.dirname(from), name) : name;
          return isOthers(id) ? { id: `${ROOT}${id}`, external: true } : id;
        },
        load: (file) => String(files.get(file)),
      },
    ],
  });
  try {
    const { output } = await bundle.generate({ format: "es", inlineDynamicImports: true });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
