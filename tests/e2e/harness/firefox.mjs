// Firefox with the extension exactly as built, its whole traffic led to the stand-in.
// Offers the same methods as chromium.mjs. What WebDriver BiDi cannot do is done from the browser's own window, which
// takes --remote-allow-system-access: the toolbar button, and the way to moz-extension:// pages.

/* global Cc, ChromeUtils, Ci, gBrowser, Services, WebExtensionPolicy -- of the browser's own window */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

import { downloadsOf } from "./downloads.mjs";
import { extensionFolder, program } from "./paths.mjs";
import { readManifest } from "./manifest.mjs";
import { watchView } from "./view.mjs";

// Firefox gives every installation another host; this preference fixes it.
const host = "6c616e74-6572-4e6c-8a6e-74726e000001";

export class Firefox {
  name = "firefox";
  complaints = [];
  base = `moz-extension://${host}/`;
  #browser;
  #manifest;
  #window;

  static async launch({ standin, profile, headless = true, folder = extensionFolder("firefox"), managed, room }) {
    const self = new Firefox();
    self.#manifest = await readManifest(folder);
    self.#browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: program("firefox"),
      headless,
      // A view that does not answer is a fault; say so soon.
      protocolTimeout: 60_000,
      userDataDir: profile,
      ...(managed && { env: { ...process.env, HOME: await homeOf(profile, self.#id, managed) } }),
      acceptInsecureCerts: true,
      defaultViewport: headless ? { width: 1280, height: 900 } : null,
      args: ["--remote-allow-system-access"],
      extraPrefsFirefox: { ...preferences(self.#id), ...proxy(standin), ...downloads(profile), ...limit(room) },
    });
    await self.#browser.installExtension(folder);
    const { contexts } = await self.#send("browsingContext.getTree", { "moz:scope": "chrome" });
    self.#window = contexts[0].context;
    return self;
  }

  version() {
    return this.#browser.version();
  }

  blank() {
    return this.#browser.newPage();
  }

  async open(url, options) {
    const page = await this.blank();
    if (url.startsWith("http")) {
      await page.goto(url, options);
    } else {
      await this.#send("browsingContext.navigate", { context: contextOf(page), url, wait: "complete" });
    }
    return page;
  }

  /** Presses the toolbar button. Its panel is out of reach of BiDi, so the popup is then opened as a tab. */
  async press(page) {
    await page.bringToFront();
    const tab = await this.#inWindow(async (id) => {
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      const { browserActionFor, tabTracker } = ExtensionParent.apiManager.global;
      const front = gBrowser.selectedTab;
      const happens = (event) =>
        new Promise((resolve) => {
          const hear = ({ target }) => {
            if (target.querySelector(".webextension-popup-browser")) {
              removeEventListener(event, hear, true);
              resolve(target);
            }
          };
          addEventListener(event, hear, true);
        });
      const shown = happens("popupshown");
      browserActionFor(WebExtensionPolicy.getByID(id).extension).triggerAction(window);
      const panel = await shown;
      // An open panel would take the next press as a wish to close it.
      const hidden = new Promise((resolve) => panel.addEventListener("popuphidden", resolve, { once: true }));
      panel.hidePopup();
      await hidden;
      return tabTracker.getId(front);
    }, this.#id);
    return { tab, popup: await this.popup(tab) };
  }

  popup(tab) {
    return this.view(`${this.#manifest.action.default_popup}?tab=${tab}`);
  }

  options() {
    return this.view(this.#manifest.options_ui.page);
  }

  /** BiDi never sees a navigation to moz-extension:// end, so it is started without waiting and the page asked. */
  async view(path) {
    const page = await this.blank();
    await this.#send("browsingContext.navigate", { context: contextOf(page), url: this.base + path, wait: "none" });
    return this.#arrived(page, path);
  }

  /** BiDi cannot emulate media features, so the whole browser changes. */
  async paint(page, scheme) {
    await this.#inWindow((isLight) => {
      Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", isLight);
      Services.prefs.setIntPref("ui.prefersReducedMotion", 1);
    }, Number(scheme === "light"));
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, {}, scheme);
  }

  /** Firefox says yes to all that the manifest names, by the preference below. */
  async wouldAllow() {}

  /** Presses the extension's shortcut, which has that letter. The driver's keys go to pages only. */
  shortcut(letter) {
    return this.#inWindow((wanted) => {
      document.querySelector(`keyset[id^="ext-keyset-id-"] key[key="${wanted}"]`).doCommand();
    }, letter);
  }

  /** Presses on an element with the other button, and takes the menu's entry of that label. */
  async choose(page, selector, label) {
    await page.bringToFront();
    const shown = this.#inWindow(
      (wanted) =>
        new Promise((resolve, reject) => {
          const menu = document.getElementById("contentAreaContextMenu");
          const take = () => {
            const entry = [...menu.querySelectorAll("menuitem")].find((each) => each.label === wanted);
            if (!entry) return reject(new Error(`no ${wanted}`));
            // As by a press, after which the menu is gone.
            menu.addEventListener("popuphidden", resolve, { once: true });
            entry.doCommand();
            menu.hidePopup();
          };
          menu.addEventListener("popupshown", take, { once: true });
        }),
      label,
    );
    await page.click(selector, { button: "right" });
    await shown;
  }

  /** Runs a function in the sidebar, with its `window`; undefined where it is not open. */
  async inPanel(act, ...values) {
    const said = await this.#inWindow(
      (source, given) =>
        new Promise((resolve) => {
          const inner = document.getElementById("sidebar")?.contentDocument?.getElementById("webext-panels-browser");
          if (!inner) return resolve("null");
          const manager = inner.messageManager;
          manager.addMessageListener("panel", function hear({ data }) {
            manager.removeMessageListener("panel", hear);
            resolve(data);
          });
          const script = `sendAsyncMessage("panel", JSON.stringify((${source})(content, ...${given}) ?? null))`;
          manager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
        }),
      String(act),
      JSON.stringify(values),
    );
    return JSON.parse(said) ?? undefined;
  }

  closePanel() {
    return this.#inWindow(() => window.SidebarController.hide());
  }

  /** Installs another extension and opens its page `page.html`. */
  async stranger(folder) {
    const id = await this.#browser.installExtension(folder);
    const origin = await this.#inWindow((of) => `moz-extension://${WebExtensionPolicy.getByID(of).mozExtensionHostname}/`, id);
    const page = await this.blank();
    const url = `${origin}page.html`;
    await this.#send("browsingContext.navigate", { context: contextOf(page), url, wait: "none" });
    await page.waitForFunction((there) => location.href === there && document.readyState === "complete", {}, url);
    return { page, remove: () => this.#browser.uninstallExtension(id) };
  }

  /** The extension's id, by which others would address it. */
  get id() {
    return this.#id;
  }

  /** What anything wrote to any console. */
  async consoles() {
    const told = await this.#inWindow(() => {
      const errors = Services.console.getMessageArray().map((each) => each.message);
      const events = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).getEvents();
      return JSON.stringify([...errors, ...events.map(({ arguments: all }) => [...all].map(String).join(" "))]);
    });
    return JSON.parse(told);
  }

  /** The next page of the extension that something else opens. */
  async nextView() {
    const known = new Set(this.#browser.targets());
    const target = await this.#browser.waitForTarget((each) => !known.has(each) && each.type() === "page", { timeout: 10_000 });
    return this.#arrived(await target.page(), "");
  }

  async #arrived(page, path) {
    watchView(page, path, this.complaints);
    const there = (start) => location.href.startsWith(start) && document.readyState === "complete";
    await page.waitForFunction(there, {}, this.base + path);
    return page;
  }

  /** Ends the event page as Firefox does when it is idle. */
  async stopWorker() {
    await this.#inWindow(async (id) => {
      await WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true });
    }, this.#id);
  }

  /** Has the browser load the extension anew from its folder, as after an update. Its pages are closed by that. */
  async update() {
    await this.#inWindow(async (id) => {
      const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
      await (await AddonManager.getAddonByID(id)).reload();
    }, this.#id);
  }

  closed() {
    return new Promise((resolve) => this.#browser.once("disconnected", resolve));
  }

  close() {
    return this.#browser.close();
  }

  get #id() {
    return this.#manifest.browser_specific_settings.gecko.id;
  }

  async #send(method, params) {
    return (await this.#browser.connection.send(method, params)).result;
  }

  async #inWindow(act, ...values) {
    const answer = await this.#send("script.callFunction", {
      functionDeclaration: String(act),
      awaitPromise: true,
      target: { context: this.#window },
      arguments: values.map((value) => ({ type: typeof value, value })),
    });
    if (answer.type === "exception") {
      throw new Error(answer.exceptionDetails.text);
    }
    return answer.result.value;
  }
}

// The BiDi name of a page's tab; puppeteer keeps it to itself.
const contextOf = (page) => page.mainFrame()._id;

function preferences(id) {
  return {
    "extensions.webextensions.uuids": JSON.stringify({ [id]: host }),
    // The add-on is a temporary one; without these its storage would go at the end of a run.
    "extensions.webextensions.keepStorageOnUninstall": true,
    "extensions.webextensions.keepUuidOnUninstall": true,
    "extensions.webextOptionalPermissionPrompts": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
  };
}

/** A home folder that holds the organisation's settings, as Firefox looks for them. */
async function homeOf(profile, id, data) {
  const home = join(profile, "home");
  const folder = join(home, ".mozilla/managed-storage");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${id}.json`), JSON.stringify({ name: id, description: "for a test", type: "storage", data }));
  return home;
}

/** Leaves the whole browser so many KB to keep things in; 0 takes that back. */
function limit(room) {
  return room === undefined ? {} : { "dom.quotaManager.temporaryStorage.fixedLimit": room || -1 };
}

function downloads(profile) {
  return profile ? { "browser.download.folderList": 2, "browser.download.dir": downloadsOf(profile), "browser.download.useDownloadDir": true } : {};
}

function proxy(standin) {
  return standin
    ? {
       "network.proxy.type": 1,
       "network.proxy.http": "127.0.0.1",
       "network.proxy.http_port": standin.proxy,
       "network.proxy.ssl": "127.0.0.1",
       "network.proxy.ssl_port": standin.proxy,
     }
    : {};
}
