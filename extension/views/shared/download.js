// Text as a file of the person's.

/** @param {BlobPart[]} pieces @param {string} name @param {string} media_type */
export function download(pieces, name, media_type) {
  const url = URL.createObjectURL(new Blob(pieces, { type: media_type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the download begins a moment later. The next one will do, or the end of this window.
  addEventListener('pagehide', () => URL.revokeObjectURL(url));
}
