// Takes a picture of what a tab shows. The core decides when; it cannot do this itself, since drawing is the browser's.

/** Widest picture, in pixels: sharp on paper, and no more than that. */
const WIDEST = 1600;
/** Highest, likewise. */
const HIGHEST = 2000;
/** Longest text of it; the core takes nothing longer than twice this. */
const LONGEST = 1_500_000;
const QUALITIES = [0.84, 0.7, 0.5, 0.3];

/**
 * @param {number} tabId
 * @returns {Promise<string>} a JPEG as a `data:` address
 */
export async function takePicture(tabId) {
  const before = await chrome.tabs.get(tabId);
  if (!before.active) throw new Error('the page is not in front');
  const shot = await chrome.tabs.captureVisibleTab(before.windowId, { format: 'png' });
  // What is taken is whatever is in front. If that may have been another page, the picture is nobody's.
  const after = await chrome.tabs.get(tabId);
  if (!after.active || after.windowId !== before.windowId || after.url !== before.url) throw new Error('the page did not stay in front');
  const bitmap = await createImageBitmap(new Blob([bytes(shot)], { type: 'image/png' }));
  const scale = Math.min(1, WIDEST / bitmap.width, HIGHEST / bitmap.height);
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('nothing to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of QUALITIES) {
    const picture = await address(await canvas.convertToBlob({ type: 'image/jpeg', quality }));
    if (picture.length <= LONGEST) return picture;
  }
  throw new Error('the picture is too large');
}

/** What a `data:` address holds. The extension's policy lets nothing fetch one. @param {string} data */
function bytes(data) {
  const text = atob(data.slice(data.indexOf(',') + 1));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** @param {Blob} blob @returns {Promise<string>} */
function address(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the picture could not be read'));
    reader.readAsDataURL(blob);
  });
}
