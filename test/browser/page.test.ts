import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { actionId } from '../../src/core/actions.ts';
import type { Button, View } from '../../src/core/views.ts';
import { drawPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { chromiumPath, launch, openTab, type Tab } from './browser.ts';
import {
  escapeWhileComposing,
  faintWords,
  giveFile,
  ground,
  language,
  lookAway,
  nameless,
  noStep,
  scrollPast,
  sticksOut,
} from './probes.js';

describe.skipIf(!chromiumPath)('the page in a browser', { timeout: 60_000 }, () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let app: TestApp;
  let browser: Browser;
  let folder: string;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'boost-photos-'));
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
    await rm(folder, { recursive: true });
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
  /** A file as members have them: it may go or change while it is being sent. */
  async function onDisk(name: string, content: string | Buffer): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  }
  async function big(): Promise<string> {
    const file = await onDisk('big.jpg', '');
    await truncate(file, 26 * 1024 * 1024);
    return file;
  }
  /** Drops what lies at a path, as the file manager does. */
  async function dropFromDisk(page: Page, at: string) {
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files: [at], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
    await devtools.detach();
  }
  const box = (page: Page) => page.locator('.channel .box');
  const threadBox = (page: Page) => page.locator('aside.thread .box');
  const message = (page: Page, text: string): Locator => page.locator('.channel .message', { hasText: text });
  async function write(page: Page, text: string) {
    await box(page).fill(text);
    await box(page).press('Enter');
    await until('it to be sent', async () => (await box(page).inputValue()) === '');
  }
  const choose = (page: Page, member: string) => page.locator(`.people [data-member=${member}]`).click();
  /** Chooses a member and waits until the page is theirs: what is written before is still the last one's. */
  async function as(page: Page, member: string) {
    await choose(page, member);
    await page.locator(`.people [data-member=${member}][aria-pressed=true]`).waitFor();
  }

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
    expect(await page.locator('#announcer').textContent()).toContain('인증됐어요. 담찌가 🐹');
    expect(await box(page).inputValue()).toBe('');
    expect(await page.locator('.strip li').count()).toBe(0);
    await picture('credited');
  });

  test('nobody waits for words who wants none, or after care came in private', async () => {
    const { page } = await open();
    const writing = page.locator('.writing');
    await as(page, 'runner3');
    await write(page, '/친구 말투:말없이');
    await page.locator('.message.private').first().waitFor();
    await write(page, '조용히 한 걸음');
    await message(page, '조용히 한 걸음').first().locator('.reaction[data-mark="🐹"]').waitFor();
    expect(await writing.count()).toBe(0);

    await as(page, 'li');
    await write(page, '죽고 싶다. 그래도 산책했다');
    await page.locator('.message.private .card').first().waitFor();
    await message(page, '그래도 산책했다').first().locator('.reaction[data-mark="🐹"]').waitFor();
    await until('the line to go', async () => (await writing.count()) === 0, 5_000);
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
    const question = page.getByRole('dialog');
    const described = await question.getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).textContent()).toContain('인증도 함께');
    // Whoever presses Enter without having read it deletes nothing.
    await page.keyboard.press('Enter');
    await until('it to close', async () => (await question.count()) === 0);
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

  test('what is too long stays whole in its box, with how much is too much', async () => {
    const { page, picture } = await open();
    const pasted = '긴 글 '.repeat(505).trim();
    await box(page).fill(pasted);
    await page.locator('.left.over', { hasText: '19자 넘침' }).waitFor();
    await box(page).press('Enter');
    await page.getByRole('alert').filter({ hasText: '2,000자' }).waitFor();
    expect(await box(page).inputValue()).toBe(pasted);
    await picture('too-long');
    await write(page, pasted.slice(0, 2_000));
    await message(page, pasted.slice(0, 1_990)).first().waitFor();
    expect(await page.locator('.channel .left').isVisible()).toBe(false);
  });

  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('%s, %i wide: the tools of a message scrolled past stay in sight', async (look, wide) => {
    const { page, picture } = await open({ colorScheme: look, viewport: { width: wide, height: 700 } });
    const own = message(page, '긴 글 긴 글').first();
    const tools = own.getByRole('toolbar');
    for (const hidden of [10, 60]) {
      await own.evaluate(scrollPast, hidden);
      const edge = (await page.locator('.channel .scroll').boundingBox())!;
      await page.mouse.move(edge.x + edge.width / 2, edge.y + 20);
      await until('them to show', async () => (await tools.boundingBox())!.y >= edge.y, 5_000);
      expect((await tools.boundingBox())!.y).toBeLessThan(edge.y + 20);
      await picture(`tools-${look}-${wide}-${hidden}`);
    }
    await own.locator('[data-tool=edit]').click();
    await page.locator('.editor .box').press('Escape');
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
    await answer.getByRole('button', { name: '닫기' }).click();
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

  test('a file that comes with an answer is downloaded from it', async () => {
    const { page } = await open();
    await as(page, 'sakura');
    await write(page, '/내정보 내보내기');
    const link = page.locator('.message.private .file a[download]');
    // The words say what the file is, so they come first.
    await page.locator('.message.private .card ~ .file').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^boost-pal-.*\.json$/);
    const told = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(told).toMatchObject({ format: 'boost-pal-member', member: { ref: 'sakura' } });
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
    const wrong = [await big(), await onDisk('empty.jpg', ''), await onDisk('one-more.jpg', first!.buffer)];
    await page.locator('.channel input[type=file]').setInputFiles(wrong);
    const told = page.getByRole('alert').filter({ hasText: '다섯 장' });
    expect(await told.textContent()).toMatch(
      /^big\.jpg: 25MB.* empty\.jpg: 이 파일은 읽을 수 없어요.* 사진은/,
    );
    await dropFromDisk(page, folder);
    await page.getByRole('alert').filter({ hasText: '폴더는' }).waitFor();
    expect(await page.locator('.strip li').count()).toBe(5);
    await page.getByRole('button', { name: 'photo-3.jpg 빼기' }).click();
    await until('four', async () => (await page.locator('.strip li').count()) === 4);
    await page.locator('.channel input[type=file]').setInputFiles(first!);
    const [most, uploads] = [{ atOnce: 0 }, new Set<unknown>()];
    page.on('request', (request) => {
      if (request.url().includes('/api/files?')) uploads.add(request);
      most.atOnce = Math.max(most.atOnce, uploads.size);
    });
    page.on('response', (response) => uploads.delete(response.request()));
    await write(page, '다섯 장 모음');
    const grid = message(page, '다섯 장 모음').first().locator('.photos.n5 .photo');
    await until('the grid', async () => (await grid.count()) === 5);
    expect(most.atOnce).toBe(1);
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
    await page.reload();
    await page.locator('[aria-pressed=true][data-member=li]').waitFor();
    await page.getByRole('heading', { name: 'daily-proof' }).waitFor();
    expect(await box(page).inputValue()).toBe('쓰다 만 글');
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
    if (phone) await backAndForth(page);
    await page.getByRole('button', { name: '스레드 닫기' }).click();
    expect(await page.locator('aside.thread').count()).toBe(0);
    await until('no step to be left', () => page.evaluate(noStep));
  });

  /** On a phone, with a thread open: Return is a new line in an edit too, and going back leaves the thread, not the page. */
  async function backAndForth(page: Page) {
    await threadBox(page).press('ArrowUp');
    const editor = page.locator('.editor .box');
    const before = await editor.boundingBox();
    for (const line of ['둘', '셋', '넷']) {
      await editor.press('Enter');
      await editor.pressSequentially(line);
    }
    expect(await editor.inputValue()).toBe('고마워요!\n둘\n셋\n넷');
    expect((await editor.boundingBox())!.height).toBeGreaterThan(before!.height + 20);
    await editor.press('Escape');
    await threadBox(page).fill('쓰다 만 답글');
    await page.goBack();
    await until('the thread to close', async () => (await page.locator('aside.thread').count()) === 0);
    await page.goForward();
    await until('the draft', async () => (await threadBox(page).inputValue()) === '쓰다 만 답글');
    await threadBox(page).fill('');
  }

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

  /** A tab whose requests may fail; what the browser says about that is no complaint. */
  async function shaky(work: (page: Page, picture: Tab['picture']) => Promise<void>) {
    const tab = await openTab(browser, app.url!);
    try {
      await work(tab.page, tab.picture);
    } finally {
      await tab.close();
    }
  }
  /** A message of the channel, as the store keeps it. */
  const root = {
    workspace: 'demo',
    channel: 'today',
    parent: null,
    text: '',
    view: null,
    files: [],
    onlyFor: null,
    key: null,
  };
  const POSTS = '**/api/messages?*';
  const texts = (page: Page) => page.locator('.channel .log > .message .words').allTextContents();

  test('what is written while a message is on its way is the next one, in the order they were written', () =>
    shaky(async (page, picture) => {
      const held = Promise.withResolvers<void>();
      await page.route(POSTS, async (route) => {
        await held.promise;
        await route.continue();
      });
      await page.locator('.channel input[type=file]').setInputFiles(await photos(1));
      await box(page).fill('가는 글 하나');
      await box(page).press('Enter');
      await page.locator('.channel .composer.sending .outgoing').waitFor();
      await box(page).pressSequentially('가는 글 둘');
      await box(page).press('Enter');
      await box(page).pressSequentially('쓰고 있는 글');
      await page.locator('.channel input[type=file]').setInputFiles(await photos(2));
      await picture('sending');
      held.resolve();
      await message(page, '가는 글 둘').first().waitFor();
      await page.locator('.channel .composer:not(.sending)').waitFor();
      expect(await box(page).inputValue()).toBe('쓰고 있는 글');
      expect(await page.locator('.strip li').count()).toBe(2);
      expect((await texts(page)).filter((text) => text.startsWith('가는 글'))).toEqual([
        '가는 글 하나',
        '가는 글 둘',
      ]);
      expect(await message(page, '가는 글 하나').first().locator('.photo').count()).toBe(1);
    }));

  test('what could not be sent comes back: as it was it is one message, changed it is another', () =>
    shaky(async (page, picture) => {
      // The server has it, and its answer is lost.
      await page.route(POSTS, async (route) => {
        await route.fetch();
        await route.abort();
      });
      const back = (text: string) =>
        until('it to come back', async () => (await box(page).inputValue()) === text);
      const uploaded: (string | null)[] = [];
      await page.route('**/api/files?*', async (route) => {
        const name = new URL(route.request().url()).searchParams.get('name');
        uploaded.push(name);
        await (uploaded.length === 2 ? route.abort() : route.continue());
      });
      await page.locator('.channel input[type=file]').setInputFiles(await photos(2));
      await box(page).fill('답을 잃은 글');
      for (const _ of ['stopped at its second photo', 'sent', 'sent again']) {
        await box(page).press('Enter');
        await back('답을 잃은 글');
        expect(await page.locator('.strip li').count()).toBe(2);
      }
      expect(uploaded).toEqual(['photo-1.jpg', 'photo-2.jpg', 'photo-2.jpg']);
      await picture('came-back');
      await page.locator('.strip-remove').first().click();
      await page.locator('.strip-remove').click();
      await page.unroute(POSTS);

      const gone = await onDisk('gone.jpg', 'a photo');
      await page.locator('.channel input[type=file]').setInputFiles(gone);
      await page.locator('.strip li').waitFor();
      await rm(gone);
      await box(page).press('Enter');
      await page.getByRole('alert').getByText('gone.jpg: 이 파일은').waitFor();
      await back('답을 잃은 글');
      await page.locator('.strip-remove').click();
      await box(page).fill('답을 잃은 글, 고쳐서');
      await box(page).press('Enter');
      await message(page, '답을 잃은 글, 고쳐서').first().waitFor();
      const posted = (await texts(page)).filter((text) => text.startsWith('답을 잃은 글'));
      expect(posted).toEqual(['답을 잃은 글', '답을 잃은 글, 고쳐서']);
    }));

  test('a press whose answer was lost is the same press when it is made again', () =>
    shaky(async (page) => {
      const ids: string[] = [];
      await page.route('**/api/actions?*', async (route) => {
        ids.push(route.request().postDataJSON().id);
        await (ids.length < 2 ? route.abort() : route.continue());
      });
      const button = page.locator('.pinned button').first();
      const answers = await page.locator('.message.private').count();
      await button.click();
      await page.getByRole('alert').waitFor();
      for (const more of [1, 2]) {
        await button.click();
        await until(
          'an answer',
          async () => (await page.locator('.message.private').count()) === answers + more,
        );
      }
      expect(ids[1]).toBe(ids[0]);
      expect(ids[2]).not.toBe(ids[1]);
    }));

  test('a command that did nothing stays in the box with its photos, in a thread too', async () => {
    const { page, picture } = await open();
    await page.locator('.channel input[type=file]').setInputFiles(await photos(2));
    await box(page).fill('/인증해줘 5km');
    await box(page).press('Enter');
    await page.locator('.channel .log > .message.private', { hasText: '/챌린지 목록' }).waitFor();
    expect(await box(page).inputValue()).toBe('/인증해줘 5km');
    expect(await page.locator('.channel .strip li').count()).toBe(2);
    await picture('mistyped');

    await page.locator('.open-thread').first().click();
    await threadBox(page).fill('/도움말');
    await threadBox(page).press('Enter');
    const answer = page.locator('aside.thread .message.private', { hasText: '/챌린지 목록' });
    await answer.waitFor();
    await picture('command-in-thread');
    expect(await threadBox(page).inputValue()).toBe('');
    expect(await page.locator('.message .words', { hasText: '/도움말' }).count()).toBe(0);
    await answer.getByRole('button', { name: '닫기' }).click();
    await until('it to go', async () => (await answer.count()) === 0);
  });

  test('Escape closes a thread only where nothing is lost, and what was written in one waits in it', async () => {
    const { page } = await open();
    const thread = page.locator('aside.thread');
    const opened = (at: number) => page.locator('.open-thread').nth(at).click();
    await opened(0);
    await threadBox(page).fill('스레드에 쓰다 만 글');
    await thread.locator('input[type=file]').setInputFiles(await photos(1));
    await threadBox(page).press('Escape');
    expect(await threadBox(page).inputValue()).toBe('스레드에 쓰다 만 글');
    await opened(1);
    expect(await threadBox(page).inputValue()).toBe('');
    await threadBox(page).evaluate(escapeWhileComposing);
    expect(await thread.count()).toBe(1);

    await threadBox(page).fill('고칠 글');
    await threadBox(page).press('Enter');
    await thread.locator('.message', { hasText: '고칠 글' }).waitFor();
    await threadBox(page).press('ArrowUp');
    await thread.locator('.editor .box').press('Escape');
    await until('the edit to end', async () => (await page.locator('.editor').count()) === 0);
    expect(await thread.count()).toBe(1);
    await threadBox(page).focus();
    await threadBox(page).press('Escape');
    expect(await thread.count()).toBe(0);

    await page.locator('.language').click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'daily-proof' }).waitFor();
    await opened(0);
    expect(await threadBox(page).inputValue()).toBe('스레드에 쓰다 만 글');
    expect(await thread.locator('.strip li').count()).toBe(1);
  });

  test('whoever is chosen last is who one is, and drafts outlive it and a server that is away', () =>
    shaky(async (page) => {
      const held = Promise.withResolvers<void>();
      const listening: string[] = [];
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.pathname === '/api/events') listening.push(url.searchParams.get('as')!);
      });
      await page.route('**/api/channel?as=junho*', async (route) => {
        await held.promise;
        await route.continue();
      });
      await box(page).fill('쓰다 만 글');
      await page.locator('.channel input[type=file]').setInputFiles(await photos(1));
      await page.locator('.open-thread').first().click();
      await choose(page, 'junho');
      await choose(page, 'li');
      const chosen = page.locator('[aria-pressed=true][data-member=li]');
      await chosen.waitFor();
      const overtaken = page.waitForResponse('**/api/channel?as=junho*');
      held.resolve();
      await (await overtaken).finished();
      expect(await chosen.count()).toBe(1);
      expect(listening).toEqual(['li']);
      expect(await page.locator('aside.thread').count()).toBe(1);

      await page.route('**/api/channel?as=sakura*', (route) => route.abort(), { times: 1 });
      await choose(page, 'sakura');
      await page.locator('.lost').waitFor();
      await page.locator('[aria-pressed=true][data-member=sakura]').waitFor();
      expect(await box(page).inputValue()).toBe('쓰다 만 글');
      expect(await page.locator('.channel .strip li').count()).toBe(1);
    }));

  test('what is pinned is what is on: an ended challenge gives way to the one before it', async () => {
    const { page } = await open();
    const { web } = app.storage;
    const pinned = page.locator('.pinned strong');
    const before = await pinned.textContent();
    const is = (title: string) => until(title, async () => (await pinned.textContent()) === title);
    const title = '곧 끝날 챌린지';
    const welcome = (...buttons: readonly Button[]): View => ({
      view: 'welcome',
      title,
      lines: [['매일 해요.']],
      buttons,
    });
    const join: Button = {
      action: actionId({ do: 'palTone', tone: 'warm' }),
      label: '참여',
      style: 'primary',
    };
    const { message: newer } = await web.post(
      { ...root, author: 'pal', view: welcome(join) },
      { inbox: false },
    );
    await is(title);
    await web.edit(newer.id, { view: welcome() }, { inbox: false });
    await is(before!);
    await web.edit(newer.id, { view: welcome(join) }, { inbox: false });
    await is(title);
    await web.remove(newer.id, { inbox: false });
    await is(before!);
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

  test('older messages come although many in a row were deleted', async () => {
    const { web } = app.storage;
    const post = (text: string) => web.post({ ...root, author: 'minji', text }, { inbox: false });
    await post('아주 오래된 글');
    for (let i = 0; i < 85; i++) await web.remove((await post('지울 글')).message.id, { inbox: false });
    const { page } = await open();
    expect(await message(page, '아주 오래된 글').count()).toBe(0);
    await page.locator('.older').click();
    await message(page, '아주 오래된 글').first().waitFor();
  });
});
