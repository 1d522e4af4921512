// Draws extension/icons/NAME-SIZE.png from NAME.svg: node tools/icons.mjs
// The pictures are kept in the repository, so that a build needs no browser.

import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

/** The unlit one stands only in the toolbar. @type {Record<string, number[]>} */
const SIZES = { lantern: [16, 32, 48, 128], 'lantern-unlit': [16, 32] };
const icons = new URL('../extension/icons/', import.meta.url);

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  for (const [name, sizes] of Object.entries(SIZES)) {
    const drawing = await readFile(new URL(`${name}.svg`, icons), 'base64');
    for (const size of sizes) {
      await page.setViewport({ width: size, height: size });
      await page.setContent(
        `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
      );
      await writeFile(new URL(`${name}-${size}.png`, icons), await page.screenshot({ omitBackground: true }));
    }
  }
} finally {
  await browser.close();
}
