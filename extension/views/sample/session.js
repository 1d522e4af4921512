// The popup's session over the sample: it knows one report and asks for nothing, so that no button can.

import { Session } from '../popup/session.js';

/** @import { Report } from '../../protocol.d.ts' */

export class SampleSession extends Session {
  /** @param {Report} report */
  constructor(report) {
    super(report.tab, () => {});
    this.report = report;
  }

  /** @override */
  async open() {}
  /** @override */
  async aim() {}
  /** @override */
  async ask() {}
  /** @override */
  async verify() {}
  /** @override */
  async act() {}
  /** @override */
  async press() {}
}
