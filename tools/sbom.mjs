// sbom.mjs OUT.cdx.json: the bill of materials of the packages, as CycloneDX 1.6: what licences.mjs has the licences of, for
// tools to read. The same lock files give the same bytes: it has no time, and its serial number is made from its content.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { shipped, unregistered } from "./shipped.mjs";

const [out] = process.argv.slice(2);
if (!out) {
  throw new Error("usage: sbom.mjs OUT.cdx.json");
}

const { version, needs, parts } = shipped();
const others = unregistered();
const own = { type: "application", "bom-ref": "link-lantern", name: "Link Lantern", version, licenses: licences("MIT") };

const content = {
  metadata: { component: own },
  components: [
    ...parts.map(({ name, version, purl, licence, source, hash }) => ({
      type: "library",
      "bom-ref": purl,
      name,
      version,
      scope: "required",
      hashes: [hash],
      licenses: licences(licence),
      purl,
      externalReferences: [{ type: "vcs", url: source }],
    })),
    ...others.map(({ name, version, type, licence, source }) => ({
      type,
      "bom-ref": ref(name),
      name,
      version,
      scope: "required",
      licenses: licences(licence),
      externalReferences: [{ type: "distribution", url: source }],
    })),
  ],
  dependencies: [
    { ref: own["bom-ref"], dependsOn: [...needs, ...others.map(({ name }) => ref(name))] },
    ...parts.map(({ purl, needs }) => ({ ref: purl, dependsOn: needs })),
    ...others.map(({ name }) => ({ ref: ref(name), dependsOn: [] })),
  ],
};

const bom = {
  $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  serialNumber: serialNumber(JSON.stringify(content)),
  version: 1,
  ...content,
};
writeFileSync(out, `${JSON.stringify(bom, null, 1)}\n`);

/** @param {string} licence an expression, or one licence only, which has a form of its own */
function licences(licence) {
  return / /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

/** @param {string} name */
function ref(name) {
  return name.toLowerCase().replaceAll(" ", "-");
}

/** A UUID of version 8, which leaves it to its maker what its bits are (RFC 9562, 5.8): here a hash. @param {string} text */
function serialNumber(text) {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
}
