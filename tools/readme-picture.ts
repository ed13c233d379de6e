/**
 * Takes the README's pictures: starts Boost Pal on a scratch folder, holds a real conversation on the page, photographs it.
 * Usage: node tools/readme-picture.ts (needs Chromium at CHROMIUM or /usr/bin/chromium).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { damjjiAvatarSvg } from '../src/core/characters/damjji/art.ts';

/** A sunrise over a river: drawn, so that no photo of anybody's is in the project. */
const sunrise = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800">
  <defs>
    <linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#2b3a67"/><stop offset=".55" stop-color="#e8836b"/><stop offset="1" stop-color="#ffd98a"/></linearGradient>
    <linearGradient id="water" x2="0" y2="1"><stop offset="0" stop-color="#f2a978"/><stop offset="1" stop-color="#31456f"/></linearGradient>
  </defs>
  <rect width="1200" height="470" fill="url(#sky)"/>
  <circle cx="760" cy="440" r="92" fill="#fff1c2"/>
  <rect y="470" width="1200" height="330" fill="url(#water)"/>
  <g fill="#27304f">
    <path d="M0 470V380h70v-60h60v60h50v-110h56v110h64v90zM900 470v-70h60v-80h50v80h70v-40h60v40h60v70z"/>
    <path d="M0 455h1200v14H0z"/><path d="M240 469c40-70 140-70 180 0zM420 469c40-70 140-70 180 0zM600 469c40-70 140-70 180 0z" fill="none" stroke="#27304f" stroke-width="10"/>
  </g>
  <g fill="#fff1c2" opacity=".55"><rect x="690" y="500" width="150" height="8" rx="4"/><rect x="710" y="530" width="110" height="8" rx="4"/><rect x="670" y="565" width="190" height="8" rx="4"/><rect x="720" y="605" width="90" height="8" rx="4"/></g>
  <path d="M0 800V700c240-60 480-40 700 0s340 30 500-20v120z" fill="#1c2340"/>
  <g transform="translate(470 610)" fill="#10142a"><circle cx="40" cy="0" r="17"/><path d="M28 20l30 6 22 34-12 8-18-22-4 40 30 34-8 42-16-2 4-34-34-30-20 36-30 6-4-14 26-8 16-40 2-36-18 10-14 26-14-6 16-34z"/></g>
</svg>`;

const folder = await mkdtemp(path.join(tmpdir(), 'boost-picture-'));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const app = await startApp(readConfig({ BOOST_DATA_DIR: folder, PORT: '0' }), {
  log: () => silent,
  onFatal: () => undefined,
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const photo = path.join(folder, '한강.jpg');
  await writeFile(photo, await sharp(Buffer.from(sunrise)).jpeg({ quality: 88 }).toBuffer());
  const page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: 1.5,
    locale: 'ko-KR',
  });
  await page.goto(app.url!);
  await page.waitForSelector('textarea');
  await page.locator('.pinned summary').click();
  await as(page, /준호/);
  await say(page, '퇴근길 지하철에서 12쪽 읽었어요');
  await as(page, /민지/);
  await page.getByRole('button', { name: '참여' }).last().click();
  await page.waitForTimeout(800);
  await page.getByText('닫기').last().click();
  await say(page, '해 뜨기 전에 한강에서 5km 달렸어요. 손은 시렸지만 끝까지!', photo);
  // Away from the messages, which show their tools under it.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(800);
  const png = await page.screenshot();
  const small = { palette: true, quality: 90, compressionLevel: 9 } as const;
  await sharp(png).png(small).toFile('docs/images/conversation.png');
  // To be uploaded as the bot's picture on Discord and Slack, which take no SVG.
  await sharp(Buffer.from(damjjiAvatarSvg())).resize(512, 512).png(small).toFile('docs/images/damjji.png');
} finally {
  await browser.close();
  await app.stop();
  await rm(folder, { recursive: true, force: true });
}

async function as(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.waitForTimeout(600);
}

async function say(page: Page, text: string, file?: string): Promise<void> {
  const box = page.locator('textarea').first();
  if (file) {
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.waitForTimeout(1_500);
  }
  await box.fill(text);
  await box.press('Enter');
  await page.waitForTimeout(2_500);
}
