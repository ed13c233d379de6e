import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { minji } from '../challenge/desk.ts';
import { openTown, type Town } from './town.ts';

const at = (time: string) => Date.parse(`2026-11-${time.replace(' ', 'T')}+09:00`);
let town: Town;
let id: ChallengeId;

beforeAll(async () => {
  town = await openTown(at('20 12:00'));
});
beforeEach(async () => {
  await town.empty();
  town.set(at('20 12:00'));
  id = await town.challenge({ startsOn: '2026-11-01' as CivilDay });
  await town.join(id, [{ ref: 'junho' }], '2026-11-15');
  await town.command(minji, 'nudge set', { time: '21:00' });
});
afterAll(() => town.close());

const jobs = async () => {
  const [row] = await town.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs where task_identifier = 'nudge'`;
  return row!.count;
};

describe('several who plan at once', () => {
  test('add each of two thousand slots and its job once', async () => {
    await town.db.$executeRaw`
      insert into challenge (workspace_id, channel_ref, title, goal, proof_kind, starts_on, timezone, started_at)
      select (select id from workspace), 'many', 'many ' || n, '{"kind": "daily"}', 'any', '2026-11-01', 'Asia/Seoul', 'epoch'
      from generate_series(1, 1999) n`;
    await town.db.$executeRaw`
      insert into nudge_schedule (challenge_id, weekdays, since)
      select id, '{1,2,3,4,5,6,7}', 'epoch' from challenge where channel_ref = 'many'`;
    await town.db.$executeRaw`
      insert into nudge_time (challenge_id, minute, zone) select id, 1260, 'Asia/Seoul' from challenge where channel_ref = 'many'`;
    const three = await Promise.all([0, 90_000, -90_000].map((ahead) => town.instance({ ahead, own: true })));
    for (const minute of ['20:58', '20:59', '21:00', '21:01', '21:02', '21:03']) {
      town.set(at(`20 ${minute}`));
      await Promise.all(three.map((each) => each.tick()));
    }
    expect(await town.db.nudgeSlot.count()).toBe(2_000);
    expect(await jobs()).toBe(2_000);
    expect(town.events('nudge.planned').reduce((sum, { fields }) => sum + Number(fields.slots), 0)).toBe(
      2_000,
    );
  });

  test('add each of two thousand members’ own slots and its job once', async () => {
    await town.db.$executeRaw`
      insert into member (workspace_id, ref, name) select (select id from workspace), 'm' || n, 'm' from generate_series(1, 2000) n`;
    await town.db.$executeRaw`
      insert into member_nudge (member_id, "on", minute, zone, since)
      select id, true, 1260, 'Asia/Seoul', 'epoch' from member where ref like 'm%' and name = 'm'`;
    const three = await Promise.all([0, 90_000, -90_000].map((ahead) => town.instance({ ahead, own: true })));
    for (const minute of ['20:58', '20:59', '21:00', '21:01', '21:02', '21:03']) {
      town.set(at(`20 ${minute}`));
      await Promise.all(three.map((each) => each.tick()));
    }
    expect(await town.db.memberNudgeSlot.count()).toBe(2_000);
    const [row] = await town.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from graphile_worker.jobs where task_identifier = 'nudgeMe'`;
    expect(row!.count).toBe(2_000);
  });

  test('on a job at once, and on one whose worker died, post once', async () => {
    const three = await Promise.all([0, 0, 0].map(() => town.instance({ own: true })));
    for (const day of [20, 21, 22, 23]) {
      town.set(at(`${day} 21:00`));
      await Promise.all(three.map((each) => each.tick()));
      await Promise.all(three.map((each) => each.work()));
    }
    expect(town.posts).toHaveLength(4);
    expect((await town.deliveries('nudge:')).map(({ state }) => state)).toEqual(Array(4).fill('sent'));
  });
});

describe('a clock', () => {
  test('an hour ahead, then right again: the slot it took for missed is sent at its hour, once', async () => {
    const wrong = await town.instance({ ahead: 3_600_000 });
    const right = await town.instance();
    town.set(at('20 19:50'));
    await wrong.tick();
    for (const minute of ['20:20', '20:40', '20:59']) {
      town.set(at(`20 ${minute}`));
      // It stood still over nine by its own reckoning, and believes the time has passed.
      if (minute === '20:40') await wrong.tick();
      await right.tick();
      await right.work();
    }
    expect((await town.slots()).map(({ reason }) => reason)).toEqual(['tooLate']);
    for (const minute of ['21:00', '21:01', '22:00']) {
      town.set(at(`20 ${minute}`));
      await Promise.all([wrong.tick(), right.tick()]);
      await right.work();
    }
    expect(town.posts.map((post) => post.at)).toEqual([at('20 21:00')]);
  });

  test('set back an hour sends nothing twice', async () => {
    const instance = await town.instance();
    for (const minute of ['20:59', '21:00', '21:01', '20:01', '20:30', '20:59', '21:00', '21:05']) {
      town.set(at(`20 ${minute}`));
      await instance.tick();
      await instance.work();
    }
    expect(town.posts).toHaveLength(1);
  });

  test('of a machine that slept nine hours: what it slept through is recorded, not sent', async () => {
    const instance = await town.instance();
    town.set(at('20 20:59'));
    await instance.tick();
    town.set(at('21 05:59'));
    await instance.tick();
    await instance.work();
    expect(await town.slots()).toMatchObject([{ day: '2026-11-20', state: 'skipped', reason: 'tooLate' }]);
    expect(town.posts).toEqual([]);
    expect(await jobs()).toBe(0);
  });
});

describe('a look', () => {
  test('that takes longer than a minute is not joined by another of the same instance', async () => {
    const instance = await town.instance();
    town.set(at('20 21:00'));
    await Promise.all([instance.tick(), instance.tick(), instance.tick()]);
    expect(town.events('nudge.tick_still_running')).toHaveLength(2);
    await instance.tick();
    expect(await jobs()).toBe(1);
  });

  test('that lasts for minutes loses nothing of them: what came due meanwhile is planned by the next, once', async () => {
    const later = await town.challenge({ title: '저녁', startsOn: '2026-11-01' as CivilDay }, 'later');
    await town.join(later, [{ ref: 'junho' }], '2026-11-15');
    await town.command(minji, 'nudge set', { time: '21:02' }, 'later');
    const instance = await town.instance();
    town.set(at('20 20:59'));
    await instance.tick();
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holding = town.db.$transaction(async (tx) => {
      await tx.$executeRaw`lock table nudge_slot`;
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    town.set(at('20 21:00'));
    const long = instance.tick();
    for (const minute of ['21:01', '21:02', '21:03']) {
      town.set(at(`20 ${minute}`));
      await instance.tick();
    }
    expect(town.events('nudge.tick_still_running')).toHaveLength(3);
    expect(await jobs()).toBe(0);
    held.resolve();
    await Promise.all([holding, long]);
    expect(await jobs()).toBe(1);
    town.set(at('20 21:04'));
    await instance.tick();
    await instance.tick();
    expect(await jobs()).toBe(2);
    await instance.work();
    expect(town.posts).toHaveLength(2);
  });

  test('that failed is made up for by the next within a quarter of an hour, by whomever', async () => {
    const instance = await town.instance();
    town.set(at('20 20:59'));
    await instance.tick();
    await town.db.$executeRaw`alter table nudge_slot rename to nudge_slot_away`;
    town.set(at('20 21:00'));
    await expect(instance.tick()).rejects.toThrow();
    await town.db.$executeRaw`alter table nudge_slot_away rename to nudge_slot`;
    const later = await town.instance();
    town.set(at('20 21:15'));
    await later.tick();
    await later.work();
    expect(town.posts.map((post) => post.at)).toEqual([at('20 21:15')]);
  });
});
