// Starts the local stand-in of Moz and speaks to its control port.
// What the control port understands is described in tests/standin/README.md; nothing of it is repeated here.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { standinProgram } from "./paths.mjs";

/** The stand-in as a running process. */
export class Standin {
  #process;
  #control;

  constructor(process, { proxy, control, spki }) {
    this.#process = process;
    this.#control = `http://127.0.0.1:${control}`;
    this.proxy = proxy;
    this.spki = spki;
  }

  /** Starts one and waits for the line that says it is ready. */
  static async start() {
    const process = spawn(standinProgram(), { stdio: ["pipe", "pipe", "inherit"] });
    const early = once(process, "exit").then(([code]) => {
      throw new Error(`The stand-in stopped with ${code} before it was ready.`);
    });
    const lines = createInterface({ input: process.stdout });
    const [line] = await Promise.race([once(lines, "line"), early]);
    early.catch(() => {}); // From here on an exit is the end of the test, not an error.
    return new Standin(process, JSON.parse(line));
  }

  /** Every request that reached the proxy since the last reset. */
  log() {
    return this.#call("GET", "/log");
  }

  /** The requests that reached Moz's hosts, but for those of a quota and of an index's name, which are free. */
  async asked() {
    return (await this.all()).filter(({ body }) => !/"method": ?"(quota.lookup|metadata.index.fetch)"/.test(body));
  }

  /** All requests that reached Moz's hosts. */
  async all() {
    return (await this.log()).filter((entry) => /(^|\.)(seo)?moz\.com$/.test(entry.host));
  }

  /** Rows billed since the last reset. */
  async billed() {
    return (await this.usage()).total;
  }

  usage() {
    return this.#call("GET", "/usage");
  }

  reset() {
    return this.#call("POST", "/reset");
  }

  fault(fault) {
    return this.#call("POST", "/fault", fault);
  }

  graph(additions) {
    return this.#call("POST", "/graph", additions);
  }

  page(page) {
    return this.#call("POST", "/pages", page);
  }

  index(change) {
    return this.#call("POST", "/index", change);
  }

  /** It stops when its input closes, which also happens should this process die. */
  async stop() {
    if (this.#process.exitCode === null) {
      const gone = once(this.#process, "exit");
      this.#process.stdin.end();
      await gone;
    }
  }

  async #call(method, path, body) {
    const answer = await fetch(this.#control + path, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`stand-in: ${method} ${path} said ${answer.status}: ${text}`);
    }
    return text && JSON.parse(text);
  }
}
