import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { forget } from './probes.js';

/** Where Debian and others put it; `CHROMIUM` names another. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromiumPath = [process.env.CHROMIUM, ...places].find(
  (place) => place !== undefined && existsSync(place),
);

if (!chromiumPath)
  console.warn('SKIPPED: the page in a browser. No Chromium found: install it, or set CHROMIUM.');

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Tab {
  readonly page: Page;
  /** What the browser complained about: must stay empty. */
  readonly complaints: readonly string[];
  /** A picture of it, into the folder `SCREENSHOTS` names; without one nothing is written. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Pages nobody uses, each with a profile of its own, of each browser, by what they were made with. A new one for every tab would
 * start the browser’s processes and compile the page anew each time, which is more than half of what a tab costs.
 */
const free = new WeakMap<Browser, Map<string, Page[]>>();

/**
 * The page, opened as a member would who never was there: 1280 by 800, light, Korean, unless `options` say otherwise. No two
 * open tabs share a profile.
 */
export async function openTab(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const kinds = free.get(browser) ?? new Map<string, Page[]>();
  free.set(browser, kinds);
  const kind = JSON.stringify(options);
  const rest = kinds.get(kind) ?? [];
  kinds.set(kind, rest);
  const page =
    rest.pop() ??
    (await browser.newPage({
      viewport: { width: 1280, height: 800 },
      colorScheme: 'light',
      locale: 'ko-KR',
      timezoneId: 'Asia/Seoul',
      ...options,
    }));
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(url);
  await page.locator('.channel .box').waitFor();
  return {
    page,
    complaints,
    async picture(name) {
      const folder = process.env.SCREENSHOTS;
      if (!folder) return;
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
    },
    async close() {
      page.removeAllListeners();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      // All the page keeps: which member one is, the language, dark or light, what is not sent yet.
      await page.evaluate(forget);
      await page.goto('about:blank');
      rest.push(page);
    },
  };
}
