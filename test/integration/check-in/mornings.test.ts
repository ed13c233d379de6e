import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { MemberId } from '../../../src/core/model/ids.ts';
import { createMornings } from '../../../src/core/streak/mornings.ts';
import { startTestApp, until } from '../../support/app.ts';
import { type Core, openCore, plain } from '../../support/core.ts';
import { keptWords } from '../../support/kept-words.ts';
import { quietLog } from '../../support/quiet.ts';

const seoul = (text: string) => Date.parse(`${text}:00+09:00`);
let core: Core;
let mornings: () => Promise<void>;

beforeEach(async () => {
  core = await openCore(seoul('2026-11-16T12:00'));
  mornings = createMornings({ ...core.storage, clock: core.clock, log: quietLog });
});
afterEach(() => core.stop());

const told = async () =>
  (
    await core.storage.db.delivery.findMany({
      where: { key: { startsWith: 'freeze:' } },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ key, effect }) => {
    const { target, view } = effect as unknown as Extract<Effect, { do: 'post' }>;
    if (view.view !== 'note' || target.kind !== 'direct') throw new Error('not told alone');
    return { to: target.member, from: key.split(':')[3], line: plain(view.line) };
  });
const postOn = async (day: string, member = '민지', change = {}) => {
  core.set(seoul(`${day}T12:00`));
  return core.post(member, '했어요', change);
};
const wakeAt = async (instant: number) => {
  core.set(instant);
  await mornings();
};

describe('a freeze that stood in for a day', () => {
  beforeEach(async () => {
    await core.challenge({ title: '달리기', startsOn: '2026-11-16' as CivilDay });
    await postOn('2026-11-16');
    await postOn('2026-11-17');
  });

  test('is told the next morning at nine, to the member alone, with why and what is left', async () => {
    await wakeAt(seoul('2026-11-19T08:45'));
    expect(await told()).toEqual([]);
    await wakeAt(seoul('2026-11-19T09:00'));
    expect(await told()).toEqual([
      {
        to: '민지',
        from: '2026-11-18',
        line: '달리기: 11월 18일 하루를 보호권이 대신 지켜 줬어요. 2일 연속은 그대로예요. 남은 보호권은 없고, 11월 30일에 하나 새로 생겨요.',
      },
    ]);
  });

  test('is told also where none come any more from that morning on', async () => {
    await core.storage.db.challenge.updateMany({
      data: {
        freezeEvery: null,
        earlierRules: [{ until: '2026-11-18', freezeCap: 2, freezeEvery: 14 }],
      },
    });
    await core.storage.db
      .$executeRaw`update enrollment set streak = null, streak_version = streak_version + 1`;
    await wakeAt(seoul('2026-11-19T09:00'));
    expect(await told()).toMatchObject([
      { to: '민지', from: '2026-11-18', line: expect.stringMatching(/그대로예요. 남은 보호권은 없어요.$/) },
    ]);
    // The 19th has nothing that stands in for it.
    await wakeAt(seoul('2026-11-20T09:00'));
    expect(await told()).toHaveLength(1);
  });

  test('promises no freeze that would come after the end', async () => {
    await core.storage.db.challenge.updateMany({ data: { endsOn: new Date('2026-11-29') } });
    await core.storage.db
      .$executeRaw`update enrollment set streak = null, streak_version = streak_version + 1`;
    await wakeAt(seoul('2026-11-19T09:00'));
    expect((await told()).map(({ line }) => line)).toEqual([expect.stringMatching(/남은 보호권은 없어요.$/)]);
  });

  test('once, however often and wherever the morning comes', async () => {
    await wakeAt(seoul('2026-11-19T09:00'));
    await Promise.all([mornings(), mornings()]);
    await core.storage.mornings.setDoneUntil(0);
    await wakeAt(seoul('2026-11-19T11:00'));
    expect(await told()).toHaveLength(1);
    // The day after there is no freeze left, and nothing to tell.
    await wakeAt(seoul('2026-11-20T09:00'));
    expect(await told()).toHaveLength(1);
  });

  test('is told nobody who was erased since we looked at what there is to tell', async () => {
    const { unitOfWork, db } = core.storage;
    const { id } = await db.member.findFirstOrThrow({ where: { ref: '민지' } });
    let looks = 0;
    const erasing = {
      ...unitOfWork,
      // What there is to tell is known by then.
      run: async <T>(work: Parameters<typeof unitOfWork.run<T>>[0]) => {
        if (looks++ === 0) await unitOfWork.run((tx) => tx.eraseMember(id as MemberId, core.clock.now()));
        return unitOfWork.run(work);
      },
    };
    core.set(seoul('2026-11-19T09:00'));
    await createMornings({ ...core.storage, unitOfWork: erasing, clock: core.clock, log: quietLog })();
    expect(looks).toBeGreaterThan(0);
    expect(await keptWords(core.storage, ['민지'])).toEqual([]);
  });

  test('late until noon, and never after it', async () => {
    await wakeAt(seoul('2026-11-19T12:01'));
    expect(await told()).toEqual([]);
    await core.storage.mornings.setDoneUntil(0);
    await wakeAt(seoul('2026-11-19T11:59'));
    expect(await told()).toHaveLength(1);
  });

  test('not when the day was done after all, rested, or there is no streak to bridge', async () => {
    core.set(seoul('2026-11-19T08:00'));
    await core.command('민지', 'checkin', { text: '어제 했어요', day: '어제' });
    await core.command('준호', 'challenge join', { challenge: '달리기' });
    await postOn('2026-11-18', '나래');
    core.set(seoul('2026-11-18T12:00'));
    await core.command('나래', 'rest', { what: 'day', from: '11-19' });
    await wakeAt(seoul('2026-11-19T09:00'));
    await wakeAt(seoul('2026-11-20T09:00'));
    // Only 민지 left the 19th open.
    expect((await told()).map(({ to, from }) => [to, from])).toEqual([['민지', '2026-11-19']]);
  });

  test('not to who left, nor where the workspace is parked', async () => {
    await postOn('2026-11-17', '준호');
    await core.storage.db.enrollment.updateMany({
      where: { member: { ref: '준호' } },
      data: { leftAt: new Date(seoul('2026-11-17T13:00')) },
    });
    await wakeAt(seoul('2026-11-19T09:00'));
    expect((await told()).map(({ to }) => to)).toEqual(['민지']);
    await core.storage.db.delivery.deleteMany({ where: { key: { startsWith: 'freeze:' } } });
    await core.storage.db.workspace.updateMany({ data: { parkedAt: new Date() } });
    await core.storage.mornings.setDoneUntil(0);
    await wakeAt(seoul('2026-11-19T09:15'));
    expect(await told()).toEqual([]);
  });

  test('when quiet hours end, where they last longer than nine', async () => {
    await core.storage.db.workspace.updateMany({ data: { quietFrom: 22 * 60, quietTo: 10 * 60 + 30 } });
    await wakeAt(seoul('2026-11-19T09:00'));
    await wakeAt(seoul('2026-11-19T10:15'));
    expect(await told()).toEqual([]);
    await wakeAt(seoul('2026-11-19T10:30'));
    await wakeAt(seoul('2026-11-19T10:45'));
    expect((await told()).map(({ from }) => from)).toEqual(['2026-11-18']);
  });

  test.each([
    // Until three it could still be done.
    ['at three, where quiet hours last from eight until two', 8, 2, '2026-11-19T03:00'],
    ['before midnight, though it is looked at after it', 8, 23.9, '2026-11-20T00:00'],
    ['a day later, where it is quiet whenever the day before is over', 3, 2, '2026-11-20T02:00'],
  ])('%s', async (_, from, to, when) => {
    await core.storage.db.workspace.updateMany({ data: { quietFrom: from * 60, quietTo: to * 60 } });
    const quarter = 15 * 60_000;
    for (let at = seoul('2026-11-18T12:00'); at < seoul(when); at += quarter) await wakeAt(at);
    expect(await told()).toEqual([]);
    for (let at = seoul(when); at < seoul(when) + 4 * quarter; at += quarter) await wakeAt(at);
    expect(await told()).toMatchObject([{ to: '민지', from: '2026-11-18' }]);
  });

  test('on the first morning that is not off, once, and as it stands by then', async () => {
    const { id: workspaceId } = await core.storage.db.workspace.findFirstOrThrow();
    await core.storage.db.holiday.create({
      data: { workspaceId, day: new Date('2026-11-19'), name: '쉬는 날' },
    });
    await core.storage.db.workspace.updateMany({ data: { daysOff: [5] } });
    await wakeAt(seoul('2026-11-19T09:00'));
    await postOn('2026-11-19');
    await wakeAt(seoul('2026-11-20T09:00'));
    expect(await told()).toEqual([]);
    await postOn('2026-11-20');
    await wakeAt(seoul('2026-11-21T09:00'));
    await wakeAt(seoul('2026-11-22T09:00'));
    expect(await told()).toEqual([
      {
        to: '민지',
        from: '2026-11-18',
        line: expect.stringContaining('11월 18일 하루를 보호권이 대신 지켜 줬어요. 4일 연속은 그대로예요.'),
      },
    ]);
  });

  test('each at nine by their own clocks', async () => {
    const member = { ref: 'Kim' as never, name: 'Kim', zone: 'America/New_York' };
    // 17 November in New York, and the 18th left open there.
    core.set(Date.parse('2026-11-17T12:00:00-05:00'));
    await core.post('Kim', '했어요', { member });
    await wakeAt(seoul('2026-11-19T09:00'));
    expect((await told()).map(({ to }) => to)).toEqual(['민지']);
    await wakeAt(Date.parse('2026-11-19T08:45:00-05:00'));
    expect(await told()).toHaveLength(1);
    await wakeAt(Date.parse('2026-11-19T09:00:00-05:00'));
    expect((await told()).map(({ to, from }) => [to, from])).toEqual([
      ['민지', '2026-11-18'],
      ['Kim', '2026-11-18'],
    ]);
  });

  test('also when the streak is to be folded anew', async () => {
    await core.storage.db.$executeRaw`update enrollment set streak = null`;
    await wakeAt(seoul('2026-11-19T09:00'));
    expect(await told()).toHaveLength(1);
  });
});

test('a week bridged is told when it is over', async () => {
  await core.challenge({
    title: '글쓰기',
    goal: { kind: 'perWeek', n: 2 },
    startsOn: '2026-11-02' as CivilDay,
  });
  for (const day of ['2026-11-03', '2026-11-05', '2026-11-10']) await postOn(day);
  for (const day of ['2026-11-14', '2026-11-15']) {
    await wakeAt(seoul(`${day}T09:00`));
    expect(await told()).toEqual([]);
  }
  await wakeAt(seoul('2026-11-16T09:00'));
  expect((await told()).map(({ line }) => line)).toEqual([
    '글쓰기: 11월 9일부터 11월 15일까지를 보호권이 대신 지켜 줬어요. 1주 연속은 그대로예요. 남은 보호권은 없고, 11월 17일에 하나 새로 생겨요.',
  ]);
});

test('the queue itself brings the mornings, and the look for ends nobody planned', async () => {
  const app = await startTestApp(core.storage.url);
  try {
    const known = await until('the crontab to be known', async () => {
      const rows = await app.storage.db.$queryRaw<{ identifier: string }[]>`
        select identifier from graphile_worker._private_known_crontabs`;
      return rows.length > 0 ? rows : null;
    });
    expect(known.map(({ identifier }) => identifier)).toEqual(expect.arrayContaining(['mornings', 'ends']));
    await app.storage.unitOfWork.run((tx) => tx.enqueue({ task: 'mornings', payload: {} }));
    await until('a morning to be taken care of', () => app.storage.mornings.doneUntil());
    // Begun while nobody planned its end: a database restored, or a job that used up its tries.
    const id = await core.challenge({ title: '잃은 끝', endsOn: '2027-01-31' as CivilDay }, 'C-lost');
    const closing = () => core.storage.db.$queryRaw<unknown[]>`
      select from graphile_worker.jobs where key = 'close:' || ${id}`;
    await core.storage.db
      .$executeRaw`delete from graphile_worker._private_jobs where key = 'close:' || ${id}`;
    await app.storage.unitOfWork.run((tx) => tx.enqueue({ task: 'ends', payload: {} }));
    await until('its end to be planned', async () => (await closing()).length > 0 || null);
  } finally {
    await app.stop();
  }
});
