import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeliveryKey, MemberRef, MessageRef, WorkspaceRef } from '../../src/core/model/ids.ts';
import { altOf } from '../../src/core/pictures/alt.ts';
import type { PictureSpec } from '../../src/core/pictures/spec.ts';
import type { PostTarget } from '../../src/core/ports.ts';
import type { PostView } from '../../src/core/views.ts';
import { createVisitor } from '../integration/web/visitor.ts';
import { month } from '../pictures/samples.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { chromiumPath, launch, openTab, type Tab } from './browser.ts';
import { faintWords, focusedField, isDrawn, letEmpty, nameless, sticksOut } from './probes.js';
import { longForm, scripted, streakCard } from './scripted.ts';

describe.skipIf(!chromiumPath)('cards, forms and commands in a browser', { timeout: 60_000 }, () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let app: TestApp;
  let browser: Browser;
  let asked: ReturnType<typeof scripted>['asked'];
  /** Added to the server's time of day, in ms. */
  let ahead = 0;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    app = await startTestApp(
      database.url,
      {},
      {
        clock: { now: () => Date.now() + ahead, monotonic: () => performance.now() },
        around: {
          inbound(core) {
            const script = scripted(core);
            asked = script.asked;
            return script.inbound;
          },
        },
      },
    );
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

  async function open(options: Parameters<typeof openTab>[2] = {}): Promise<Tab> {
    const tab = await openTab(browser, app.url!, options);
    tabs.push(tab);
    return tab;
  }
  let posts = 0;
  const tell = (view: PostView, target: PostTarget) =>
    app.platforms.byName.get('web')!.ensurePosted(target, view, {
      key: `test:${posts++}` as DeliveryKey,
      maybeSent: false,
      plannedAt: 0,
      fence: () => undefined,
    });
  const toMinji: PostTarget = {
    kind: 'direct',
    member: 'minji' as MemberRef,
    workspace: 'demo' as WorkspaceRef,
  };
  const box = (page: Page) => page.locator('.channel .box');
  const card = (page: Page, text: string): Locator => page.locator('.channel .card', { hasText: text });
  const as = (page: Page, member: string) => page.locator(`.people [data-member=${member}]`).click();
  async function type(page: Page, text: string) {
    await box(page).fill(text);
    await box(page).press('Enter');
    await until('it to be sent', async () => (await box(page).inputValue()) === '');
  }

  describe('a card', () => {
    test('shows its picture with words for those who do not see it, in a place kept for it, and large on a click', async () => {
      const { page, picture } = await open();
      await type(page, '/연속');
      const shown = card(page, '아침 러닝 30일').last();
      const image = shown.locator('.picture img');
      await until('it to be drawn', () => page.evaluate(isDrawn));
      expect(await image.getAttribute('alt')).toBe(altOf(streakCard.picture!));
      expect([await image.getAttribute('width'), await image.getAttribute('height')]).toEqual([
        '1200',
        '630',
      ]);
      expect(await image.getAttribute('src')).toMatch(/^\/pictures\/[0-9a-f]{64}\.png\?t=/);
      await picture('card');
      await image.click();
      const viewer = page.getByRole('dialog', { name: '그림 카드' });
      await viewer.locator('img').waitFor();
      await picture('card-large');
      await page.keyboard.press('Escape');
      await until('it to close', async () => (await viewer.count()) === 0);
      await shown.getByRole('button', { name: '그림 크게 보기' }).focus();
      await page.keyboard.press('Enter');
      await viewer.waitFor();
    });

    test('whose picture does not come says the same in signs', async () => {
      const { page, picture } = await open();
      await page.route('**/pictures/**', (route) =>
        route.fulfill({ status: 200, contentType: 'image/png', body: 'no picture' }),
      );
      await type(page, '/연속');
      const grid = card(page, '아침 러닝 30일').last().locator('.grid');
      await grid.waitFor();
      expect(await grid.textContent()).toContain('✅');
      expect(await grid.getAttribute('aria-label')).toBe(altOf(streakCard.picture!));
      await picture('card-signs');
    });

    test('whose address has ended before it came is asked for anew', async () => {
      const { page } = await open();
      const asked = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<void>();
      const statuses: number[] = [];
      await page.route('**/pictures/**', async (route) => {
        asked.resolve();
        await ended.promise;
        const response = await route.fetch();
        statuses.push(response.status());
        await route.fulfill({ response, status: response.status() === 404 ? 200 : response.status() });
      });
      await tell({ ...streakCard, picture: { ...streakCard.picture!, longest: 99 } as PictureSpec }, toMinji);
      await asked.promise;
      ahead += 2 * 60 * 60_000;
      ended.resolve();
      await until('it to be drawn', () => page.evaluate(isDrawn));
      expect(statuses).toEqual([404, 200]);
      ahead = 0;
    });

    test('a page of a ledger takes the place of the one before, and the focus stays', async () => {
      const { page, picture } = await open();
      await type(page, '/연속 왜');
      await card(page, '기록 1쪽').waitFor();
      const answers = await page.locator('.message.private').count();
      await card(page, '기록 1쪽').getByRole('button', { name: '이전 7일' }).focus();
      await page.keyboard.press('Enter');
      await card(page, '기록 2쪽').waitFor();
      await picture('ledger');
      await page.keyboard.press('Enter');
      await card(page, '기록 3쪽').waitFor();
      await page.keyboard.press('Enter');
      await card(page, '기록 2쪽').waitFor();
      expect(await page.locator('.message.private').count()).toBe(answers);
      expect(await card(page, '기록 1쪽').count()).toBe(0);
    });

    test('sent directly is seen by its member alone, and said to be', async () => {
      const { page, picture } = await open();
      await tell(
        { ...streakCard, title: '어제는 보호권이 지켰어요', picture: month('ko', { name: '민지' }) },
        toMinji,
      );
      await card(page, '어제는 보호권이').waitFor();
      const line = page.locator('.message.direct', { hasText: '어제는 보호권이' }).locator('.only-you');
      expect(await line.textContent()).toContain('쪽지');
      await picture('direct');
      await as(page, 'junho');
      await page.locator('[aria-pressed=true][data-member=junho]').waitFor();
      expect(await card(page, '어제는 보호권이').count()).toBe(0);
      await as(page, 'minji');
      await card(page, '어제는 보호권이').waitFor();
    });

    test('links to the page’s own messages without leaving it', async () => {
      const { page } = await open();
      const { id } = await createVisitor(app.url!).posted('한강에서 7km');
      for (let i = 0; i < 45; i++) await createVisitor(app.url!, 'li').posted(`사이에 ${i}`);
      const url = app.platforms.byName.get('web')!.linkTo(id as MessageRef)!;
      expect(url).toBe(`#m${id}`);
      // As it was written when the page was served elsewhere.
      const before = `http://0.0.0.0:1/${url}`;
      await tell(
        { view: 'note', line: ['그날의 글: ', { kind: 'link', text: '보기', url: before }] },
        toMinji,
      );
      await page.reload();
      await page.locator('.note', { hasText: '그날의 글' }).waitFor();
      expect(await page.locator(`#m${id}`).count()).toBe(0);
      await page.locator('.note', { hasText: '그날의 글' }).getByRole('link', { name: '보기' }).click();
      await page.locator(`#m${id}:focus`).waitFor();
      expect(page.context().pages()).toHaveLength(1);
    });

    test('notes take buttons, and a cheer says small what counted', async () => {
      const { page, picture } = await open();
      await tell(
        {
          view: 'note',
          line: ['어느 챌린지의 인증인가요?'],
          buttons: streakCard.buttons,
        },
        toMinji,
      );
      await tell(
        {
          view: 'cheer',
          lines: ['비 오는 날에도 나갔네요.', '해바라기씨 하나 드릴게요!'],
          credit: [{ kind: 'bold', text: '7일째' }, ' · 이번 주 1번 남았어요'],
          footer: 'AI가 쓴 응원이에요',
          mood: 'cheering',
        },
        { ...toMinji },
      );
      await page.locator('.note', { hasText: '어느 챌린지' }).getByRole('button', { name: '달력' }).waitFor();
      expect(await page.locator('.cheer .credit').last().textContent()).toBe('7일째 · 이번 주 1번 남았어요');
      await picture('note-and-cheer');
    });
  });

  describe('a long form', () => {
    test('is filled in by keyboard alone, and comes back field by field', async () => {
      const { page, picture } = await open();
      await type(page, '/챌린지 만들기');
      const form = page.getByRole('dialog', { name: '챌린지 만들기' });
      await form.waitFor();
      await picture('long-form');
      expect(await page.evaluate(focusedField)).toBe('title');
      expect(await form.getByRole('button', { name: '미리 보기' }).isVisible()).toBe(true);
      const boxes = form.getByRole('group', { name: /어느 요일/ }).getByRole('checkbox');
      await boxes.nth(4).focus();
      await page.keyboard.press('Space');
      await form.getByLabel('종류').selectOption({ label: '운동' });
      await form.getByLabel('맡을 멤버').selectOption({ label: 'Kim Alex' });
      await form.getByLabel('채널').selectOption({ label: '#오늘의-인증' });
      await form.getByLabel('메모').focus();
      await picture('long-form-end');
      await page.keyboard.press('Enter');
      await until('it to close', async () => (await form.count()) === 0);
      const { values } = asked.actions.at(-1)!;
      expect(values).toMatchObject({
        title: '아침 달리기',
        goal: '2',
        category: '1',
        days: '1,3,5',
        starts: '2026-11-23',
        ends: '',
        channel: 'today',
        host: 'alex',
        text: '',
      });
      expect(Object.keys(values).sort()).toEqual(longForm.fields.map(({ name }) => name).sort());
    });

    test('asks for what it needs, keeps what was typed when it is refused, and asks before it is thrown away', async () => {
      const { page, picture } = await open();
      await type(page, '/챌린지 만들기');
      const form = page.getByRole('dialog', { name: '챌린지 만들기' });
      const before = asked.actions.length;
      const send = form.getByRole('button', { name: '미리 보기' });
      for (const day of ['월', '수']) await form.getByRole('checkbox', { name: day }).uncheck();
      await form.getByLabel('종류').selectOption({ label: '그림' });
      await form.getByLabel('채널').selectOption({ label: '#오늘의-인증' });
      await send.click();
      expect(await page.evaluate(focusedField)).toBe('days');
      expect(asked.actions.length).toBe(before);
      await form.getByRole('checkbox', { name: '토' }).check();
      await page.evaluate(letEmpty, 'title');
      await form.getByLabel('이름').fill('');
      await send.click();
      await form.getByRole('alert').getByText('이름을 적어 주세요.').waitFor();
      await picture('long-form-refused');
      await page.keyboard.press('Escape');
      const question = page.getByRole('dialog', { name: '쓰던 내용을 버릴까요?' });
      await question.getByRole('button', { name: '취소' }).click();
      expect(await form.getByRole('checkbox', { name: '토' }).isChecked()).toBe(true);
      await page.keyboard.press('Escape');
      await question.getByRole('button', { name: '버리기' }).click();
      await until('it to close', async () => (await form.count()) === 0);
    });
  });

  describe('a command', () => {
    test('is completed with a member by name', async () => {
      const { page, picture } = await open();
      await box(page).fill('/챌린지 넘기기 ');
      const list = page.getByRole('listbox', { name: '명령' });
      expect(await list.getByRole('option').first().textContent()).toContain('민지');
      await picture('members');
      await box(page).pressSequentially('kim');
      expect(await list.getByRole('option').count()).toBe(1);
      await box(page).press('Tab');
      expect(await box(page).inputValue()).toBe('/챌린지 넘기기 Kim Alex ');
      await box(page).press('Enter');
      await card(page, 'alex 님에게').waitFor();
      expect(asked.commands.at(-1)).toMatchObject({
        path: ['challenge', 'handover'],
        options: { member: 'alex' },
        member: { ref: 'minji', manager: true, roles: [] },
      });
    });

    test('takes its choices by their labels, named or not', async () => {
      const { page } = await open();
      await box(page).fill('/순위 ');
      const list = page.getByRole('listbox', { name: '명령' });
      await list.getByRole('option', { name: '최장 연속' }).waitFor();
      await box(page).press('ArrowDown');
      await box(page).press('Enter');
      expect(await box(page).inputValue()).toBe('/순위 최장 연속 ');
      await box(page).fill('/순위 나를:');
      await box(page).press('Enter');
      expect(await box(page).inputValue()).toBe('/순위 나를:보이기 ');
      await box(page).fill('');
    });
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('%s at %i pixels: nothing sticks out, is faint, or has no name', async (colorScheme, width) => {
    const phone = width < 600;
    const { page, picture } = await open({
      colorScheme,
      viewport: { width, height: phone ? 740 : 900 },
      ...(phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    });
    const send = async (text: string) => {
      await box(page).fill(text);
      await page.locator('.channel .send').click();
      await until('it to be sent', async () => (await box(page).inputValue()) === '');
    };
    await send('/연속 왜');
    await card(page, '기록 1쪽').waitFor();
    await picture(`ledger-${colorScheme}-${width}`);
    await send('/연속');
    await until('it to be drawn', () => page.evaluate(isDrawn));
    const look = async (name: string) => {
      expect(await page.evaluate(sticksOut), name).toBe(false);
      expect(await page.evaluate(nameless), name).toEqual([]);
      expect(await page.evaluate(faintWords), name).toEqual([]);
      await picture(`${name}-${colorScheme}-${width}`);
    };
    await look('card');
    await page.locator('.picture img').last().click();
    const large = page.getByRole('dialog', { name: '그림 카드' });
    await large.waitFor();
    await picture(`large-${colorScheme}-${width}`);
    await large.getByRole('button', { name: '닫기' }).click();
    await send('/챌린지 만들기');
    await page.getByRole('dialog', { name: '챌린지 만들기' }).waitFor();
    await look('form');
    await page.getByLabel('메모').focus();
    await picture(`form-end-${colorScheme}-${width}`);
  });
});
