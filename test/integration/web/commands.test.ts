import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCommandLine, wireCommands } from '../../../src/adapters/web/command-line.ts';
import type { WireForm, WireReply, WireView } from '../../../src/adapters/web/wire.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { createVisitor, type Visitor } from './visitor.ts';

describe('reading a command line', () => {
  test.each([
    ['/challenge list', 'challenge list', {}],
    ['/챌린지 목록', 'challenge list', {}],
    ['/チャレンジ 一覧', 'challenge list', {}],
    ['/CHALLENGE   List', 'challenge list', {}],
    ['/인증 아침 5km\n비 왔지만', 'checkin', { text: '아침 5km\n비 왔지만' }],
    ['/checkin text:ran challenge:Morning run', 'checkin', { text: 'ran', challenge: 'Morning run' }],
    ['/인증 10:30에 달림', 'checkin', { text: '10:30에 달림' }],
    [
      '/settings language:English timezone:Asia/Seoul',
      'settings',
      { language: 'en', timezone: 'Asia/Seoul' },
    ],
    ['/설정 언어：日本語', 'settings', { language: 'ja' }],
    ['/챌린지 참여 매일 조금씩', 'challenge join', { challenge: '매일 조금씩' }],
    // Choices, by what they are called anywhere, named or at the beginning.
    ['/연속 왜', 'streak', { show: 'why' }],
    ['/連続 表示：なぜ', 'streak', { show: 'why' }],
    ['/streak why Morning run', 'streak', { show: 'why', challenge: 'Morning run' }],
    ['/연속 왜냐하면', 'streak', { challenge: '왜냐하면' }],
    ['/달력 한 해', 'calendar', { show: 'year' }],
    ['/달력 year 2026', 'calendar', { show: 'year', of: '2026' }],
    [
      '/순위 최장 연속 보이기 아침 달리기',
      'leaderboard',
      { by: 'longest', me: 'show', challenge: '아침 달리기' },
    ],
    ['/순위 최장', 'leaderboard', { by: 'longest' }],
    ['/쉬기 휴가 from:내일 to:11-30', 'rest', { what: 'holiday', from: '내일', to: '11-30' }],
    ['/챌린지 만들기 8주 달리기', 'challenge create', { template: 'running' }],
    ['/설정 日本語', 'settings', { language: 'ja' }],
    // The required words take the rest of the line.
    ['/검색 아침 달리기', 'search', { words: '아침 달리기' }],
    ['/検索 朝 챌린지:アサ 부터:어제', 'search', { words: '朝', challenge: 'アサ', from: '어제' }],
    ['/인증 30분 달림 day:어제', 'checkin', { text: '30분 달림', day: '어제' }],
    // Members, by name.
    ['/챌린지 넘기기 준호', 'challenge handover', { member: 'junho' }],
    [
      '/챌린지 넘기기 @Kim Alex님 아침 달리기',
      'challenge handover',
      { member: 'alex', challenge: '아침 달리기' },
    ],
    ['/챌린지 넘기기 멤버:さくらさん', 'challenge handover', { member: 'sakura' }],
    ['/challenge handover 🐹러너3', 'challenge handover', { member: 'runner3' }],
    [
      '/admin remove junho 11-20 a photo of somebody else',
      'admin remove',
      { member: 'junho', day: '11-20', reason: 'a photo of somebody else' },
    ],
  ])('%j', (text, path, options) => {
    expect(parseCommandLine(text, 'ko')).toMatchObject({
      kind: 'command',
      spec: { path: path.split(' ') },
      options,
    });
  });

  test.each([
    ['/', null],
    ['/nothing', 'nothing'],
    ['/nothing at all', 'nothing'],
    ['/challenge', null],
    ['/챌린지 목옥 달리기', '챌린지 목옥'],
    ['/challengelist', 'challengelist'],
    ['/챌린지목록', '챌린지목록'],
    ['/count', 'count'],
  ])('%j is none', (text, typed) => {
    expect(parseCommandLine(text, 'ko')).toEqual({ kind: 'unknown', typed });
  });

  test.each([
    ['/챌린지 넘기기 아무개', '아무개'],
    ['/챌린지 넘기기 준호랑 민지', '준호랑'],
    ['/challenge handover member:Kim', 'Kim'],
  ])('%j names nobody here', (text, name) => {
    expect(parseCommandLine(text, 'ko')).toEqual({ kind: 'stranger', name });
  });

  test.each([
    ['/검색', 'ko', '찾을말'],
    ['/search', 'en', 'words'],
    ['/챌린지 넘기기', 'ko', '멤버'],
    ['/admin remove junho 11-20', 'en', 'reason'],
  ] as const)('%j lacks %s %s', (text, locale, option) => {
    expect(parseCommandLine(text, locale)).toEqual({ kind: 'missing', option });
  });

  test('every choice of every command is understood by each of its labels', () => {
    for (const locale of LOCALES) {
      for (const command of wireCommands(locale)) {
        for (const { names, choices } of command.options) {
          for (const { value, label } of choices) {
            const read = parseCommandLine(`/${command.words.join(' ')} ${names[0]}:${label}`, locale);
            if (read.kind === 'command') expect(Object.values(read.options), label).toContain(value);
            else expect(read.kind, label).toBe('missing');
          }
        }
      }
    }
  });

  test('every command is found by every name the page completes', () => {
    for (const locale of LOCALES) {
      for (const command of wireCommands(locale)) {
        for (const words of [command.words.join(' '), ...command.aliases]) {
          expect(parseCommandLine(`/${words}`, locale).kind).not.toBe('unknown');
        }
      }
    }
  });
});

describe('commands, buttons and forms', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let app: TestApp;
  let host: Visitor;
  let junho: Visitor;

  beforeAll(async () => {
    database = await freshDatabase();
    app = await startTestApp(database.url);
    host = createVisitor(app.url!, 'minji', 'en');
    junho = createVisitor(app.url!, 'junho', 'ko');
    await until('the welcome', async () => (await host.channel()).pinned);
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  const viewOf = (reply: WireReply): WireView => {
    if (reply.kind === 'message') return reply.view;
    if (reply.kind === 'posted' && reply.message.view) return reply.message.view;
    throw new Error(`no view in ${JSON.stringify(reply)}`);
  };
  const formOf = (reply: WireReply): WireForm => {
    if (reply.kind !== 'form') throw new Error(`no form in ${JSON.stringify(reply)}`);
    return reply.form;
  };

  test('help answers privately, in the language of the page, and for words that are no command', async () => {
    for (const text of ['/도움말', '/help', '/ㅁㄴㅇ']) {
      const view = viewOf(await junho.command(text));
      expect(view).toMatchObject({
        shape: 'card',
        rows: expect.arrayContaining([
          expect.objectContaining({ label: [{ kind: 'code', text: '/챌린지 목록' }] }),
        ]),
      });
    }
    expect(JSON.stringify(await host.command('/help'))).toContain('/challenge list');
    expect(viewOf(await junho.command('/ㅁㄴㅇ 달리기'))).toMatchObject({
      heading: '‘ㅁㄴㅇ’라는 명령은 없어요.',
    });
    expect(viewOf(await junho.command('/챌린지'))).toMatchObject({ heading: '담찌와 할 수 있는 일' });
  });

  test('a manager makes a challenge in a form; its welcome is pinned and its buttons work', async () => {
    const form = formOf(await host.command('/challenge create'));
    const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value]));
    const title = form.fields.find((field) => field.input.kind === 'text' && field.required)!.name;
    const preview = viewOf(await host.action(form.action, { ...values, [title]: '아침 <b>러닝</b>' }));
    expect(JSON.stringify(await junho.command('/챌린지 목록'))).not.toContain('아침 <b>러닝</b>');
    const start = preview.shape === 'card' ? preview.buttons[0]! : null;
    await host.action(start!.action);
    const pinned = await until('the welcome', async () => {
      const { pinned: now } = await junho.channel();
      return now?.view?.shape === 'card' && now.view.heading === '아침 <b>러닝</b>' ? now : null;
    });
    const join = pinned.view?.shape === 'card' ? pinned.view.buttons[0]! : null;
    expect(viewOf(await junho.action(join!.action))).toMatchObject({ shape: 'card' });
    expect(JSON.stringify(await junho.command('/챌린지 목록'))).toContain('아침 <b>러닝</b>');
  });

  test('whoever speaks is named: to everybody in the workspace’s own, to a member in the one they chose', async () => {
    const names = async (visitor: Visitor) => {
      const { house, mine } = (await visitor.channel()).pals;
      return [house.name, mine.name];
    };
    const pinned = async () => JSON.stringify((await host.channel()).pinned);
    expect(await names(junho)).toEqual(['담찌', '담찌']);
    await host.command('/settings character:chorong');
    expect([await names(host), await names(junho)]).toEqual([
      ['Chorong', 'Chorong'],
      ['초롱', '초롱'],
    ]);
    await until('the welcome to name it', async () => (await pinned()).includes('초롱이 바로'));
    expect(JSON.stringify(await junho.command('/도움말'))).toContain('초롱과 할 수 있는 일');
    await junho.command('/친구 character:neuru');
    expect(await names(junho)).toEqual(['초롱', '느루']);
    expect(JSON.stringify(await junho.command('/도움말'))).toContain('느루와 할 수 있는 일');
    await host.command('/settings character:damjji');
    await junho.command('/친구 character:workspace');
    await until('the welcome as it was', async () => (await pinned()).includes('담찌가 바로'));
  });

  test('who wants emoji alone or silence waits for no words', async () => {
    const inWords = async () => (await junho.channel()).pals.inWords;
    expect(await inWords()).toBe(true);
    for (const [tone, words] of [
      ['emoji', false],
      ['silent', false],
      ['short', true],
      ['warm', true],
    ] as const) {
      await junho.command(`/친구 tone:${tone}`);
      expect(await inWords(), tone).toBe(words);
    }
  });

  test('who may not manage is told so', async () => {
    expect(viewOf(await junho.command('/챌린지 만들기'))).toMatchObject({ shape: 'card', mood: 'worried' });
  });

  test.each([
    ['/챌린지 만들기', true],
    ['/인증해줘 5km', true],
    ['/연속', false],
    ['/도움말', false],
  ])('%s: nothing was done is said with the answer (%s)', async (text, refused) => {
    expect(await junho.command(text)).toMatchObject({ kind: 'message', refused });
  });

  test('what is pinned is the newest challenge that is on', async () => {
    const pinned = async () => (await junho.call('GET', junho.at('/pinned'))).body;
    expect(await pinned()).toEqual((await junho.channel()).pinned);
    expect(await pinned()).toMatchObject({ welcome: true });
  });

  test('a message is counted and taken back by its menu', async () => {
    const li = createVisitor(app.url!, 'li');
    const thread = await li.posted('어제 한 일');
    const reply = await li.posted('이것도 했어요', { parent: thread.id });
    expect((await li.menu('count', reply.id)).kind).toMatch(/message|posted/);
    expect((await li.menu('undo', thread.id)).kind).toMatch(/message|posted/);
    await until(
      'the mark to go',
      async () => !(await li.message(thread.id))?.reactions.some(({ by }) => by.includes('pal')),
    );
  });

  test('a forged, foreign or broken button does nothing', async () => {
    for (const action of [
      '',
      'x',
      '1:join:not-a-uuid',
      '9:join:00000000-0000-4000-8000-000000000000',
      '1:end:00000000-0000-4000-8000-000000000000',
    ]) {
      const { status } = await junho.json('POST', '/actions', { action });
      expect(status).toBeLessThan(500);
    }
  });

  test('the same press sent twice has its effect once', async () => {
    const form = formOf(await host.command('/challenge create'));
    const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value]));
    const title = form.fields.find((field) => field.input.kind === 'text' && field.required)!.name;
    const press = { id: crypto.randomUUID(), action: form.action, values: { ...values, [title]: '한 번만' } };
    await Promise.all([host.json('POST', '/actions', press), host.json('POST', '/actions', press)]);
    const list = viewOf(await host.command('/challenge list'));
    expect(JSON.stringify(list).split('"한 번만"').length - 1).toBe(1);
  });

  test('a check-in by command shows a card in the member’s name, with its cheer', async () => {
    const sakura = createVisitor(app.url!, 'sakura', 'ja');
    await sakura.command('/記録 テキスト:朝ヨガ チャレンジ:매일 조금씩');
    const card = await until('the card', async () =>
      (await host.channel()).messages.find((message) => message.view?.shape === 'proof'),
    );
    expect(card.author).toBe('sakura');
    await until('the cheer', async () =>
      (await host.channel()).messages.some((message) => message.parent === card.id),
    );
  });
});
