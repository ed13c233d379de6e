import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drawPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { chromiumPath, launch, openTab, type Tab } from './browser.ts';
import { faintWords, giveFile, ground, language, lookAway, nameless, sticksOut } from './probes.js';

describe.skipIf(!chromiumPath)('the page in a browser', { timeout: 60_000 }, () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let app: TestApp;
  let browser: Browser;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    app = await startTestApp(database.url);
    browser = await launch();
  }, 60_000);
  afterEach(async () => {
    for (const tab of tabs.splice(0)) {
      expect(tab.complaints).toEqual([]);
      await tab.close();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  async function open(options: Parameters<typeof openTab>[2] = {}, hash = ''): Promise<Tab> {
    const tab = await openTab(browser, `${app.url}/${hash}`, options);
    tabs.push(tab);
    return tab;
  }
  const photos = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, i) => ({
        name: `photo-${i + 1}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await drawPhoto({ seed: i, width: 640, height: 480 }).jpeg().toBuffer(),
      })),
    );
  const box = (page: Page) => page.locator('.channel .box');
  const message = (page: Page, text: string): Locator => page.locator('.channel .message', { hasText: text });
  async function write(page: Page, text: string) {
    await box(page).fill(text);
    await box(page).press('Enter');
    await until('it to be sent', async () => (await box(page).inputValue()) === '');
  }
  const as = (page: Page, member: string) => page.locator(`.people [data-member=${member}]`).click();

  test('a post with words and a photo is credited, and its thread opens with the cheer', async () => {
    const { page, picture } = await open();
    await page.locator('.pinned').waitFor();
    await page.locator('.channel input[type=file]').setInputFiles(await photos(1));
    await page.locator('.strip img').waitFor();
    await write(page, '오늘 아침 5km! 비 왔지만 끝까지 뛰었다');
    const own = message(page, '끝까지 뛰었다').first();
    await own.locator('.photo img').waitFor();
    await own.locator('.reaction[data-mark="🐹"]').waitFor();
    await page.locator('aside.thread .cheer').waitFor();
    await own.locator('.peek .cheer').waitFor();
    expect(await box(page).inputValue()).toBe('');
    expect(await page.locator('.strip li').count()).toBe(0);
    await picture('credited');
  });

  test('what one writes another sees at once, without asking', async () => {
    const [writer, reader] = [await open(), await open()];
    await as(reader.page, 'junho');
    await write(writer.page, '같이 보고 있나요');
    await message(reader.page, '같이 보고 있나요').first().waitFor();
    await message(reader.page, '같이 보고 있나요').first().hover();
    await message(reader.page, '같이 보고 있나요').first().locator('[data-tool=smile]').click();
    await reader.page.getByRole('menuitem', { name: '👏' }).click();
    await message(writer.page, '같이 보고 있나요').first().locator('.reaction[data-mark="👏"]').waitFor();
  });

  test('own posts are edited and deleted by mouse and by keyboard, those of others not at all', async () => {
    const { page, picture } = await open();
    await as(page, 'sakura');
    await write(page, '요가 10분');
    const own = message(page, '요가 10분').first();
    await own.waitFor();
    await box(page).press('ArrowUp');
    const editor = page.locator('.editor .box');
    await editor.fill('요가 30분');
    await picture('editing');
    await editor.press('Enter');
    await message(page, '요가 30분').first().locator('.edited').waitFor();

    await message(page, '요가 30분').first().focus();
    await page.keyboard.press('e');
    await page.locator('.editor .box').press('Escape');
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: '취소' }).click();
    await message(page, '요가 30분').first().hover();
    await message(page, '요가 30분').first().locator('[data-tool=more]').click();
    await page.getByRole('menuitem', { name: '삭제' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
    await until('it to go', async () => (await message(page, '요가 30분').count()) === 0);

    await as(page, 'alex');
    await message(page, '끝까지 뛰었다').first().focus();
    await page.keyboard.press('e');
    await page.keyboard.press('Delete');
    expect(await page.locator('.editor').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('commands complete by keyboard; their answers are private and can be put away', async () => {
    const { page, picture } = await open();
    await box(page).fill('/');
    const list = page.getByRole('listbox');
    await list.waitFor();
    expect(await list.getByRole('option').count()).toBeGreaterThan(5);
    await picture('completion');
    await box(page).fill('/도');
    expect(await box(page).getAttribute('aria-expanded')).toBe('true');
    await box(page).press('Tab');
    expect(await box(page).inputValue()).toBe('/도움말');
    await box(page).press('Enter');
    const answer = page.locator('.message.private', { hasText: '/챌린지 목록' });
    await answer.getByText('나만 볼 수 있어요').waitFor();
    await picture('private');
    await answer.getByRole('button', { name: '지우기' }).click();
    await until('it to go', async () => (await answer.count()) === 0);

    await box(page).fill('/설정 ');
    await box(page).press('ArrowDown');
    await box(page).press('ArrowUp');
    await box(page).press('Tab');
    expect(await box(page).inputValue()).toBe('/설정 한국어 ');
    await box(page).fill('/설정 언');
    await box(page).press('Tab');
    expect(await box(page).inputValue()).toBe('/설정 언어:');
    await box(page).press('ArrowDown');
    await box(page).press('Escape');
    expect(await list.isVisible()).toBe(false);
    await box(page).fill('');
  });

  test('a challenge is made in a form by keyboard, and its welcome is pinned', async () => {
    const { page, picture } = await open();
    await write(page, '/챌린지 만들기');
    const form = page.getByRole('dialog');
    await form.waitFor();
    await picture('form');
    await form.locator('input').first().fill('아침 러닝 8주');
    await form.locator('input').first().press('Enter');
    await until('the form to close', async () => (await form.count()) === 0);
    await page.getByRole('button', { name: '시작', exact: true }).click();
    await page.locator('.pinned', { hasText: '아침 러닝 8주' }).waitFor();
  });

  test('five photos: pasted, dropped and picked, one taken out again', async () => {
    const { page, picture } = await open();
    const [first, second, ...others] = await photos(5);
    const give = (how: 'paste' | 'drop', file: { name: string; buffer: Buffer }) =>
      page.evaluate(giveFile, { how, name: file.name, base64: file.buffer.toString('base64') });
    await give('paste', first!);
    await give('drop', second!);
    await page.locator('.channel input[type=file]').setInputFiles(others);
    await until('five previews', async () => (await page.locator('.strip li').count()) === 5);
    await page.locator('.channel input[type=file]').setInputFiles(first!);
    await page.getByRole('alert').getByText('다섯 장').waitFor();
    await page.getByRole('button', { name: 'photo-3.jpg 빼기' }).click();
    await until('four', async () => (await page.locator('.strip li').count()) === 4);
    await page.locator('.channel input[type=file]').setInputFiles(first!);
    await write(page, '다섯 장 모음');
    const grid = message(page, '다섯 장 모음').first().locator('.photos.n5 .photo');
    await until('the grid', async () => (await grid.count()) === 5);
    await picture('five');
    await grid.nth(1).click();
    const viewer = page.getByRole('dialog');
    await viewer.getByText('2 / 5').waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('3 / 5').waitFor();
    await page.keyboard.press('Escape');
    await until('it to close', async () => (await viewer.count()) === 0);
  });

  test.each([
    ['ko-KR', '오늘의-인증', '보내기'],
    ['en-GB', 'daily-proof', 'Send'],
    ['ja-JP', '今日の記録', '送信'],
    ['fr-FR', '오늘의-인증', '보내기'],
  ])('%s: in the reader’s language', async (locale, channel, send) => {
    const { page, picture } = await open({ locale });
    await page.getByRole('heading', { level: 1, name: channel }).waitFor();
    await page.getByRole('button', { name: send, exact: true }).waitFor();
    expect(await page.evaluate(language)).toBe(locale === 'fr-FR' ? 'ko' : locale.slice(0, 2));
    await picture(`language-${locale}`);
  });

  test('the language and the member chosen stay, and an unsent draft too', async () => {
    const { page } = await open();
    await box(page).fill('쓰다 만 글');
    await page.locator('.language').click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'daily-proof' }).waitFor();
    expect(await box(page).inputValue()).toBe('쓰다 만 글');
    await as(page, 'li');
    await page.locator('[aria-pressed=true][data-member=li]').waitFor();
    await page.reload();
    await page.locator('[aria-pressed=true][data-member=li]').waitFor();
    await page.getByRole('heading', { name: 'daily-proof' }).waitFor();
  });

  test('dark and light follow the device, or the choice', async () => {
    const { page, picture } = await open({ colorScheme: 'dark' });
    const dark = await page.evaluate(ground);
    await picture('dark');
    await page.locator('.theme').click();
    await page.getByRole('menuitemradio', { name: '밝게' }).click();
    expect(await page.evaluate(ground)).not.toBe(dark);
    await page.reload();
    await box(page).waitFor();
    expect(await page.evaluate(ground)).not.toBe(dark);
  });

  test.each([
    ['light', 360],
    ['dark', 360],
    ['light', 768],
    ['light', 1920],
  ] as const)('%s at %i pixels: nothing sticks out, and the thread opens', async (colorScheme, width) => {
    const phone = width < 600;
    const { page, picture } = await open({
      colorScheme,
      viewport: { width, height: phone ? 740 : 1080 },
      hasTouch: phone,
      isMobile: phone,
    });
    await message(page, '끝까지 뛰었다').first().waitFor();
    expect(await page.evaluate(sticksOut)).toBe(false);
    await picture(`${colorScheme}-${width}`);
    await page.locator('.open-thread').first().click();
    await page.locator('aside.thread .cheer').first().waitFor();
    expect(await page.evaluate(sticksOut)).toBe(false);
    await picture(`${colorScheme}-${width}-thread`);
    await page.locator('aside.thread .box').fill('고마워요!');
    await page.locator('aside.thread .send').click();
    await page.locator('aside.thread .message', { hasText: '고마워요!' }).first().waitFor();
    await page.getByRole('button', { name: '스레드 닫기' }).click();
    expect(await page.locator('aside.thread').count()).toBe(0);
  });

  test('everything that can be pressed has a name, and every picture has words or none on purpose', async () => {
    const { page } = await open();
    await message(page, '다섯 장 모음').first().waitFor();
    await page.locator('.open-thread').first().click();
    expect(await page.evaluate(nameless)).toEqual([]);
  });

  test('words are told from their ground by at least 4.5 to 1, dark and light', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ colorScheme });
      await message(page, '다섯 장 모음').first().waitFor();
      await write(page, '/도움말');
      await page.locator('.message.private').last().waitFor();
      expect(await page.evaluate(faintWords)).toEqual([]);
    }
  });

  test('a page that lost the server says so, and goes on where it was when it is back', async () => {
    const other = await startTestApp(database.url);
    const port = Number(new URL(other.url!).port);
    const tab = await openTab(browser, other.url!);
    await tab.page.locator('.channel .box').waitFor();
    await other.stop();
    await tab.page.locator('.offline').waitFor();
    await tab.picture('offline');
    const writer = await open();
    await write(writer.page, '끊긴 사이에 쓴 글');
    await message(writer.page, '끊긴 사이에 쓴 글').first().waitFor();
    const again = await startTestApp(database.url, {
      http: { host: '127.0.0.1', port, publicUrl: null, playground: false },
    });
    try {
      await tab.page
        .locator('.channel .message', { hasText: '끊긴 사이에 쓴 글' })
        .first()
        .waitFor({ timeout: 20_000 });
      await until('the notice to go', async () => !(await tab.page.locator('.offline').isVisible()));
    } finally {
      await tab.close();
      await again.stop();
    }
  });

  test('a page nobody looks at lets go of its connection, and is complete when looked at again', async () => {
    const [reader, writer] = [await open(), await open()];
    const ended = reader.page.waitForEvent('requestfailed', (request) =>
      request.url().includes('/api/events'),
    );
    await reader.page.evaluate(lookAway, true);
    await ended;
    await write(writer.page, '안 보는 사이에');
    await message(writer.page, '안 보는 사이에').first().waitFor();
    expect(await message(reader.page, '안 보는 사이에').count()).toBe(0);
    await reader.page.evaluate(lookAway, false);
    await message(reader.page, '안 보는 사이에').first().waitFor();
  });

  test('names and words that look like markup stay words', async () => {
    const { page } = await open();
    const text =
      '<img src=x onerror="document.title=1"><script>document.title=2</script><svg onload="document.title=3"></svg>\u202etxet';
    const name = '<svg onload="document.title=4">\u202efdp.exe';
    const file = { name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
    await page.locator('.channel input[type=file]').setInputFiles(file);
    await page.locator('.strip li').waitFor();
    await write(page, text);
    await message(page, 'onerror').first().locator('.words').waitFor();
    expect(await message(page, 'onerror').first().locator('.words').textContent()).toContain(text);
    // What would turn what stands beside it is left out of a name.
    await message(page, 'onerror').first().getByText('<svg onload="document.title=4">fdp.exe').waitFor();
    expect(await page.locator('[onload], [onerror]').count()).toBe(0);
    expect(await page.title()).not.toMatch(/^[1234]$/);
  });
});
