import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import type { LineRequest } from '../../../src/core/nudge/line/write-line.ts';
import type { NoteView } from '../../../src/core/views.ts';
import { minji, person, plain, said } from '../challenge/desk.ts';
import { type Instance, openTown, type Town } from './town.ts';

let town: Town;
let one: Instance;
let id: ChallengeId;
let refuse: Error | null = null;
/** Happens between the decision to say something and its claim. */
let beforeClaim: (() => Promise<unknown>) | null = null;

const begins = Date.parse('2026-11-20T20:00+09:00');
beforeAll(async () => {
  town = await openTown(
    begins,
    (page) => ({
      ...page,
      async ensurePosted(target, view, attempt) {
        if (refuse && target.kind === 'channel') throw refuse;
        return page.ensurePosted(target, view, attempt);
      },
    }),
    (ledger) => ({
      ...ledger,
      async claim(key) {
        const meanwhile = beforeClaim;
        beforeClaim = null;
        await meanwhile?.();
        return ledger.claim(key);
      },
    }),
  );
});
beforeEach(async () => {
  await town.empty();
  refuse = null;
  beforeClaim = null;
  town.set(begins);
  one = await town.instance();
  id = await town.challenge({ startsOn: '2026-11-01' as CivilDay });
  await town.join(id, [{ ref: 'junho' }, { ref: 'alex' }], '2026-11-15');
});
afterAll(() => town.close());

const at = async (time: string) => {
  town.set(`2026-11-${time.replace(' ', 'T')}:00+09:00`);
  await one.tick();
  await one.work();
};
const nudges = async () =>
  (await town.deliveries('nudge:')).map(({ key, effect, state, reason }) => {
    const { view } = effect as unknown as Extract<Effect, { do: 'post' }>;
    if (view.view !== 'note') throw new Error('not a note');
    return { day: key.split(':')[2], line: plain(view.line), buttons: view.buttons ?? [], state, reason };
  });
const reasons = async () => (await town.slots()).map(({ day, state, reason }) => `${day} ${reason ?? state}`);

describe('a nudge', () => {
  beforeEach(async () => {
    await town.command(minji, 'nudge set', { time: '21:00' });
  });

  test('comes at its time, once a day, says what is true and has one button', async () => {
    await at('20 20:59');
    expect(town.posts).toEqual([]);
    await at('20 21:00');
    await at('20 21:01');
    await at('20 21:10');
    expect(town.posts).toEqual([
      { challenge: id, day: '2026-11-20', at: Date.parse('2026-11-20T21:00+09:00') },
    ]);
    const [nudge] = await nudges();
    expect(nudge).toMatchObject({ state: 'sent' });
    expect(nudge?.line).toContain('아침 달리기');
    expect(nudge?.line).not.toMatch(/junho|alex|아직 안|안 하신|남았/);
    expect(nudge?.buttons).toEqual([{ action: `1:streak:${id}`, label: '내 기록 보기', style: 'secondary' }]);
    await at('21 21:00');
    expect(town.posts.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('says how many were there, and stays silent when all were', async () => {
    town.set('2026-11-20T20:30+09:00');
    await town.post('junho');
    await at('20 21:00');
    expect((await nudges()).map(({ line }) => line)).toEqual([expect.stringContaining('1명')]);
    town.set('2026-11-21T20:30+09:00');
    await town.post('junho');
    await town.post('alex');
    await at('21 21:00');
    expect(await reasons()).toEqual(['2026-11-20 sending', '2026-11-21 everybodyDone']);
    expect(town.posts).toHaveLength(1);
  });

  test('waits for nobody who rests, or who has done the days of the week', async () => {
    town.set('2026-11-20T20:30+09:00');
    await town.post('alex');
    expect(said(await town.command(person('junho', '준호'), 'rest', { what: 'day' }))).toContain('쉬');
    await at('20 21:00');
    await town.db.challenge.update({ where: { id }, data: { goal: { kind: 'perWeek', n: 1 } } });
    await town.db.enrollment.updateMany({ data: { streak: null as never, streakVersion: { increment: 1 } } });
    town.set('2026-11-23T12:00+09:00');
    await town.post('junho');
    await at('23 21:00');
    await town.post('alex');
    await at('24 21:00');
    expect(await reasons()).toEqual([
      '2026-11-20 everybodyDone',
      // Nobody looked over the weekend.
      '2026-11-22 tooLate',
      '2026-11-23 sending',
      '2026-11-24 everybodyDone',
    ]);
  });

  test('is not said of a paused or ended challenge, nor where nobody takes part', async () => {
    await town.command(minji, 'challenge pause');
    await at('20 21:00');
    await town.command(minji, 'challenge resume');
    await town.db.enrollment.updateMany({ data: { leftAt: new Date() } });
    await at('21 21:00');
    await town.db.challenge.update({ where: { id }, data: { endedAt: new Date() } });
    await at('22 21:00');
    expect(await reasons()).toEqual(['2026-11-20 paused', '2026-11-21 nobody']);
    expect(town.posts).toEqual([]);
  });

  test('that became untrue between planning and sending is not sent', async () => {
    town.set('2026-11-20T21:00+09:00');
    await one.tick();
    await town.post('junho');
    await town.post('alex');
    await one.work();
    expect(await reasons()).toEqual(['2026-11-20 everybodyDone']);
    town.set('2026-11-21T21:00+09:00');
    await one.tick();
    await town.command(minji, 'nudge set', { time: '22:00' });
    await one.work();
    expect((await reasons()).at(-1)).toBe('2026-11-21 scheduleChanged');
    await at('21 22:00');
    expect(town.posts.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-11-21T13:00:00.000Z']);
  });

  test('that became untrue after it was decided, before it was claimed, is not sent', async () => {
    beforeClaim = async () => {
      await town.post('junho');
      await town.post('alex');
    };
    await at('20 21:00');
    expect(beforeClaim).toBe(null);
    expect(town.posts).toEqual([]);
    expect(await nudges()).toMatchObject([{ state: 'skipped', reason: 'everybodyDone' }]);
  });

  test('set anew for a time gone by comes from the next day on', async () => {
    town.set('2026-11-20T20:05+09:00');
    await town.command(minji, 'nudge set', { time: '20:00' });
    await at('20 20:06');
    await at('20 21:00');
    expect(await town.slots()).toEqual([]);
    await at('21 20:00');
    expect(town.posts).toHaveLength(1);
  });

  test('missed for longer than a quarter of an hour is recorded and never sent late', async () => {
    await at('20 20:58');
    await at('22 06:00');
    expect(await reasons()).toEqual(['2026-11-20 tooLate', '2026-11-21 tooLate']);
    expect(town.posts).toEqual([]);
    expect(town.events('nudge.missed')).toEqual([{ event: 'nudge.missed', fields: { slots: 2 } }]);
    await at('22 21:14');
    expect(town.posts.map(({ day }) => day)).toEqual(['2026-11-22']);
  });

  test('whose job comes too late is skipped too', async () => {
    town.set('2026-11-20T21:00+09:00');
    await one.tick();
    town.set('2026-11-20T21:16+09:00');
    await one.work();
    expect(await reasons()).toEqual(['2026-11-20 tooLate']);
    expect(town.posts).toEqual([]);
  });

  test('goes to the second time of a day only where the first was not sent', async () => {
    await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
    await at('21 08:00');
    await at('21 09:00');
    await at('21 21:00');
    town.set('2026-11-22T08:30+09:00');
    await town.post('junho');
    await town.post('alex');
    await at('22 09:00');
    await town.join(id, [{ ref: 'sakura' }], '2026-11-22');
    await at('22 21:00');
    expect(town.posts.map(({ at }) => new Date(at + 9 * 3_600_000).toISOString().slice(8, 16))).toEqual([
      '21T09:00',
      '22T21:00',
    ]);
  });

  test('that the platform did not take in time goes to the second time of its day, once', async () => {
    await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
    await at('21 08:59');
    refuse = new PlatformError('unavailable', '503');
    for (const minute of ['00', '01', '10', '15', '16']) await at(`21 09:${minute}`);
    expect(await nudges()).toMatchObject([{ day: '2026-11-21', state: 'skipped', reason: 'tooLate' }]);
    expect(said(await town.command(minji, 'nudge preview'))).toContain('11월 21일(토) 21:00');
    refuse = null;
    await at('21 09:20');
    expect(town.posts).toEqual([]);
    town.set('2026-11-21T20:30+09:00');
    await town.post('junho');
    await Promise.all([at('21 21:00'), (await town.instance()).tick()]);
    for (const minute of ['01', '02', '20']) await at(`21 21:${minute}`);
    expect(town.posts).toEqual([
      { challenge: id, day: '2026-11-21', at: Date.parse('2026-11-21T21:00+09:00') },
    ]);
    // In the words of the evening, and with the face nobody has seen that day.
    const [delivery] = await town.deliveries('nudge:');
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1 });
    expect(delivery?.effect).toMatchObject({ view: { face: { kind: 'face' } } });
    expect((await nudges()).map(({ line }) => line)).toEqual([expect.stringContaining('1명')]);
    expect(said(await town.command(minji, 'nudge preview'))).not.toContain('11월 21일');
  });

  test('of which nobody knows whether it was read is not said again that day', async () => {
    await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
    await at('21 08:59');
    refuse = new PlatformError('ambiguous', 'no answer');
    for (const minute of ['00', '01', '02', '03', '04']) await at(`21 09:${minute}`);
    expect(await nudges()).toMatchObject([{ state: 'dead', reason: 'outcome unknown: no answer' }]);
    refuse = null;
    await at('21 21:00');
    expect(town.posts).toEqual([]);
    await at('22 09:00');
    expect(town.posts.map(({ day }) => day)).toEqual(['2026-11-22']);
  });

  test('of which only the last try may have been read is not said again that day either', async () => {
    await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
    await at('21 08:59');
    refuse = new TypeError('of undefined');
    for (const minute of ['00', '01', '02']) await at(`21 09:${minute}`);
    refuse = new PlatformError('ambiguous', 'no answer');
    await at('21 09:03');
    expect(await nudges()).toMatchObject([{ state: 'dead', reason: 'outcome unknown: no answer' }]);
    refuse = null;
    await at('21 21:00');
    expect(town.posts).toEqual([]);
  });

  test('that waits while its schedule is set to a later time comes then', async () => {
    await at('20 20:59');
    refuse = new PlatformError('unavailable', '503');
    await at('20 21:00');
    town.set('2026-11-20T21:05+09:00');
    await town.command(minji, 'nudge set', { time: '21:10' });
    await at('20 21:06');
    refuse = null;
    await at('20 21:09');
    expect(await nudges()).toMatchObject([{ state: 'skipped', reason: 'scheduleChanged' }]);
    await at('20 21:10');
    expect(town.posts.map(({ at }) => at)).toEqual([Date.parse('2026-11-20T21:10+09:00')]);
  });

  test('never opens with the same words within ten', async () => {
    const weeks = Array.from(
      { length: 24 },
      (_, index) => Date.parse('2026-11-20T21:00+09:00') + index * 86_400_000,
    );
    for (const [index, each] of weeks.entries()) {
      town.set(each);
      // One of them is there, the other is waited for.
      if (index % 4 > 1) await town.post(index % 4 === 2 ? 'junho' : 'alex');
      await one.tick();
      await one.work();
    }
    const openings = (await town.slots()).map(({ opening }) => opening);
    expect(openings).toHaveLength(24);
    for (const [index, opening] of openings.entries())
      expect(openings.slice(Math.max(0, index - 10), index)).not.toContain(opening);
  });

  test('goes to the next zone with its challenge, from its next time on', async () => {
    town.set('2026-11-20T20:50+09:00');
    await town.storage.unitOfWork.run((tx) => tx.moveNudges(id, 'Asia/Bangkok', town.now()));
    await town.db.challenge.update({ where: { id }, data: { timezone: 'Asia/Bangkok' } });
    await at('20 21:00');
    expect(town.posts).toEqual([]);
    await at('20 23:00');
    expect(town.posts).toHaveLength(1);
  });

  test('in a zone that vanished rests, is said so, and holds nobody else up', async () => {
    const other = await town.challenge({ title: '독서', startsOn: '2026-11-01' as CivilDay }, 'books');
    await town.join(other, [{ ref: 'li' }], '2026-11-15');
    await town.command(minji, 'nudge set', { time: '21:00' }, 'books');
    await town.db.nudgeSchedule.update({ where: { challengeId: id }, data: { zone: 'Mars/Olympus' } });
    await town.db.nudgeTime.updateMany({ where: { challengeId: id }, data: { zone: 'Mars/Olympus' } });
    await at('20 21:00');
    expect(town.posts.map(({ challenge }) => challenge)).toEqual([other]);
    expect(town.events('nudge.zone_unknown')).toHaveLength(1);
    expect(said(await town.command(minji, 'nudge list'))).toContain('Mars/Olympus 시간대가 없어져서');
    expect(said(await town.command(minji, 'nudge preview'))).toContain('Mars/Olympus');
  });
});

describe('a channel that does not take them', () => {
  test('is left alone after three, and whoever hosts the challenge is told once', async () => {
    const [host] = await town.db.member.findMany({ where: { ref: 'junho' } });
    await town.db.challenge.update({ where: { id }, data: { createdBy: host!.id } });
    await town.command(minji, 'nudge set', { time: '21:00' });
    refuse = new PlatformError('forbidden', '50013 SEND_MESSAGES', { missing: 'SEND_MESSAGES' });
    for (const day of [20, 21, 22, 23, 24]) await at(`${day} 21:00`);
    expect(await reasons()).toHaveLength(3);
    const told = await town.deliveries('nudges-paused:');
    expect(told).toHaveLength(1);
    const effect = told[0]!.effect as unknown as Extract<Effect, { do: 'post' }>;
    expect(effect.target).toMatchObject({ kind: 'direct', member: 'junho' });
    expect(plain(effect.view.view === 'note' ? effect.view.line : [])).toContain('(메시지 보내기)');
    expect(told[0]!.state).toBe('sent');
    expect(said(await town.command(minji, 'nudge list'))).toContain('멈춰 있어요');
    // Set again, it goes on.
    refuse = null;
    await town.command(minji, 'nudge set', { time: '21:00' });
    await at('25 21:00');
    expect(town.posts).toHaveLength(1);
  });

  test('is not what managers read of where the mistake is ours', async () => {
    await town.command(minji, 'nudge set', { time: '21:00' });
    refuse = new TypeError('of undefined');
    await at('20 21:00');
    for (let tried = 1; tried < 4; tried++) await one.work();
    expect(await nudges()).toMatchObject([
      { state: 'dead', reason: expect.stringMatching(/^mistake of ours: TypeError at /) },
    ]);
    const log = JSON.stringify(await town.command(minji, 'admin nudges'));
    expect(log).toContain('채널 · 못 보냄: 아침 달리기 (오류가 났어요)');
  });

  test.each([
    ['who hosts another one', 'junho', { kind: 'direct', member: 'junho' }],
    ['the channel of another one, where nobody hosts any', null, { kind: 'channel', channel: 'books' }],
  ])('of a challenge nobody hosts is told, once: %s', async (_whom, hostOf, target) => {
    const other = await town.challenge({ title: '독서', startsOn: '2026-11-01' as CivilDay }, 'books');
    await town.db.challenge.updateMany({ data: { createdBy: null } });
    const host = hostOf && (await town.db.member.findFirstOrThrow({ where: { ref: hostOf } }));
    if (host) await town.db.challenge.update({ where: { id: other }, data: { createdBy: host.id } });
    await town.command(minji, 'nudge set', { time: '21:00' });
    refuse = new PlatformError('gone', 'Unknown Channel');
    for (const day of [20, 21, 22, 23]) await at(`${day} 21:00`);
    const told = await town.deliveries('nudges-paused:');
    expect(told.map(({ effect }) => effect)).toMatchObject([{ target }]);
  });

  test('of a closed challenge is told to its host, and where it has none to nobody', async () => {
    const [host] = await town.db.member.findMany({ where: { ref: 'junho' } });
    const books = await town.challenge({ title: '독서', startsOn: '2026-11-01' as CivilDay }, 'books');
    await town.db.challenge.updateMany({ data: { createdBy: host!.id } });
    await town.join(books, [{ ref: 'junho' }], '2026-11-15');
    const other = await town.challenge({ title: '명상', startsOn: '2026-11-01' as CivilDay }, 'calm');
    await town.join(other, [{ ref: 'junho' }], '2026-11-15');
    await town.db.challenge.updateMany({ where: { id: { in: [books, other] } }, data: { closed: true } });
    await town.db.challenge.update({ where: { id: other }, data: { createdBy: null } });
    for (const channel of ['books', 'calm'])
      await town.command(minji, 'nudge set', { time: '21:00' }, channel);
    refuse = new PlatformError('gone', 'Unknown Channel');
    for (const day of [20, 21, 22, 23]) await at(`${day} 21:00`);
    expect((await town.db.nudgeSchedule.findMany({ where: { pausedReason: { not: null } } })).length).toBe(2);
    const told = await town.deliveries('nudges-paused:');
    expect(told.map(({ key }) => key.split(':')[1])).toEqual([books]);
    expect(told[0]!.effect).toMatchObject({ target: { kind: 'direct', member: 'junho' } });
  });

  test('of the only challenge there, which nobody hosts, is left alone without a word', async () => {
    await town.db.challenge.updateMany({ data: { createdBy: null } });
    await town.command(minji, 'nudge set', { time: '21:00' });
    refuse = new PlatformError('gone', 'Unknown Channel');
    for (const day of [20, 21, 22, 23]) await at(`${day} 21:00`);
    expect(await reasons()).toHaveLength(3);
    expect(await town.deliveries('nudges-paused:')).toEqual([]);
    expect(said(await town.command(minji, 'nudge list'))).toContain('멈춰 있어요');
  });

  test('is left alone as soon where its second times of the day are skipped', async () => {
    await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
    await at('20 23:00');
    refuse = new PlatformError('gone', 'Unknown Channel');
    for (const day of [21, 22, 23]) {
      await at(`${day} 09:00`);
      town.set(`2026-11-${day}T12:00+09:00`);
      await town.post('junho');
      await town.post('alex');
      await at(`${day} 21:00`);
    }
    expect(await reasons()).toEqual([
      '2026-11-21 everybodyDone',
      '2026-11-22 everybodyDone',
      // It rests since the morning.
      '2026-11-23 sending',
    ]);
  });

  test('is not held to what it refused of an earlier schedule, though that day’s slot went over to the next one', async () => {
    await town.command(minji, 'nudge set', { time: '오전 9시' });
    await at('20 23:00');
    refuse = new PlatformError('forbidden', '50013 Missing Permissions');
    await at('21 09:00');
    await town.command(minji, 'nudge set', { time: '오후 9시' });
    await town.post('junho');
    await town.post('alex');
    for (const day of [21, 22, 23]) await at(`${day} 21:00`);
    expect((await reasons()).map((each) => each.slice(5))).toEqual([
      '11-21 everybodyDone',
      '11-22 sending',
      '11-23 sending',
    ]);
    const rests = async () => said(await town.command(minji, 'nudge list')).includes('멈춰 있어요');
    expect(await rests()).toBe(false);
    await at('24 21:00');
    expect(await rests()).toBe(true);
  });

  test('counts only refusals that follow one another', async () => {
    await town.command(minji, 'nudge set', { time: '21:00' });
    for (const day of [20, 21, 22, 23, 24]) {
      refuse = day === 22 ? null : new PlatformError('gone', 'Unknown Channel');
      await at(`${day} 21:00`);
    }
    expect(await reasons()).toHaveLength(5);
    expect(await town.deliveries('nudges-paused:')).toEqual([]);
  });
});

describe('where a model is on', () => {
  const line = '벌써 발자국이 여럿 남아서 자리가 따뜻해졌어요.';
  const asked: LineRequest[] = [];
  let answer: () => Promise<string | null> = async () => line;
  const two = async () =>
    town.instance({
      writeLine: async (request) => {
        asked.push(request);
        return answer();
      },
    });
  const said = async () =>
    (await town.deliveries('nudge:')).map(({ effect }) => {
      const { view } = effect as unknown as Extract<Effect, { do: 'post' }>;
      if (view.view !== 'note') throw new Error('not a note');
      return { line: plain(view.line), footer: view.footer ?? null, mood: view.face?.mood ?? null };
    });

  beforeEach(async () => {
    asked.length = 0;
    answer = async () => line;
    one = await two();
    await town.command(minji, 'nudge set', { time: '21:00' });
  });

  test('one line of it stands in place of the template’s, and says so', async () => {
    town.set('2026-11-20T20:30+09:00');
    await town.post('junho');
    await at('20 21:00');
    await at('21 21:00');
    const [first, second] = await said();
    expect(first).toEqual({
      line: expect.stringMatching(/\n아침 달리기 · 벌써 발자국이/),
      footer: expect.stringContaining('AI'),
      mood: 'happy',
    });
    expect(second!.line).toContain(line);
    expect(asked).toEqual([
      expect.objectContaining({ situation: { is: 'some', done: 1 }, title: '아침 달리기', recent: [] }),
      expect.objectContaining({ situation: { is: 'fresh' }, recent: [line] }),
    ]);
    expect(JSON.stringify(asked)).not.toMatch(/junho|alex/);
  });

  test('a template speaks at the same minute where it wrote nothing, or what it wrote is not true any more', async () => {
    answer = async () => null;
    await at('20 21:00');
    answer = async () => {
      await town.post('junho');
      return line;
    };
    await at('21 21:00');
    const [first, second] = await said();
    expect(first).toMatchObject({ footer: null });
    expect(second).toMatchObject({ footer: null, line: expect.stringContaining('1명') });
    expect(town.posts.map((post) => new Date(post.at).toISOString().slice(11, 16))).toEqual([
      '12:00',
      '12:00',
    ]);
  });

  test('it is asked once for each nudge, whoever dies meanwhile', async () => {
    answer = async () => {
      throw new Error('killed');
    };
    await at('20 21:00');
    expect(town.posts).toEqual([]);
    expect((await town.slots())[0]).toMatchObject({ state: 'asking' });
    one = await two();
    await at('20 21:02');
    expect(asked).toHaveLength(1);
    expect(town.posts).toHaveLength(1);
    expect((await said())[0]).toMatchObject({ footer: null });
  });

  test('nobody waits for it who was late already, nor when there is nothing to say', async () => {
    town.set('2026-11-20T21:00+09:00');
    await one.tick();
    town.set('2026-11-20T21:01+09:00');
    await one.work();
    expect(town.posts).toHaveLength(1);
    town.set('2026-11-21T20:00+09:00');
    await town.post('junho');
    await town.post('alex');
    await at('21 21:00');
    expect(asked).toEqual([]);
  });
});

describe('the hamster’s face', () => {
  test('is on the first nudge of a channel’s day alone, however many challenges share it', async () => {
    const second = await town.challenge({ title: '독서', startsOn: '2026-11-01' as CivilDay });
    const elsewhere = await town.challenge({ title: '그림', startsOn: '2026-11-01' as CivilDay }, 'art');
    for (const each of [second, elsewhere]) await town.join(each, [{ ref: 'li' }], '2026-11-15');
    await town.command(minji, 'nudge set', { time: '21:00', challenge: '아침 달리기' });
    await town.command(minji, 'nudge set', { time: '21:00', challenge: '독서' });
    await town.command(minji, 'nudge set', { time: '21:00' }, 'art');
    await at('20 21:00');
    await town.db.workspace.updateMany({ data: { character: 'neuru' } });
    await at('21 21:00');
    await town.db.workspace.updateMany({ data: { character: 'damjji' } });
    const faceOf = ({ face }: NoteView) => (face ? `${face.character} ${face.mood}` : '-');
    const faces = (await town.deliveries('nudge:')).map(({ key, effect }) => {
      const { view, target } = effect as unknown as Extract<Effect, { do: 'post' }>;
      const channel = target.kind === 'channel' ? target.channel : '';
      return `${key.split(':')[2]} ${channel} ${view.view === 'note' ? faceOf(view) : ''}`;
    });
    expect(faces.toSorted()).toEqual([
      '2026-11-20 art damjji waving',
      '2026-11-20 today -',
      '2026-11-20 today damjji waving',
      '2026-11-21 art neuru waving',
      '2026-11-21 today -',
      '2026-11-21 today neuru waving',
    ]);
  });
});
