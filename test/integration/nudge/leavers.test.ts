import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { addDays, type CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import type { Line } from '../../../src/core/views.ts';
import { read } from '../../support/conversation.ts';
import { plain } from '../../support/core.ts';
import { minji, person } from '../challenge/desk.ts';
import type { Instance, Town } from './town.ts';
import { noTrouble, openTroubledTown, type Trouble } from './troubled-town.ts';

const first = '2026-12-01' as CivilDay;
const at = (day: CivilDay, time: string) => Date.parse(`${day}T${time}+09:00`);
/** The n-th day, from 1. */
const nth = (n: number) => addDays(first, n - 1);
const junho = person('junho', '준호');

let town: Town;
let instance: Instance;
let id: ChallengeId;
let trouble: Trouble;
beforeAll(async () => {
  ({ town, trouble } = await openTroubledTown(at(first, '12:00')));
});
beforeEach(async () => {
  await town.empty();
  Object.assign(trouble, noTrouble);
  town.set(at(first, '12:00'));
  id = await town.challenge({ startsOn: first });
  await town.join(id, [{ ref: 'junho' }, { ref: 'nara' }, { ref: 'ghost' }], first);
  instance = await town.instance();
});
afterAll(() => town.close());

const evening = async (n: number, time = '20:00') => {
  town.set(at(nth(n), time));
  await instance.tick();
  await instance.work();
};
const posts = async (n: number, ...who: readonly string[]) => {
  town.set(at(nth(n), '12:00'));
  for (const ref of who) await town.post(ref);
};

describe('a member who stopped coming', () => {
  const rests = '알림은 이제 잠시 쉬어 갈게요';
  const letters = async () => {
    const found = await town.db.webMessage.findMany({
      where: { channel: 'direct:junho' },
      orderBy: { id: 'asc' },
    });
    return found.map(({ view }) => plain((view as unknown as { line: Line }).line));
  };
  const told = async () => (await letters()).filter((text) => text.includes(rests));
  beforeEach(async () => {
    const values = {
      time: '20:00',
      weekdays: '1,2,3,4,5,6,7',
      when: 'always',
      style: 'standard',
      via: 'direct',
    };
    await town.press(junho, actionId({ do: 'nudgeSave' }), 'today', values);
  });

  test('is asked for two weeks, told once that nudges rest, and asked again after the next proof', async () => {
    const counts: number[] = [];
    for (let n = 1; n <= 45; n++) {
      if (n === 2 || n === 25) await posts(n, 'junho');
      await evening(n);
      counts.push((await letters()).length);
    }
    const on = counts.flatMap((count, index) => (count > (counts[index - 1] ?? 0) ? [index + 1] : []));
    const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
    // Two weeks and the one that says so; back from the day after the proof on.
    expect(on).toEqual([1, ...days(3, 17), ...days(26, 40)]);
    const all = await letters();
    expect(await told()).toHaveLength(2);
    expect(all[15]).toContain(rests);
    expect(all[15]).toContain('다시 인증하시면 그날부터 또 알려 드릴게요');
    expect(all[15]).not.toMatch(/까지 열려 있어요|지난 날/);
    expect(all.at(-1)).toContain(rests);
    expect(await town.deliveries('nudge-rest:')).toHaveLength(2);
    const reasons = (await town.personalSlots()).map(({ day, reason }) => [day, reason]);
    expect(reasons).toContainEqual([nth(18), 'away']);
    expect(reasons).toContainEqual([nth(25), 'done']);
  });

  test('reads as much in the preview', async () => {
    const preview = read(await town.command(junho, 'nudge preview'));
    expect(preview.filter((line) => line.startsWith('· '))).toHaveLength(15);
    for (let n = 1; n <= 15; n++) await evening(n);
    expect(await letters()).toHaveLength(15);
    expect(read(await town.command(junho, 'nudge preview')).join()).toContain('올 알림이 없어요');
  });

  test('is told once, whoever dies on it', async () => {
    trouble.dies = true;
    for (let n = 14; n <= 16; n++) await evening(n);
    trouble.dies = false;
    await town.db
      .$executeRaw`update delivery set claimed_at = claimed_at - interval '1 minute' where state = 'sending'`;
    instance = await town.instance();
    await instance.work();
    for (let n = 17; n <= 20; n++) await evening(n);
    expect(await told()).toHaveLength(1);
  });

  test('and is back before it is said hears nothing of it, until the next time', async () => {
    for (let n = 1; n <= 14; n++) await evening(n);
    trouble.beforeClaim = () => town.post('junho');
    await evening(15);
    expect(await told()).toEqual([]);
    expect(await town.deliveries('nudge-rest:')).toMatchObject([
      { state: 'skipped', reason: 'no longer so' },
    ]);
    for (let n = 16; n <= 35; n++) await evening(n);
    expect(await told()).toHaveLength(1);
  });

  test('is told by itself where the nudge that was to say so came too late', async () => {
    for (let n = 1; n <= 14; n++) await evening(n);
    trouble.away = true;
    await evening(15);
    trouble.away = false;
    await evening(15, '20:20');
    for (let n = 16; n <= 18; n++) await evening(n);
    expect(await told()).toHaveLength(1);
    expect(await letters()).toHaveLength(15);
  });

  test('in one challenge is still asked about the other', async () => {
    const writing = await town.challenge({ startsOn: first, title: '글쓰기' }, 'writing');
    await town.join(writing, [{ ref: 'junho' }], first);
    for (let n = 1; n <= 20; n++) {
      if (n % 3 === 0) {
        town.set(at(nth(n), '12:00'));
        await town.post('junho', 'writing');
      }
      await evening(n);
    }
    const all = await letters();
    expect(await told()).toEqual([expect.stringContaining('아침 달리기')]);
    expect((await told())[0]).not.toContain('글쓰기 알림');
    expect(all.at(-1)).toContain('글쓰기');
    expect(all.at(-1)).not.toContain('달리기');
  });

  test('is asked again for two weeks who left and joined again', async () => {
    for (let n = 1; n <= 18; n++) await evening(n);
    await town.press(junho, actionId({ do: 'leave', challenge: id }));
    for (let n = 19; n <= 24; n++) await evening(n);
    expect(await letters()).toHaveLength(15);
    town.set(at(nth(25), '12:00'));
    await town.press(junho, actionId({ do: 'join', challenge: id }));
    for (let n = 25; n <= 41; n++) await evening(n);
    expect(await letters()).toHaveLength(30);
    expect(await told()).toHaveLength(2);
  });

  test('is asked again for two weeks who asks for nudges anew', async () => {
    for (let n = 1; n <= 18; n++) await evening(n);
    expect(await letters()).toHaveLength(15);
    const values = {
      time: '20:00',
      weekdays: '1,2,3,4,5,6,7',
      when: 'always',
      style: 'light',
      via: 'direct',
    };
    await town.press(junho, actionId({ do: 'nudgeSave' }), 'today', values);
    for (let n = 19; n <= 36; n++) await evening(n);
    // From that evening on, whose nudge was still to come or not.
    expect((await letters()).length).toBe(29);
    expect(await told()).toHaveLength(2);
  });
});

describe('a club with a member who stopped coming', () => {
  const said = async () =>
    (await town.slots()).map(({ day, state, reason }) => `${day.slice(8)} ${reason ?? state}`);
  beforeEach(async () => {
    await town.command(minji, 'nudge set', { time: '20:00' });
  });

  test('waits for them two weeks, and is left alone when all others are done', async () => {
    for (const n of [14, 15, 16]) {
      await posts(n, 'junho', 'nara');
      await evening(n);
    }
    expect(await said()).toEqual(['14 sending', '15 everybodyDone', '16 everybodyDone']);
    // With a proof they are one of all at once.
    await posts(17, 'ghost');
    await evening(17);
    await posts(18, 'junho', 'nara');
    await evening(18);
    await posts(19, 'junho', 'nara', 'ghost');
    await evening(19);
    expect((await said()).slice(3)).toEqual(['17 sending', '18 sending', '19 everybodyDone']);
  });

  test('waits two weeks more for one who left and joined again, by a post too, whatever becomes of that', async () => {
    const ghost = person('ghost', '고스트');
    town.set(at(nth(10), '12:00'));
    await town.press(ghost, actionId({ do: 'leave', challenge: id }));
    await posts(20, 'junho', 'nara');
    await evening(20);
    town.set(at(nth(21), '12:00'));
    await town.press(ghost, actionId({ do: 'join', challenge: id }));
    await posts(21, 'junho', 'nara');
    await evening(21);
    expect(await said()).toEqual(['20 everybodyDone', '21 sending']);
    await town.press(ghost, actionId({ do: 'leave', challenge: id }));
    await posts(40, 'ghost');
    await town.db.checkIn.deleteMany({ where: { proof: { member: { ref: 'ghost' } } } });
    await town.db.$executeRaw`update enrollment set streak = null, streak_version = streak_version + 1`;
    await posts(41, 'junho', 'nara');
    await evening(41);
    expect((await said()).at(-1)).toBe(`${nth(41).slice(8)} sending`);
  });

  test('that stopped coming as a whole is not called until somebody is back', async () => {
    for (const n of [14, 15, 16]) await evening(n);
    expect(await said()).toEqual(['14 sending', '15 away', '16 away']);
    expect(JSON.stringify(await town.command(minji, 'admin nudges'))).toContain(
      '아침 달리기 (모두 2주 넘게 인증이 없어서 쉬고 있어요)',
    );
    await posts(17, 'nara');
    await evening(17);
    await evening(18);
    expect((await said()).slice(3)).toEqual(['17 everybodyDone', '18 sending']);
  });
});
