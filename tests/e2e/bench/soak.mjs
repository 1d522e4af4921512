// Two hours of browsing without the pauses: whether memory and storage stay as they were. Pages are read anew over and
// over, Moz is asked, the background is stopped again and again.
//
// Four quarters of the same length. In the first two the background is stopped all the time, in the last two one
// background does it all. Each of the two begins with questions that were never asked, whose answers are kept: lists of
// them and single ones. It ends with the single ones asked again, five times each, which must leave nothing behind.

import { token } from "../harness/tokens.mjs";
import { shut } from "../harness/view.mjs";
import { grown } from "./flat.mjs";
import { heap } from "./heap.mjs";
import { records, storage } from "./storage.mjs";

/** In each quarter: a round has 50 reads and 125 questions, a whole run 2,000 and 5,000, and 200 stops. */
const ROUNDS = { whole: 10, small: 1 };
const QUARTERS = [
  { quarter: "new questions, stopped", fresh: true, stops: true },
  { quarter: "the same ones, stopped", fresh: false, stops: true },
  { quarter: "new questions, one background", fresh: true, stops: false },
  { quarter: "the same ones, one background", fresh: false, stops: false },
];
/** Five pages, so that the four that are held at most have to make way. */
const LINKS = [100, 300, 1000, 2000, 500];
const PARTS = 5;
const READS = 10;
const LISTED = 100;
const SINGLE = 25;
const TARGET = "acme-lamps.example";

/** Does all of it or a tenth; a row for each half of a quarter, and where a half of the run begins. `tell` hears each at once. */
export async function soak(browser, standin, size, tell) {
  const rounds = ROUNDS[size];
  if (!rounds) throw new Error(`--soak is one of ${Object.keys(ROUNDS)}, not ${size}`);
  const view = await browser.options();
  await ask(view, { save_token: { token: token("paid"), keep: "device" } });
  await ask(view, { change: { setting: "plan", text: "paid" } });
  await ask(view, { change: { setting: "rate", text: "100" } });
  const pages = [];
  for (const links of LINKS) {
    const page = await browser.open(`http://many-links.example/?n=${links}`);
    const { tab, popup } = await browser.press(page);
    await shut(popup);
    await ask(view, { aim: { tab, pick: { typed: TARGET }, scope: "root_domain" } });
    pages.push({ page, tab });
  }
  const done = { reads: 0, questions: 0, stops: 0 };
  const rows = [];
  const began = performance.now();
  const mark = async (name) => {
    const row = { name, ...done, ...(await heap(browser, () => ask(view, "options"))), ...(await view.evaluate(storage)), ...(await view.evaluate(records)) };
    rows.push({ ...row, seconds: Math.round((performance.now() - began) / 1000) });
    tell(rows.at(-1));
  };
  const stop = async () => {
    await browser.stopWorker();
    done.stops += 1;
  };
  /** A new worker that has every page and has been asked once has the room that it needs. */
  const settle = async () => {
    await browser.stopWorker();
    for (const { tab } of pages) await readAnew(view, tab);
  };

  for (const { quarter, fresh, stops } of QUARTERS) {
    if (fresh) {
      await settle();
      await mark(`begin: ${stops ? "stopped" : "one background"}`);
    }
    const life = stops ? "a" : "b";
    for (let round = 0; round < rounds; round += 1) {
      for (let part = 0; part < PARTS; part += 1) {
        if (stops) await stop();
        for (let read = 0; read < READS; read += 1) {
          const { page, tab } = pages[done.reads % pages.length];
          await page.reload({ waitUntil: "domcontentloaded" });
          await readAnew(view, tab);
          done.reads += 1;
        }
      }
      for (let part = 0; part < PARTS; part += 1) {
        if (stops) await stop();
        if (fresh && part === 0) {
          await askList(view, `${life}-${round}`);
          done.questions += LISTED;
        }
        const { tab } = pages[part];
        for (let at = 0; at < (fresh ? SINGLE : SINGLE + LISTED) / PARTS; at += 1) {
          const number = at % (SINGLE / PARTS);
          await askOne(view, tab, `${TARGET}/${life}-${round}-${part}-${number}`);
          done.questions += 1;
        }
      }
      if (round + 1 === rounds || (round + 1) * 2 === rounds) await mark(`${quarter}${round + 1 === rounds ? "" : ", half"}`);
    }
  }
  const { total } = await standin.usage();
  for (const { page } of pages) await page.close();
  await view.close();
  return { rows, billed: total, grown: [...grown(rows), ...wrong(done, total, browser)] };
}

/** What a popup asks for when it opens on a page. */
async function readAnew(view, tab) {
  await ask(view, { open: { tab } });
  await ask(view, { reread: { tab, network: false } });
  const { links: { rows } } = await ask(view, { links: { tab, query: { show: "all", text: "", facets: [], sort: "page" }, offset: 0, limit: 60 } });
  const ids = rows.flatMap(({ link }) => (link ? [link.id] : [])).slice(0, 20);
  await ask(view, { evidence: { tab, links: ids } });
}

/** A person's own question, paid for whether or not it was asked before. */
async function askOne(view, tab, target) {
  const aimed = await ask(view, { aim: { tab, pick: { typed: target }, scope: "page" } });
  const { report: { index } } = await ask(view, { ask: { tab, rows: aimed.report.ask.rows } });
  if (!["yes", "no"].includes(index.state)) throw new Error(`no answer: ${JSON.stringify(index)}`);
}

/** A list that was never asked about, asked about to its end. */
async function askList(view, name) {
  const sources = Array.from({ length: LISTED }, (_, at) => `https://news-${at}.example/${name}`);
  await ask(view, { list: { read: { from: { text: sources.join("\n") }, separator: null } } });
  await ask(view, { list: { draft: { aim: { target: TARGET, source_scope: "page", target_scope: "root_domain" } } } });
  const { list: { one } } = await ask(view, { list: { save: { title: name } } });
  const { id } = one.head;
  let { list: { one: { run } } } = await ask(view, { list: { run: { id, rows: one.price.rows } } });
  while (run.state !== "idle") {
    ({ list: { one: { run } } } = await ask(view, { list: { progress: { id } } }));
    if (run.failure) throw new Error(JSON.stringify(run.failure));
  }
  if (run.done !== LISTED) throw new Error(`the list ended after ${run.done}`);
}

/** Sends what a view would send. */
async function ask(view, request) {
  const reply = await view.evaluate((message) => chrome.runtime.sendMessage(message), request);
  if (!reply?.ok) throw new Error(`${JSON.stringify(request).slice(0, 200)}: ${JSON.stringify(reply)}`);
  return reply.ok;
}

/** Each question was paid for once, and nothing complained. */
function wrong({ questions }, billed, { complaints }) {
  return [...(billed === questions * 2 ? [] : [`${billed} rows were billed for ${questions} questions`]), ...complaints];
}

export function printSoak({ rows, grown: faults }) {
  console.log(`${"".padEnd(38)}${["reads", "questions", "stops", "wasm MB", "JS MB", "answers", "records", "kB", "B/answer", "on disk", "seconds"].map((name) => name.padStart(10)).join("")}`);
  for (const row of rows) console.log(line(row));
  console.log(faults.length ? `\ngrown or wrong:\n  ${faults.join("\n  ")}` : "\nflat where it should be, each question paid for once");
}

export function line({ name, reads, questions, stops, wasm, js, answers, count, bytes, answerBytes, usage, seconds }) {
  const each = answers ? (answerBytes / answers).toFixed(0) : "–";
  const cells = [reads, questions, stops, (wasm / 1e6).toFixed(2), (js / 1e6).toFixed(2), answers, count, (bytes / 1000).toFixed(0), each, `${(usage / 1000).toFixed(0)} kB`, seconds];
  return name.padEnd(38) + cells.map((cell) => String(cell).padStart(10)).join("");
}
