import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { GivenUp } from '../../../src/core/delivery/cause.ts';
import type { Claimed } from '../../../src/core/delivery/ledger.ts';
import type { ChallengeId, MemberId, PlatformName } from '../../../src/core/model/ids.ts';
import { type Absences, createAbsences } from '../../../src/core/outage/absences.ts';
import { createOfferDays } from '../../../src/core/outage/offer-days.ts';
import { createOfferRefused } from '../../../src/core/outage/offer-refused.ts';
import type { UnitOfWork } from '../../../src/core/store.ts';
import { createReadStreak } from '../../../src/core/streak/read-streak.ts';
import { auditStreaks } from '../../support/oracle.ts';
import { alex, junho, minji, person, said, seoyeon } from '../challenge/desk.ts';
import { openTownHall, silent, type TownHall } from './town-hall.ts';

let hall: TownHall;
let id: ChallengeId;
/** As the running program reads them every minute. */
let absences: Absences | null = null;

beforeAll(async () => {
  hall = await openTownHall({ away: (platform) => absences?.of(platform) ?? [] });
  absences = createAbsences({ outages: hall.storage.outages, clock: hall.clock });
});
afterAll(() => hall.close());
beforeEach(async () => {
  hall.at('11-16 12:00');
  id = await hall.begin({ title: '아침 달리기' });
});
afterEach(async () => {
  expect(await auditStreaks(hall.storage)).toEqual([]);
  await hall.clear();
  await absences?.refresh();
});

/** What the ledger does when a host's offer cannot be delivered. */
function offerRefused() {
  const otherwise = createOfferRefused({ ...hall.storage, log: silent });
  return async (claimed: Claimed, end: GivenUp): Promise<void> => {
    const instead = await otherwise(claimed, end);
    if (instead) await hall.storage.unitOfWork.run(instead);
  };
}

/** Posts on each of these days of November at noon. */
async function post(member: typeof junho, ...days: readonly number[]): Promise<void> {
  for (const day of days) {
    hall.at(`11-${day} 12:00`);
    await hall.post(member, '오늘도 달렸어요');
  }
}
async function streakOf(ref: string, challenge = id): Promise<number> {
  const member = await hall.db.member.findFirstOrThrow({ where: { ref } });
  const found = await createReadStreak(hall.storage)(challenge, member.id as MemberId, hall.now());
  return found!.streak.current;
}
const excuse = (outage: string) => actionId({ do: 'excuseDays', outage });
const keep = (outage: string) => actionId({ do: 'keepDays', outage });
const logged = async () => said(await hall.command(minji, 'admin log')).split('\n');
const pauses = async () => (await hall.challenge(id)).pauses;

describe('days an outage took', () => {
  test('are offered to who hosts the challenge, and excused for everybody by one press', async () => {
    await post(junho, 16, 17, 18);
    await post(alex, 16, 17, 18, 19);
    const outage = await hall.away('11-19 20:00', '11-20 13:00');
    expect((await hall.offers()).map(({ to }) => to)).toEqual(['U-minji']);
    expect(await hall.offered()).toEqual(['아침 달리기 11월 19일']);
    await post(junho, 20);
    expect(said(await hall.press(minji, excuse(outage.id)))).toContain('쉬어 간 날로 했어요');
    expect(await pauses()).toEqual([{ from: '2026-11-19', to: '2026-11-19' }]);
    // Nobody who did the day loses it (R6, R7), and who did not is not behind by it.
    expect(await streakOf('U-junho')).toBe(4);
    await post(alex, 20);
    expect(await streakOf('U-alex')).toBe(5);
    expect((await logged()).join('\n')).toContain(
      '민지님이 아침 달리기 챌린지의 11월 19일을 모두에게 쉬어 간 날로 했어요.',
    );
  });

  test('left as they are count as ever', async () => {
    await post(junho, 16, 17);
    const outage = await hall.away('11-18 15:00', '11-20 13:00');
    expect(await hall.offered()).toEqual(['아침 달리기 11월 18일~11월 19일']);
    expect(said(await hall.press(minji, keep(outage.id)))).toContain('그대로 두었어요');
    expect(await pauses()).toEqual([]);
    await post(junho, 20);
    expect(await streakOf('U-junho')).toBe(1);
    expect((await logged()).join('\n')).toContain('11월 18일부터 11월 19일까지 2일을 그대로 두었어요.');
  });

  test('are decided once, whoever presses, however often, and at once', async () => {
    await post(junho, 16);
    const { id: outage } = await hall.away('11-17 20:00', '11-18 13:00');
    const answers = await Promise.all([
      hall.press(minji, excuse(outage)),
      hall.press(seoyeon, keep(outage)),
      hall.press(seoyeon, excuse(outage)),
    ]);
    const words = answers.map(said);
    expect(words.filter((text) => text.includes('이미'))).toHaveLength(2);
    const audits = (await hall.audits(id)).filter((what) => what.startsWith('days'));
    expect(audits).toHaveLength(1);
    expect((await pauses()) as unknown[]).toHaveLength(audits[0] === 'daysExcused' ? 1 : 0);
    const winner = audits[0] === 'daysExcused' && words[0]!.includes('쉬어 간') ? '민지님이' : '서연님이';
    expect(said(await hall.press(minji, excuse(outage)))).toContain(`${winner} 이미`);
  });

  test('are nobody’s to decide but managers’, in their own workspace', async () => {
    await post(junho, 16);
    const { id: outage } = await hall.away('11-17 20:00', '11-18 13:00');
    expect(said(await hall.press(junho, excuse(outage)))).toContain('관리자만');
    const elsewhere = await hall.storage.unitOfWork.run((tx) => tx.ensureWorkspace('slack', 'T2' as never));
    expect(elsewhere.id).not.toBe('');
    expect(await pauses()).toEqual([]);
    expect(said(await hall.press(minji, excuse('00000000-0000-4000-8000-000000000000')))).toContain(
      '정할 날이 없어요',
    );
  });

  test('everybody did anyway, or rested on, are not offered; nor where nobody takes part', async () => {
    await post(junho, 16, 17);
    await hall.away('11-17 20:00', '11-18 13:00');
    await hall.begin({ title: '아무도 없는 챌린지' });
    hall.at('11-18 14:00');
    await hall.command(junho, 'rest', { what: 'day', from: '11-19', challenge: '아침 달리기' });
    await post(junho, 18);
    await hall.away('11-19 12:00', '11-20 04:00');
    expect(await hall.offers()).toEqual([]);
  });

  test('of several challenges are one message, each by its own rule', async () => {
    const seven = await hall.begin({ title: '매일 쓰기', goal: 'week:7' });
    const three = await hall.begin({ title: '주 3회 읽기', goal: 'week:3' });
    for (const challenge of ['아침 달리기', '매일 쓰기', '주 3회 읽기'])
      await hall.command(junho, 'challenge join', { challenge });
    hall.at('11-17 12:00');
    for (const challenge of ['아침 달리기', '매일 쓰기'])
      await hall.command(junho, 'checkin', { text: '했어요', challenge });
    const { id: outage } = await hall.away('11-18 20:00', '11-19 13:00');
    expect(await hall.offers()).toHaveLength(1);
    // What is asked three times a week is not asked any less for one day (R7).
    expect(await hall.offered()).toEqual(['아침 달리기 11월 18일', '매일 쓰기 11월 18일']);
    await hall.press(minji, excuse(outage));
    expect((await hall.challenge(seven)).pauses).toEqual([{ from: '2026-11-18', to: '2026-11-18' }]);
    expect((await hall.challenge(three)).pauses).toEqual([]);
    expect((await hall.db.audit.findMany({ where: { what: 'daysExcused' } })).length).toBe(2);
  });

  test('by two outages together are offered when they are lost, each day once', async () => {
    await post(junho, 16);
    hall.at('11-17 04:00');
    await hall.away('11-17 04:00', '11-17 10:30');
    expect(await hall.offers()).toEqual([]);
    await hall.away('11-17 12:00', '11-17 19:00');
    expect(await hall.offered()).toEqual(['아침 달리기 11월 17일']);
    await hall.away('11-17 23:00', '11-18 12:00');
    expect(await hall.offers()).toHaveLength(1);
    expect((await hall.days()).map(({ excusedAt }) => excusedAt)).toEqual([null]);
  });

  test('by the clocks of a member far away are offered too', async () => {
    const kim = person('U-kim', 'Kim', { zone: 'America/New_York' });
    hall.at('11-17 12:00');
    await hall.post(kim, 'done');
    await post(junho, 17, 18, 19);
    // 01:00 to 03:30 of the 18th in New York: the end of the 17th there, an afternoon in Seoul.
    await hall.away('11-18 15:00', '11-18 17:30');
    expect(await hall.offered()).toEqual(['아침 달리기 11월 17일']);
  });

  test('are told in the channel where nobody hosts the challenge', async () => {
    await hall.db.challenge.updateMany({ data: { createdBy: null } });
    await post(junho, 16);
    await hall.away('11-17 20:00', '11-18 13:00');
    expect((await hall.offers()).map(({ to }) => to)).toEqual(['channel']);
  });

  test.each<[string, GivenUp]>([
    ['take no direct messages', { state: 'dead', cause: 'forbidden', detail: '50007' }],
    ['have left the server', { state: 'skipped', cause: 'gone', detail: '50278' }],
    ['cannot be written to', { state: 'dead', cause: 'invalid', detail: '50035' }],
  ])('are told in the channel, once, where the hosts %s', async (_, refusal) => {
    await post(junho, 16);
    await hall.away('11-17 20:00', '11-18 13:00');
    const [direct] = await hall.deliveries('outage:');
    const refused = offerRefused();
    const { key, workspaceId, effect } = direct!;
    const claimed = { key, workspace: workspaceId, effect } as unknown as Claimed;
    await refused(claimed, { state: 'skipped', cause: 'parked', detail: '' });
    expect(await hall.offers()).toHaveLength(1);
    for (let n = 0; n < 2; n++) await refused(claimed, refusal);
    expect((await hall.offers()).map(({ to }) => to)).toEqual(['U-minji', 'channel']);
    const [, second] = await hall.deliveries('outage:');
    await refused(
      { ...claimed, key: second!.key as never },
      { state: 'dead', cause: 'forbidden', detail: '50001' },
    );
    expect(await hall.offers()).toHaveLength(2);
  });

  test('of closed challenges are told to their own hosts, else in their own channels', async () => {
    const closed = await hall.begin({ title: '비밀 모임' }, 'C-closed');
    const nobodys = await hall.begin({ title: '조용한 방' }, 'C-quiet');
    await hall.db.challenge.updateMany({ where: { id: { in: [closed, nobodys] } }, data: { closed: true } });
    await hall.db.challenge.update({ where: { id: nobodys }, data: { createdBy: null } });
    await post(seoyeon, 16);
    const { id: other } = await hall.db.member.findFirstOrThrow({ where: { ref: 'U-seoyeon' } });
    await hall.db.challenge.update({ where: { id: closed }, data: { createdBy: other } });
    for (const challenge of ['비밀 모임', '조용한 방'])
      await hall.command(minji, 'challenge join', { challenge });
    await hall.away('11-17 20:00', '11-18 13:00');
    const sent = async () =>
      Object.fromEntries(
        (await hall.deliveries('outage:')).map(({ key, effect }) => {
          const { view } = effect as unknown as { view: { fields: { label: string }[] } };
          return [key.split(':').slice(3).join(' '), view.fields.map(({ label }) => label)];
        }),
      );
    const direct = {
      'U-minji': ['아침 달리기'],
      'U-seoyeon': ['아침 달리기', '비밀 모임'],
      'channel C-quiet': ['조용한 방'],
    };
    expect(await sent()).toEqual(direct);
    const refused = offerRefused();
    for (const { key, workspaceId, effect } of await hall.deliveries('outage:')) {
      const claimed = { key, workspace: workspaceId, effect } as unknown as Claimed;
      await refused(claimed, { state: 'dead', cause: 'forbidden', detail: '50007' });
    }
    expect(await sent()).toEqual({ ...direct, channel: ['아침 달리기'], 'channel C-closed': ['비밀 모임'] });
    const places = (await hall.deliveries('outage:')).map(
      ({ effect }) => effect as { target?: { channel?: string } },
    );
    expect(places.flatMap(({ target }) => target?.channel ?? []).sort()).toEqual([
      'C-closed',
      'C-quiet',
      'C1',
    ]);
  });

  test('are offered once though the job dies before, within or after its work', async () => {
    await post(junho, 16);
    await hall.hear('11-17 20:00');
    const outage = (await hall.hear('11-18 13:00'))!;
    const { unitOfWork } = hall.storage;
    const dying: UnitOfWork[] = [
      { run: () => Promise.reject(new Error('killed')) },
      {
        run: (work) =>
          unitOfWork.run(async (tx) => {
            await work(tx);
            throw new Error('killed');
          }),
      },
      {
        run: async (work) => {
          await unitOfWork.run(work);
          throw new Error('killed');
        },
      },
    ];
    for (const [index, unit] of dying.entries()) {
      const job = createOfferDays({ ...hall.storage, unitOfWork: unit, clock: hall.clock, log: silent });
      await expect(job({ outage: outage.id })).rejects.toThrow('killed');
      expect(await hall.offers()).toHaveLength(index === 2 ? 1 : 0);
    }
    await hall.offerDays({ outage: outage.id });
    await Promise.all([hall.offerDays({ outage: outage.id }), hall.offerDays({ outage: outage.id })]);
    expect(await hall.offers()).toHaveLength(1);
    expect(await hall.days()).toHaveLength(1);
  });
});

describe('while the managers have not decided', () => {
  beforeEach(async () => {
    await post(junho, 16, 17);
  });

  test('nobody is told of a freeze: not while away, not on the first morning back', async () => {
    await hall.hear('11-18 20:00');
    // The process lives; only its connection is cut.
    await hall.morning('11-19 09:00');
    expect(await hall.told()).toEqual([]);
    const outage = await hall.hear('11-19 11:00');
    await hall.storage.mornings.setDoneUntil(0);
    await hall.morning('11-19 11:15');
    await hall.offerDays({ outage: outage!.id });
    await hall.storage.mornings.setDoneUntil(0);
    await hall.morning('11-19 11:30');
    expect(await hall.told()).toEqual([]);
    expect(await hall.offered()).toEqual(['아침 달리기 11월 18일']);
  });

  test('excused: never', async () => {
    const { id: outage } = await hall.away('11-18 20:00', '11-19 08:00');
    await hall.morning('11-19 09:00');
    await post(junho, 19);
    await hall.press(minji, excuse(outage));
    for (const day of [20, 21, 22, 23]) await hall.morning(`11-${day} 09:00`);
    expect((await hall.told()).filter((line) => line.endsWith('-18'))).toEqual([]);
    expect(await streakOf('U-junho')).toBe(0);
  });

  test('left as they are: on the next morning, once', async () => {
    const { id: outage } = await hall.away('11-18 20:00', '11-19 08:00');
    await hall.morning('11-19 09:00');
    await hall.db.audit.updateMany({ data: { at: new Date(hall.now()) } });
    hall.at('11-19 14:00');
    await hall.press(minji, keep(outage));
    await hall.db.audit.updateMany({ where: { what: 'daysKept' }, data: { at: new Date(hall.now()) } });
    await hall.morning('11-19 15:00');
    expect(await hall.told()).toEqual([]);
    await post(junho, 19);
    await hall.morning('11-20 09:00');
    expect(await hall.told()).toEqual(['U-junho 2026-11-18']);
    await hall.morning('11-21 09:00');
    expect(await hall.told()).toEqual(['U-junho 2026-11-18']);
  });

  test('not answered for three days: on the morning after them, truthfully', async () => {
    await hall.away('11-18 20:00', '11-19 08:00');
    await post(junho, 19, 20, 21);
    for (const day of [19, 20, 21, 22]) await hall.morning(`11-${day} 08:30`);
    for (const day of [19, 20, 21]) {
      await hall.morning(`11-${day} 09:00`);
      expect(await hall.told()).toEqual([]);
    }
    await hall.morning('11-22 09:00');
    expect(await hall.told()).toEqual(['U-junho 2026-11-18']);
    expect(await streakOf('U-junho')).toBe(5);
  });

  test('left as they are, of a streak that has ended since: nothing', async () => {
    const { id: outage } = await hall.away('11-18 20:00', '11-19 08:00');
    hall.at('11-20 08:00');
    await hall.press(minji, keep(outage));
    await hall.db.audit.updateMany({ where: { what: 'daysKept' }, data: { at: new Date(hall.now()) } });
    await hall.morning('11-20 09:00');
    await hall.morning('11-21 09:00');
    expect(await hall.told()).toEqual([]);
  });

  test('a day it did not take is told as ever', async () => {
    await hall.away('11-19 10:00', '11-19 12:30');
    await hall.morning('11-19 09:00');
    expect(await hall.told()).toEqual(['U-junho 2026-11-18']);
  });
});

describe('who posts again after an outage', () => {
  const said = async () => ({
    cards: (await hall.deliveries('milestone:')).map(({ key }) => key.split(':')[3]),
    cheers: (await hall.db.cheer.findMany({ orderBy: { createdAt: 'asc' } })).map(
      ({ situation }) => situation,
    ),
  });

  test('is not welcomed back from our own absence', async () => {
    await post(junho, 16);
    await hall.away('11-17 08:00', '11-25 10:00');
    await absences!.refresh();
    await post(junho, 25);
    expect(await said()).toEqual({ cards: [], cheers: ['first', 'textOnly'] });
  });

  test('is, from an absence of their own', async () => {
    await post(junho, 16);
    await hall.away('11-16 14:00', '11-16 16:00');
    await absences!.refresh();
    await post(junho, 25);
    expect(await said()).toEqual({ cards: ['first-comeback'], cheers: ['first', 'comeback'] });
  });
});

describe('up to when a platform was heard', () => {
  const outages = async () =>
    (await hall.db.outage.findMany()).map(({ from, to }) => [from.getTime(), to!.getTime()]);
  const at = (wall: string) => {
    hall.at(wall);
    return hall.now();
  };

  test('blips of an hour are no outage, a minute more is one', async () => {
    const heardUntil = (platform: PlatformName) =>
      hall.storage.unitOfWork.run((tx) => tx.heardUntil(platform));
    expect(await heardUntil('slack')).toBeNull();
    expect(await hall.hear('11-17 10:00')).toBeNull();
    for (const wall of ['11-17 10:01', '11-17 11:01', '11-17 12:01']) {
      expect(await hall.hear(wall)).toBeNull();
      expect([await heardUntil('slack'), await heardUntil('discord')]).toEqual([hall.now(), null]);
    }
    expect(await outages()).toEqual([]);
    expect(await hall.hear('11-17 13:02')).toMatchObject({ platform: 'slack' });
    expect(await outages()).toEqual([[at('11-17 12:01'), at('11-17 13:02')]]);
  });

  test('is recorded once by whichever of many comes back, with one job', async () => {
    await hall.hear('11-17 10:00');
    hall.at('11-17 20:00');
    const found = await Promise.all(
      Array.from({ length: 8 }, (_, n) => hall.storage.outages.heard('slack', hall.now() + n * 90_000)),
    );
    expect(found.filter((each) => each !== null)).toHaveLength(1);
    expect(await outages()).toHaveLength(1);
    const jobs = await hall.db.$queryRaw<
      unknown[]
    >`select 1 from graphile_worker.jobs where task_identifier = 'outage'`;
    expect(jobs).toHaveLength(1);
  });

  test('a clock that is behind takes nothing back; each platform has its own', async () => {
    await hall.hear('11-17 10:00');
    await hall.storage.outages.heard('discord', hall.now() - 7_200_000);
    expect(await hall.hear('11-17 08:00')).toBeNull();
    expect(await hall.hear('11-17 10:30')).toBeNull();
    expect(await hall.storage.outages.heard('discord', hall.now())).toMatchObject({ platform: 'discord' });
    expect(await outages()).toHaveLength(1);
  });

  test('an outage over a clock change is as long as it was', async () => {
    // New York, 1 November: from 00:30 to the second 01:45, two hours and a quarter.
    const from = Date.parse('2026-11-01T00:30:00-04:00');
    await hall.storage.outages.heard('web', from);
    const outage = await hall.storage.outages.heard('web', Date.parse('2026-11-01T01:45:00-05:00'));
    expect((outage!.to - outage!.from) / 3_600_000).toBe(2.25);
  });
});
