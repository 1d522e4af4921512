// A file as the background takes it: its bytes as characters, unless it is too large to be read at all.

/** @import { ListFrom } from '../../protocol.d.ts' */

/** Bytes made characters at once; a call takes only so many arguments. */
const CHUNK = 32_768;

/** @param {File} file @param {number} most the largest size that is read @returns {Promise<ListFrom>} */
export async function fileOf(file, most) {
  const { name, size } = file;
  if (size > most) return { file: { name, size, bytes: null } };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return { file: { name, size, bytes: parts.join('') } };
}
