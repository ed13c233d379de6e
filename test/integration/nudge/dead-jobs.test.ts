import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findDead, redriveDead } from '../../../src/adapters/postgres/dead-letters.ts';
import { buryDead } from '../../../src/adapters/postgres/jobs/rescue.ts';
import { actionId } from '../../../src/core/actions.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId, ChannelRef, MemberId } from '../../../src/core/model/ids.ts';
import { minji, person, said } from '../challenge/desk.ts';
import { type Instance, openTown, type Town } from './town.ts';

// A job that failed each time, with nothing away: what waited for it waits no more, and the next of its kind comes.
const begins = Date.parse('2026-11-20T08:00+09:00');
const junho = person('junho', '준호');
const own = { time: '20:00', weekdays: '1,2,3,4,5,6,7', when: 'always', style: 'standard', via: 'direct' };
const failed = 'its job failed: TypeError: of undefined';

let town: Town;
let one: Instance;
let id: ChallengeId;
beforeAll(async () => {
  town = await openTown(begins);
});
beforeEach(async () => {
  await town.empty();
  town.set(begins);
  one = await town.instance();
  id = await town.challenge({ startsOn: '2026-11-19' as CivilDay });
  await town.join(id, [{ ref: 'junho' }, { ref: 'alex' }], '2026-11-19');
});
afterAll(() => town.close());

const plan = async (time: string) => {
  town.set(`2026-11-${time.replace(' ', 'T')}:00+09:00`);
  await one.tick();
};
/** Its tries are used up. */
const dies = (task: string) => town.db.$executeRaw`
  update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'TypeError: of undefined', updated_at = now()
  where attempts < max_attempts and task_id = (select id from graphile_worker._private_tasks where identifier = ${task})`;
const slots = async () => (await town.slots()).map(({ state, reason }) => reason ?? state);
const ownSlots = async () => (await town.personalSlots()).map(({ state, reason }) => reason ?? state);
const redrive = async () => {
  const letters = await findDead(town.db, {
    ...{ key: null, reason: null, since: null, workspace: null, limit: null },
  });
  return (await redriveDead(town.db, letters)).redriven.length;
};
const log = async () => JSON.stringify(await town.command(minji, 'admin nudges'));

test('a nudge: the day’s next time is planned and said, and managers read what became of the first', async () => {
  await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
  await plan('20 09:00');
  expect(await dies('nudge')).toBe(1);
  expect(await buryDead(town.db)).toBe(1);
  expect(await slots()).toEqual([failed]);
  expect(await log()).toContain('채널 · 못 보냄: 아침 달리기 (오류가 났어요)');

  await plan('20 21:00');
  // The dead one is still there, and has nothing to do with what was planned since.
  expect(await buryDead(town.db)).toBe(0);
  expect(await slots()).toEqual(['pending']);
  await one.work();
  expect(town.posts).toHaveLength(1);
  expect(await buryDead(town.db)).toBe(0);
  expect(await slots()).toEqual(['sending']);
});

test('a nudge that was handed to the ledger and not said: the same', async () => {
  await town.command(minji, 'nudge set', { time: '오전 9시, 오후 9시' });
  await plan('20 09:00');
  const target = { kind: 'channel', channel: 'today' as ChannelRef } as const;
  await town.storage.unitOfWork.run(async (tx) => {
    const { id: workspace } = await tx.ensureWorkspace('web', 'demo' as never);
    await tx.sayNudge(
      { challenge: id, day: '2026-11-20' as CivilDay, workspace },
      { effect: { do: 'post', target, view: { view: 'note', line: ['그 전에'] } }, opening: 0 },
    );
  });
  await dies('nudge');
  expect(await buryDead(town.db)).toBe(1);
  expect(await town.deliveries('nudge:')).toMatchObject([{ state: 'dead', reason: failed }]);
  await plan('20 21:00');
  expect(await buryDead(town.db)).toBe(0);
  await one.work();
  expect(await town.deliveries('nudge:')).toMatchObject([{ state: 'sent' }]);
  expect(town.posts).toHaveLength(1);
});

test('a nudge done again in time is said', async () => {
  await town.command(minji, 'nudge set', { time: '오전 9시' });
  await plan('20 09:00');
  await dies('nudge');
  await buryDead(town.db);
  expect(await redrive()).toBe(1);
  expect(await slots()).toEqual(['pending']);
  await one.work();
  expect(town.posts).toHaveLength(1);
});

test('a member’s own: it can be asked for again, and news that waited for it is left for the morning', async () => {
  await town.press(junho, actionId({ do: 'nudgeSave' }), 'today', own);
  await plan('20 20:00');
  const found = await town.db.member.findFirstOrThrow({ where: { ref: 'junho' } });
  const member = found.id as MemberId;
  await town.db.$executeRaw`
    insert into delivery (key, workspace_id, effect, state) values ('freeze:of-junho', ${found.workspaceId}::uuid,
      ${JSON.stringify({ do: 'post', target: { kind: 'direct', member: 'junho' } })}::jsonb, 'held')`;
  expect(await dies('nudgeMe')).toBe(1);
  expect(await buryDead(town.db)).toBe(1);
  expect(await ownSlots()).toEqual([failed]);
  expect(await log()).toContain('개인 · 못 보냄: 1 (오류가 났어요)');
  expect(await town.deliveries('freeze:')).toMatchObject([
    { state: 'held', reason: 'its nudge did not come' },
  ]);

  const later = actionId({ do: 'nudgeAgain', member, day: '2026-11-20' as CivilDay, in: 60 });
  expect(said(await town.press(junho, later))).not.toContain('이미');
  // Its next turn is nothing the dead one left.
  expect(await buryDead(town.db)).toBe(0);
  expect(await ownSlots()).toEqual(['pending']);
});

test('a summary', async () => {
  await town.command(minji, 'nudge summary', { weekly: 'on' });
  town.set('2026-11-23T09:00+09:00');
  await one.quarter();
  expect(await dies('summary')).toBe(1);
  expect(await buryDead(town.db)).toBe(1);
  const states = async () => (await town.db.summary.findMany()).map(({ state, reason }) => reason ?? state);
  expect(await states()).toEqual([failed]);
  expect(await redrive()).toBe(1);
  expect(await states()).toEqual(['pending']);
});
