// Draws extension/icons/lantern-SIZE.png from lantern.svg: node tools/icons.mjs
// The pictures are kept in the repository, so that a build needs no browser.

import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

const SIZES = [16, 32, 48, 128];
const icons = new URL('../extension/icons/', import.meta.url);
const drawing = await readFile(new URL('lantern.svg', icons), 'base64');

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
    );
    await writeFile(new URL(`lantern-${size}.png`, icons), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
