// The bill of materials says the same as THIRD-PARTY.txt, is whole, and is the same each time.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(path.join(tmpdir(), "sbom-"));
after(() => rmSync(folder, { recursive: true }));

/** What a tool writes, made anew. */
const made = (tool, name) => {
  const out = path.join(folder, name);
  execFileSync(process.execPath, [path.join(import.meta.dirname, tool), out], { cwd: path.join(import.meta.dirname, "..") });
  return readFileSync(out, "utf8");
};

const text = made("sbom.mjs", "one.cdx.json");
const bom = JSON.parse(text);
const thirdParty = made("licences.mjs", "THIRD-PARTY.txt");

test("what it lists is what THIRD-PARTY.txt lists, with the same licences", () => {
  // The Rust library and the suffix list have their version here alone.
  const rows = [...thirdParty.matchAll(/^- (?:The (?<thing>[^,]+),.*?: |(?<part>\S+ \S+): )(?<licence>[^;(]+?|\(.*?)(?: \(https.*)?; /gm)];
  const theirs = rows.map(({ groups }) => `${groups.thing ?? groups.part}: ${groups.licence.replace("/", " OR ")}`);
  const ours = bom.components.map(({ name, version, purl, licenses: [one] }) => `${name}${purl ? ` ${version}` : ""}: ${one.expression ?? one.license.id}`);
  assert.ok(ours.length > 40, `${ours.length} components`);
  assert.deepEqual(ours.toSorted(), theirs.toSorted());
});

test("each component has a version and a licence; of a registry's, also its address and the archive's hash", () => {
  const LENGTH = { "SHA-256": 64, "SHA-512": 128 };
  for (const { name, version, purl, licenses, hashes } of bom.components) {
    assert.match(version, /^\d/, name);
    assert.equal(licenses.length, 1, name);
    assert.ok(licenses[0].expression ?? licenses[0].license.id, name);
    if (["Rust standard library", "Public Suffix List"].includes(name)) continue;
    assert.match(purl, new RegExp(`^pkg:(cargo|npm)/${name}@`), name);
    assert.match(hashes[0].content, /^[0-9a-f]+$/, name);
    assert.equal(hashes[0].content.length, LENGTH[hashes[0].alg], name);
  }
});

test("nothing is there twice, and every component is reached from the product", () => {
  const all = bom.components.map((one) => one["bom-ref"]);
  assert.equal(new Set(all).size, all.length);
  const needs = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  assert.equal(needs.size, all.length + 1);
  const reached = new Set([bom.metadata.component["bom-ref"]]);
  for (const ref of reached) {
    for (const other of needs.get(ref)) reached.add(other);
  }
  assert.deepEqual([...reached].toSorted(), [bom.metadata.component["bom-ref"], ...all].toSorted());
});

test("it is the same each time: no time, and a serial number made from what it says", () => {
  assert.equal(made("sbom.mjs", "other.cdx.json"), text);
  assert.equal(bom.metadata.timestamp, undefined);
  assert.match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
