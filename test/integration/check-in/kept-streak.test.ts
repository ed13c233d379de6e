import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { Goal } from '../../../src/core/model/goal.ts';
import type { ChallengeId, MemberId, MemberRef } from '../../../src/core/model/ids.ts';
import { read, streak } from '../../../src/core/model/streak/index.ts';
import { createReadStreak } from '../../../src/core/streak/read-streak.ts';
import { type Core, openCore } from '../../support/core.ts';
import { auditStreaks } from '../../support/oracle.ts';

// The streak kept with an enrollment says what the facts say, whatever happened to them and in which order (R17).
const hour = 3_600_000;
const begun = Date.parse('2026-10-01T12:00:00+09:00');

let core: Core;
beforeAll(async () => {
  core = await openCore(begun);
});
afterAll(() => core.stop());

type Step =
  | { readonly do: 'post'; readonly hoursAgo: number; readonly zone: string | null }
  | { readonly do: 'checkin'; readonly daysAgo: number }
  | { readonly do: 'delete' | 'undo' | 'recount' | 'redeliver'; readonly which: number }
  | { readonly do: 'rest' | 'pause' | 'grant'; readonly daysAhead: number; readonly days: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'leave' | 'read' }
  | { readonly do: 'settings'; readonly zone: string };

const zone = fc.constantFrom('Asia/Seoul', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/London');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      hoursAgo: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 240 })),
      zone: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: zone }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('checkin' as const), daysAgo: fc.nat({ max: 3 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('delete' as const, 'undo' as const, 'recount' as const, 'redeliver' as const),
      which: fc.nat({ max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('rest' as const, 'pause' as const, 'grant' as const),
      daysAhead: fc.integer({ min: -6, max: 4 }),
      days: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'read' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settings' as const), zone }) },
);
const goal = fc.constantFrom<Goal>(
  { kind: 'daily' },
  { kind: 'weekdays', days: [1, 3, 5] },
  { kind: 'everyNDays', n: 3 },
  { kind: 'perWeek', n: 3 },
);

let runs = 0;

async function happen(steps: readonly Step[], kind: Goal): Promise<void> {
  const name = `m${++runs}`;
  const channel = `C-${name}`;
  const { db, unitOfWork, streaks } = core.storage;
  let now = begun;
  core.set(now);
  const challenge = await core.challenge(
    { goal: kind, title: name, startsOn: '2026-09-20' as never },
    channel,
  );
  const member = (await unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('slack', 'T1' as never);
    return (await tx.ensureMember(workspace.id, { ref: name as MemberRef, name, locale: null })).id;
  })) as MemberId;
  const posted: InboundMessage[] = [];
  const readStreak = createReadStreak({ streaks });
  const inChannel = { channel: channel as never };
  for (const each of steps) {
    switch (each.do) {
      case 'post': {
        const member = { ref: name as MemberRef, name, ...(each.zone ? { zone: each.zone } : {}) };
        posted.push(
          await core.post(name, '했어요', { ...inChannel, member, at: now - each.hoursAgo * hour }),
        );
        break;
      }
      case 'checkin': {
        const day = new Date(now - each.daysAgo * 24 * hour).toISOString().slice(0, 10);
        await core.command(name, 'checkin', { text: '했어요', challenge: name, day });
        break;
      }
      case 'wait':
        now += each.hours * hour;
        core.set(now);
        break;
      case 'leave':
        await core.press(name, `1:leave:${challenge}`);
        break;
      case 'read':
        await readStreak(challenge, member, now);
        break;
      case 'settings':
        await core.command('관리자', 'settings', { timezone: each.zone });
        break;
      case 'rest':
      case 'pause':
      case 'grant':
        await unitOfWork.run(async (tx) => {
          await addOwn(challenge, member, each, now);
          await tx.factsChanged(challenge, member);
        });
        break;
      default: {
        const event = posted[each.which % Math.max(1, posted.length)];
        if (!event) break;
        if (each.do === 'delete') await core.remove(event);
        if (each.do === 'undo') await core.menu(name, 'undo', event);
        if (each.do === 'recount') await core.menu(name, 'count', event);
        if (each.do === 'redeliver') await core.inbound.message(event);
      }
    }
  }
  const kept = await streaks.standing(challenge, member);
  const facts = await streaks.facts(challenge, member);
  if (kept?.state) expect(read(kept.state, kept.terms, now)).toEqual(streak(facts!, now));
  if (facts) expect((await readStreak(challenge, member, now))!.streak).toEqual(streak(facts, now));
  // What reading kept is right a week later too.
  const later = now + 7 * 24 * hour;
  core.set(later);
  if (facts)
    expect((await readStreak(challenge, member, later))!.streak).toEqual(
      streak((await streaks.facts(challenge, member))!, later),
    );

  async function addOwn(
    challengeId: ChallengeId,
    memberId: MemberId,
    { do: what, daysAhead, days }: Extract<Step, { do: 'rest' | 'pause' | 'grant' }>,
    at: number,
  ) {
    const fromDay = new Date(at + daysAhead * 24 * hour);
    if (what === 'grant')
      await db.freezeGrant.create({ data: { challengeId, memberId, day: fromDay, n: 1 } });
    else {
      const toDay = new Date(at + (daysAhead + days) * 24 * hour);
      await db.rest.create({ data: { challengeId, memberId, kind: what, fromDay, toDay } });
    }
  }
}

test('after any order of posting, taking back, backfilling, resting and moving', {
  timeout: 120_000,
}, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), goal, async (all, kind) => {
      steps += all.length;
      await happen(all, kind);
    }),
    { numRuns: 60 },
  );
  expect(steps).toBeGreaterThan(500);
  expect(await auditStreaks(core.storage)).toEqual([]);
  // The oracle above must have had something to look at.
  const kept = await core.storage.db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from enrollment where streak is not null`;
  expect(kept[0]!.n).toBeGreaterThan(20);
});

test('posts of many days arriving at once, in any order, at once', async () => {
  core.set(begun + 40 * 24 * hour);
  const challenge = await core.challenge({ title: '한꺼번에' }, 'C-burst');
  const days = Array.from({ length: 20 }, (_, n) => n);
  await Promise.all(
    days.map((n) =>
      core.post('러너', '했어요', { channel: 'C-burst' as never, at: begun + ((n * 7) % 20) * 24 * hour }),
    ),
  );
  const { id } = await core.storage.db.member.findFirstOrThrow({ where: { ref: '러너' } });
  const readStreak = createReadStreak({ streaks: core.storage.streaks });
  const { terms, streak: told } = (await readStreak(challenge, id as MemberId, core.clock.now()))!;
  expect(terms.joinedOn).toBe('2026-10-01');
  expect(told).toMatchObject({ daysDone: 20, longest: 20 });
});

test('a streak folded from facts that have changed since is not kept', async () => {
  const challenge = await core.challenge({ title: '경합' }, 'C-race');
  await core.post('경주', '했어요', { channel: 'C-race' as never });
  const { id } = await core.storage.db.member.findFirstOrThrow({ where: { ref: '경주' } });
  const before = (await core.storage.streaks.standing(challenge, id as MemberId))!;
  await core.storage.unitOfWork.run((tx) => tx.factsChanged(challenge, 'all'));
  expect(await core.storage.streaks.keep(challenge, id as MemberId, before.version, before.state!)).toBe(
    false,
  );
  expect((await core.storage.streaks.standing(challenge, id as MemberId))!.state).toBeNull();
});

test('the oracle sees a streak that does not say what the facts say', async () => {
  await core.challenge({ title: '거짓' }, 'C-false');
  await core.post('거짓말', '했어요', { channel: 'C-false' as never });
  await core.storage.db.$executeRaw`
    update enrollment set streak = to_jsonb(regexp_replace(streak #>> '{}', '^2 (.) 1 ', '2 \\1 7 '))
    from member m where m.id = member_id and m.ref = '거짓말'`;
  expect(await auditStreaks(core.storage)).toEqual([expect.stringContaining('"daysDone":7')]);
  await core.storage.db
    .$executeRaw`delete from enrollment using member m where m.id = member_id and m.ref = '거짓말'`;
});

test('a board of members reads the same as each of them', async () => {
  const challenge = await core.challenge({ title: '함께' }, 'C-board');
  for (const name of ['가', '나', '다']) await core.post(name, '했어요', { channel: 'C-board' as never });
  await core.press('다', `1:leave:${challenge}`);
  const board = [...(await core.storage.streaks.board(challenge))];
  expect(board.map(({ name }) => name).sort()).toEqual(['가', '나']);
  const [first] = board.filter(({ name }) => name === '가');
  expect([...(await core.storage.streaks.board(challenge, first!.id))]).toEqual([first]);
  for (const { id, terms, state, onBoard, version } of board) {
    const standing = await core.storage.streaks.standing(challenge, id);
    expect({ terms, state, onBoard, version }).toEqual({
      terms: standing!.terms,
      state: standing!.state,
      onBoard: standing!.onBoard,
      version: standing!.version,
    });
  }
});
