// Chromium with the extension exactly as built, its whole traffic led to the stand-in.
// Offers the same methods as firefox.mjs; what is done inside the views is view.mjs.

import puppeteer from "puppeteer-core";

import { downloadsOf } from "./downloads.mjs";
import { extensionFolder, program } from "./paths.mjs";
import { readManifest } from "./manifest.mjs";
import { within } from "./until.mjs";
import { watchView } from "./view.mjs";

// Chromium calls home on its own; a test that counts who was spoken to must not see that. There is no switch for these
// two, so they are sent to a port of this machine where nobody listens (loopback never goes through the proxy).
const nobody = "http://127.0.0.1:9/";
const quiet = [
  "--disable-component-update",
  `--component-updater=url-source=${nobody}`,
  `--gaia-url=${nobody}`,
  // HttpsUpgrades would turn the plain http of the generated pages into a failed https first.
  "--disable-features=NetworkTimeServiceQuerying,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
  "--disable-quic",
  "--no-default-browser-check",
];

export class Chromium {
  name = "chromium";
  /** Errors that the extension's own pages and its worker reported. */
  complaints = [];
  /** All that they wrote to their consoles. */
  #heard = [];
  #browser;
  #extension;
  #folder;
  #manifest;

  /** `profile` is a folder that is kept; without it puppeteer makes a new one and removes it. `standin` null speaks to the real world. */
  static async launch({ standin, profile, headless = true, folder = extensionFolder("chromium"), room }) {
    const self = new Chromium();
    self.#folder = folder;
    self.#manifest = await readManifest(folder);
    self.#browser = await puppeteer.launch({
      executablePath: program("chromium"),
      headless,
      // A view that does not answer is a fault; say so soon.
      protocolTimeout: 60_000,
      pipe: true,
      enableExtensions: true,
      userDataDir: profile,
      defaultViewport: headless ? { width: 1280, height: 900 } : null,
      ...(profile && { downloadBehavior: { policy: "allow", downloadPath: downloadsOf(profile) } }),
      args: [...quiet, ...trust(standin), ...privilege()],
    });
    const id = await self.#browser.installExtension(folder);
    self.#extension = (await self.#browser.extensions()).get(id);
    if (room) await self.#limit(room);
    self.#browser.on("targetcreated", (target) => self.#watch(target));
    self.#browser.targets().forEach((target) => self.#watch(target));
    return self;
  }

  get base() {
    return `chrome-extension://${this.#extension.id}/`;
  }

  version() {
    return this.#browser.version();
  }

  /** A new tab in front. */
  blank() {
    return this.#browser.newPage();
  }

  async open(url, options) {
    const page = await this.blank();
    await page.goto(url, options);
    return page;
  }

  /** Presses the toolbar button on a page, which grants activeTab, and returns the popup that opens. */
  async press(page) {
    await page.bringToFront();
    const opened = this.nextView();
    await page.triggerExtensionAction(this.#extension);
    const popup = await opened;
    await popup.waitForFunction(() => document.readyState === "complete");
    const tab = await popup.evaluate(async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0].id);
    return { tab, popup };
  }

  /** The popup of a tab as a tab of its own, which stays open when it loses the focus. */
  popup(tab) {
    return this.view(`${this.#manifest.action.default_popup}?tab=${tab}`);
  }

  options() {
    return this.view(this.#manifest.options_ui.page);
  }

  /** A page of the extension as a tab. */
  view(path) {
    return this.open(this.base + path);
  }

  /** Shows a page as to a person with that colour scheme, "light" or "dark", and without motion. */
  paint(page, scheme) {
    return page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  }

  /**
   * Has the browser say yes when the extension asks for these hosts. Its question cannot be pressed from here, so what
   * its answer would do is done on the page of extensions; the extension's request then goes through without one.
   */
  async wouldAllow(patterns) {
    const extensions = await this.blank();
    await extensions.goto("chrome://extensions/");
    await extensions.evaluate(
      (id, patterns) => Promise.all(patterns.map((pattern) => chrome.developerPrivate.addHostPermission(id, pattern))),
      this.#extension.id,
      patterns,
    );
    await extensions.close();
  }

  /** Runs a function in the side panel, with its `window`; undefined where it is not open. */
  async inPanel(act, ...values) {
    const target = this.#browser.targets().find((each) => each.url() === `${this.base}${this.#manifest.side_panel.default_path}`);
    if (!target) return undefined;
    try {
      return (await (await target.asPage()).evaluate(`(${act})(window, ...${JSON.stringify(values)})`)) ?? undefined;
    } catch (error) {
      // It begins anew, or is gone.
      if (/context was destroyed|detached|closed/i.test(error.message)) return undefined;
      throw error;
    }
  }

  async closePanel() {
    const target = this.#browser.targets().find((each) => each.url().endsWith(this.#manifest.side_panel.default_path));
    await (await target?.asPage())?.evaluate("window.close()").catch(() => {});
  }

  /** Installs another extension and opens its page `page.html`. */
  async stranger(folder) {
    const id = await this.#browser.installExtension(folder);
    const page = await this.open(`chrome-extension://${id}/page.html`);
    return { page, remove: () => this.#browser.uninstallExtension(id) };
  }

  /** The extension's id, by which others would address it. */
  get id() {
    return this.#extension.id;
  }

  /** What the extension's parts wrote to their consoles. */
  consoles() {
    return this.#heard;
  }

  /** The next page of the extension that something else opens. */
  async nextView() {
    const known = new Set(this.#browser.targets());
    const isNew = (target) => !known.has(target) && target.url().startsWith(this.base) && target.type() === "page";
    return (await this.#browser.waitForTarget(isNew, { timeout: 10_000 })).asPage();
  }

  /** The running service worker, started by whatever event comes next if it sleeps. */
  async worker() {
    return (await this.#browser.waitForTarget(this.#isWorker, { timeout: 10_000 })).worker();
  }

  /**
   * Ends the service worker as the browser does when it is idle. Something may start it again at once, and then under the
   * same name: only the browser's own word for the worker's version tells that it had ended. The driver lets go of it
   * first, for it would hold what starts again under a name that it knows until somebody debugs it.
   */
  async stopWorker() {
    const target = await this.#browser.waitForTarget(this.#isWorker, { timeout: 10_000 });
    const [page] = await this.#browser.pages();
    const session = await page.createCDPSession();
    const until = (status) =>
      new Promise((resolve) => {
        session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
          const found = versions.find(({ scriptURL, runningStatus }) => scriptURL.startsWith(this.base) && runningStatus === status);
          if (found) resolve(found);
        });
      });
    const running = until("running");
    await session.send("ServiceWorker.enable");
    const { versionId } = await within(running, "the worker runs");
    await (await target.worker()).client.detach();
    const stopped = until("stopped");
    await session.send("ServiceWorker.stopWorker", { versionId });
    await within(stopped, "the worker ends");
    await session.detach();
  }

  /** Has the browser load the extension anew from its folder, as after an update. Its pages are closed by that. */
  async update() {
    await this.#browser.installExtension(this.#folder);
  }

  /** Resolves when the person closes the window. */
  closed() {
    return new Promise((resolve) => this.#browser.once("disconnected", resolve));
  }

  close() {
    return this.#browser.close();
  }

  /** Leaves the extension so many KB to keep things in, as long as the session lasts that says so. */
  async #limit(kilobytes) {
    const [page] = await this.#browser.pages();
    const session = await page.createCDPSession();
    await session.send("Storage.overrideQuotaForOrigin", { origin: this.base.slice(0, -1), quotaSize: kilobytes * 1024 });
  }

  #isWorker = (target) => target.type() === "service_worker" && target.url().startsWith(this.base);

  async #watch(target) {
    try {
      if (this.#isWorker(target)) {
        watchView(await target.worker(), "background", this.complaints, this.#heard);
      } else if (target.url().startsWith(this.base)) {
        watchView(await target.asPage(), new URL(target.url()).pathname, this.complaints, this.#heard);
      }
    } catch (error) {
      // It was gone before it could be listened to.
      if (!/closed/i.test(error.message)) {
        this.complaints.push(error.message);
      }
    }
  }
}

function trust(standin) {
  return standin ? [`--proxy-server=http://127.0.0.1:${standin.proxy}`, `--ignore-certificate-errors-spki-list=${standin.spki}`] : [];
}

// Chromium's sandbox refuses to start for root, and root is what containers run as.
function privilege() {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}
