import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { buttonsOf, type Conversation, conversation, read, type Who } from '../../support/conversation.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';

// The storage part of the suite: also run against the operating system's own PostgreSQL.
const workspace = 'T-records' as WorkspaceRef;
const now = Date.parse('2026-11-20T03:00:00Z');
let database: Awaited<ReturnType<typeof freshDatabase>>;
let storage: Storage;
let talk: Conversation;

beforeAll(async () => {
  database = await freshDatabase();
  const clock = { now: () => now, monotonic: () => performance.now() };
  const log = quietLog;
  storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock,
    log,
  });
  talk = conversation(inboundOver(storage, { clock }), { workspace, channel: 'run', now: () => now });
  const place = (channel: string) => ({ name: 'slack' as const, workspace, channel: channel as ChannelRef });
  await beginChallenge(storage, place('run'), { title: '아침 달리기' });
  await beginChallenge(storage, place('read'), { title: '매일 읽기' });
  await posts('minji', 'run', [
    ['2026-11-18', '오늘 아침러닝을 5km 했어요'],
    ['2026-11-19', '비가 와서 천천히 달리기, 그래도 5KM'],
    ['2026-11-20', 'ＲＵＮ 대신 걷기'],
  ]);
  await posts('minji', 'read', [
    ['2026-10-31', '소설 30쪽, 달리기 이야기'],
    ['2026-11-20', '시집을 읽었어요'.normalize('NFD')],
  ]);
  await posts('seojun', 'run', [['2026-11-20', '저도 달리기 5km']]);
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

const members: Record<string, Who> = {
  minji: { ref: 'minji', name: '민지' },
  seojun: { ref: 'seojun', name: '서준' },
};
const ask = (who: string, path: string, options: Record<string, string> = {}) =>
  talk.command(members[who]!, path, options);
const press = (who: string, action: string) => talk.press(members[who]!, action);

/** One post a day, at ten in the morning in Seoul; the messages. */
async function posts(who: string, channel: string, days: readonly (readonly [string, string])[]) {
  const sent: MessageRef[] = [];
  for (const [day, text] of days)
    sent.push(
      await talk.post(members[who]!, text, {
        at: Date.parse(`${day}T01:00:00Z`) + (channel === 'run' ? 60_000 : 0),
        channel,
      }),
    );
  return sent;
}

describe('/records', () => {
  test('one’s own proofs, newest first, each with its link', async () => {
    expect(read(await ask('minji', 'records'))).toEqual([
      '내 기록',
      '2026년 11월 20일(금) · 아침 달리기: ＲＵＮ 대신 걷기 · <보기>',
      '2026년 11월 20일(금) · 매일 읽기: 시집을 읽었어요 · <보기>',
      '2026년 11월 19일(목) · 아침 달리기: 비가 와서 천천히 달리기, 그래도 5KM · <보기>',
      '2026년 11월 18일(수) · 아침 달리기: 오늘 아침러닝을 5km 했어요 · <보기>',
      '2026년 10월 31일(토) · 매일 읽기: 소설 30쪽, 달리기 이야기 · <보기>',
    ]);
  });

  test.each([
    [{ challenge: '읽기' }, 2],
    [{ month: '2026-10' }, 1],
    [{ month: '10월' }, 1],
    [{ challenge: '달리기', month: '11' }, 3],
  ])('of %j only', async (options, count) => {
    expect(read(await ask('minji', 'records', options))).toHaveLength(1 + count);
  });

  test.each([
    [{ month: '13월' }, '[13월] 달을 찾지 못했어요. 2026-11처럼 적어 주세요.'],
    [{ month: '2025-01' }, '여기에 맞는 기록은 아직 없어요.'],
  ])('%j is answered plainly', async (options, line) => {
    expect(read(await ask('minji', 'records', options))).toEqual([line]);
  });
});

describe('/search', () => {
  test.each([
    ['달리', ['[달리]기, 그래도', '이야기']],
    ['러닝', ['아침[러닝]을']],
    ['5km', ['[5KM]', '[5km]']],
    ['run', ['[ＲＵＮ]']],
    ['시집', ['[시집]을']],
    ['시집'.normalize('NFD'), ['[시집]을']],
    ['비가 5km', ['[비가] 와서']],
    ['5km 비', ['[비]가 와서']],
    ['이야기', ['[이야기]']],
  ])('%j finds %j', async (words, lines) => {
    const [, ...found] = read(await ask('minji', 'search', { words }));
    expect(found).toHaveLength(lines.length);
    lines.forEach((line, at) => {
      expect(found[at]).toContain(line);
    });
  });

  test('narrowed to a challenge or to days', async () => {
    expect(read(await ask('minji', 'search', { words: '달리', challenge: '읽기' }))).toHaveLength(2);
    expect(read(await ask('minji', 'search', { words: '5km', from: '2026-11-19' }))).toHaveLength(2);
    expect(read(await ask('minji', 'search', { words: '5km', to: '2026-11-18' }))).toHaveLength(2);
    expect(read(await ask('minji', 'search', { words: '5km', from: '어제' }))).toHaveLength(2);
    expect(read(await ask('minji', 'search', { words: '5km', to: '11월 18일' }))).toHaveLength(2);
    expect(
      read(await ask('minji', 'search', { words: '5km', from: '2026-11-19', to: '2026-11-18' })),
    ).toEqual(['끝나는 날이 시작하는 날보다 빨라요.']);
  });

  test.each([
    ['달', ['두 글자부터 찾을 수 있어요. 예: [달리]']],
    ['   ', ['두 글자부터 찾을 수 있어요. 예: [달리]']],
    ['저도', ['[저도]: 찾은 기록이 없어요. 더 짧게 찾아 보세요.']],
    ['%%', ['[%%]: 찾은 기록이 없어요. 더 짧게 찾아 보세요.']],
    ["'; drop table proof; --", ["['; drop table proof; --]: 찾은 기록이 없어요. 더 짧게 찾아 보세요."]],
  ])('%j: nobody else’s, nothing that is not there', async (words, lines) => {
    expect(read(await ask('minji', 'search', { words }))).toEqual(lines);
  });

  test('a date that does not exist is named', async () => {
    expect(read(await ask('minji', 'search', { words: '달리', from: '2026-02-30' }))).toEqual([
      '[2026-02-30] 날짜는 달력에 없어요. 2026-11-20처럼 적어 주세요.',
    ]);
  });

  test('pages lead through everything once, and back', async () => {
    const days = Array.from(
      { length: 12 },
      (_, i) => [`2026-09-${String(i + 1).padStart(2, '0')}`, `걷기 ${i + 1}번째: 공원`] as const,
    );
    await posts('seojun', 'read', days);
    const seen: string[] = [];
    let reply = await ask('seojun', 'search', { words: '걷기: 공원'.replace(':', '') });
    for (;;) {
      seen.push(...read(reply).slice(1));
      const older = buttonsOf(reply).find(({ label }) => label.endsWith('→'));
      if (!older) break;
      reply = await press('seojun', older.action);
    }
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
    const back = buttonsOf(reply).find(({ label }) => label.startsWith('←'))!;
    expect(read(await press('seojun', back.action)).slice(1)).toEqual(seen.slice(5, 10));
  });

  test('what is deleted never returns', async () => {
    const [message] = await posts('seojun', 'run', [['2026-11-01', '지울 글이에요']]);
    expect(read(await ask('seojun', 'search', { words: '지울' }))).toHaveLength(2);
    await talk.delete(message!);
    expect(read(await ask('seojun', 'search', { words: '지울' }))).toHaveLength(1);
    expect(read(await ask('seojun', 'records', { month: '2026-11' }))).toHaveLength(2);
  });

  test('days and facts of a member hold what counts and nothing else', async () => {
    const { id } = await storage.db.member.findFirstOrThrow({ where: { ref: 'minji' } });
    const [first, last] = ['2026-11-01', '2026-11-30'] as CivilDay[];
    expect(await storage.records.days(id as never, null, first!, last!)).toEqual([
      { day: '2026-11-18', challenges: 1, photo: null },
      { day: '2026-11-19', challenges: 1, photo: null },
      { day: '2026-11-20', challenges: 2, photo: null },
    ]);
    expect((await storage.records.facts(id as never, null)).map(({ day }) => day)).toEqual([
      '2026-10-31',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-20',
    ]);
  });
});
