// What a test file stands on: one stand-in and one browser for the whole file, and for each test a stand-in in its first
// state, no page left over, and the certainty that no part of the extension complained.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";

import { launch } from "./browsers.mjs";
import { downloadsOf } from "./downloads.mjs";
import { makeProfile, removeProfile } from "./profile.mjs";
import { Standin } from "./standin.mjs";
import { aim, saveToken } from "./steps.mjs";
import { part, read, shut } from "./view.mjs";

/**
 * Registers the hooks; call it inside `describe`. The fields are there once the first test runs. `folder` is a build of the
 * extension other than that in dist/; `managed` is what an organisation sets, in Firefox alone; `room` is how many KB there
 * are to keep things in, 0 for as many as there are.
 */
export function stage(name, { folder, managed, room } = {}) {
  const self = new Stage(name, { folder, managed, room });
  before(() => self.start());
  beforeEach(() => self.standin.reset());
  afterEach(() => self.clear());
  after(() => self.end());
  return self;
}

class Stage {
  #name;
  #how;
  #profile;
  #pages = [];

  constructor(name, how) {
    this.#name = name;
    this.#how = how;
  }

  async start() {
    this.standin = await Standin.start();
    await this.#launch();
  }

  /** The extension as on its first day: the background stopped, nothing in any storage. Quicker than a new browser. */
  async renew() {
    const options = await this.browser.options();
    await part(options, "token");
    // In this order, so that nothing is under way that could write once more.
    await this.browser.stopWorker();
    await options.evaluate(async () => {
      await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
      for (const { name } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = resolve;
          request.onerror = () => reject(request.error);
        });
      }
    });
    await options.close();
  }

  /** The same person's browser, closed and opened again, and with that changed. */
  async restart(how = {}) {
    this.#pages = [];
    Object.assign(this.#how, how);
    await this.browser.close();
    this.browser = await launch(this.#name, { standin: this.standin, profile: this.#profile, ...this.#how });
  }

  /** The browser's folder. */
  get profile() {
    return this.#profile;
  }

  /** Where files go that a view saves. */
  get downloads() {
    return downloadsOf(this.#profile);
  }

  /** A page in front, as if its address had been typed. */
  async visit(url, options) {
    return this.#keep(await this.browser.open(url, options));
  }

  /** Presses the toolbar button and waits for what the popup says about the page. */
  async press(page) {
    const { tab, popup } = await this.browser.press(page);
    this.#keep(popup);
    await read(popup);
    return { tab, popup };
  }

  /** Visit, press, and set a target. */
  async look(url, target, scope, how) {
    const page = await this.visit(url);
    const { tab, popup } = await this.press(page);
    await aim(popup, target, scope, how);
    return { page, tab, popup };
  }

  async options() {
    return this.#keep(await this.browser.options());
  }

  /** The next page of the extension that opens by itself. */
  async nextView() {
    return this.#keep(await this.browser.nextView());
  }

  /** Has a view that a test opened by itself closed at its end. */
  closing(view) {
    this.#keep(view);
  }

  async popup(tab) {
    const popup = this.#keep(await this.browser.popup(tab));
    await read(popup);
    return popup;
  }

  /** Saves a token as its owner would, with a plan under which nothing has to wait, and closes the options again. */
  async signIn(token, keep, plan = "paid") {
    const options = await this.options();
    await saveToken(options, token, keep);
    await options.evaluate(async (text) => {
      await chrome.runtime.sendMessage({ change: { setting: "plan", text } });
      if (text === "paid") await chrome.runtime.sendMessage({ change: { setting: "rate", text: "100" } });
    }, plan);
    await options.close();
  }

  async clear() {
    const complaints = this.browser.complaints.splice(0);
    await Promise.all(this.#pages.splice(0).map(shut));
    assert.deepEqual(complaints, [], "the extension complained");
  }

  async end() {
    await this.#quit();
    await this.standin?.stop();
  }

  async #launch() {
    this.#profile = await makeProfile();
    this.browser = await launch(this.#name, { standin: this.standin, profile: this.#profile, ...this.#how });
  }

  async #quit() {
    this.#pages = [];
    await this.browser?.close();
    await removeProfile(this.#profile);
  }

  #keep(page) {
    this.#pages.push(page);
    return page;
  }
}
