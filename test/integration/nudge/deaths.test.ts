import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { readPostmaster } from '../../../src/adapters/postgres/embedded/address.ts';
import { startEmbedded } from '../../../src/adapters/postgres/embedded/index.ts';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { actionId } from '../../../src/core/actions.ts';
import { type CivilDay, dayOf } from '../../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { plannedAt } from '../../../src/core/model/wall-time.ts';
import { usualTimes } from '../../../src/core/nudge/personal/settings.ts';
import { startInstance } from '../../chaos/crew.ts';
import type { Step } from '../../chaos/steps.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase, startedOnce } from '../../support/database.ts';
import { middayZone } from '../../support/midday.ts';
import { quietLog } from '../../support/quiet.ts';
import { defaults } from '../../support/settings.ts';
import { minji, person } from '../challenge/desk.ts';
import { openTown } from './town.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const workspace = 'demo' as WorkspaceRef;
/** A day is over at three in the morning: before that a nudge would be about the day before. */
const zone = middayZone();

/** Where two come next they wait out the claim of the dead; where one does, that time has passed already. */
test.concurrent.for<readonly [Step, 'nudge' | 'nudge-me', next: number]>([
  ['claim', 'nudge', 1],
  ['sending', 'nudge', 2],
  ['beforePost', 'nudge', 1],
  ['sent', 'nudge', 1],
  ['sending', 'nudge-me', 1],
  ['beforePost', 'nudge-me', 1],
])(
  'an instance killed at "%s" of a %s: whoever comes next says it, once',
  { timeout: 240_000 },
  async ([step, kind, next], { expect, onTestFinished }) => {
    const keys = { key: { startsWith: `${kind}:` } };
    const database = await freshDatabase();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-nudge-'));
    const storage = await openStorage({
      databaseUrl: database.url,
      dataDir,
      defaults: { locale: 'ko', timezone: zone },
      clock,
      log: quietLog,
      connections: { intake: 2, work: 2 },
    });
    const config = { ...defaults, databaseUrl: database.url, dataDir, timezone: zone };
    const successors: TestApp[] = [];
    onTestFinished(async () => {
      for (const each of successors.splice(0)) await each.stop();
      await storage.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
    });
    // A minute ago: every instance that starts finds it due.
    const due = Date.now() - 60_000;
    const day = dayOf(due, zone, 0);
    const place = { name: 'web' as const, workspace, channel: 'today' as ChannelRef };
    // In place of the page's own first challenge, whose welcome would be the first delivery there is.
    const id = await beginChallenge(storage, place, {
      startsOn: '2020-01-01' as CivilDay,
      timezone: zone,
      call: 'web:demo:first',
    });
    await storage.unitOfWork.run(async (tx) => {
      const { id: home } = await tx.ensureWorkspace('web', workspace);
      const member = await tx.ensureMember(home, { ref: 'junho' as MemberRef, name: '준호', locale: null });
      await tx.join(id, member.id, day);
      const minute = Math.floor((due - plannedAt(day, 0, zone)!) / 60_000);
      const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
      if (kind === 'nudge')
        await tx.saveNudges(id, { times: [minute], weekdays, zone: null }, { challengeZone: zone, since: 0 });
      else await tx.savePersonal(member.id, { ...usualTimes, minute }, { zone, since: 0 });
    });
    const victim = startInstance(config);
    onTestFinished(async () => {
      victim.signal('SIGKILL');
      await victim.exit;
    });
    victim.arm(step, { do: 'kill' });
    expect(await victim.exit).toEqual({ code: null, signal: 'SIGKILL' });
    expect(victim.hits(step)).toBe(1);
    const before = await storage.db.delivery.findMany({ where: keys });
    expect(before).toMatchObject([{ state: step === 'claim' ? 'pending' : 'sending' }]);

    if (next === 1) await longAgo(storage);
    for (let n = 0; n < next; n++) successors.push(await startTestApp(database.url, config));
    await until(
      'the nudge to be sent',
      async () => (await storage.db.delivery.count({ where: { ...keys, state: 'sent' } })) === 1,
      120_000,
    );
    // Neither has another one on its way.
    for (const each of successors.splice(0)) await each.stop();
    expect(await storage.db.webMessage.findMany({ where: keys })).toHaveLength(1);
    expect((await storage.db.nudgeSlot.count()) + (await storage.db.memberNudgeSlot.count())).toBe(1);
  },
);

/** What the dead hold they took half a minute ago, and they have not been heard of since. */
async function longAgo({ db }: Storage): Promise<void> {
  await db.$executeRaw`update delivery set claimed_at = claimed_at - interval '30 seconds' where state = 'sending'`;
  await db.$executeRaw`update instance set beat_at = beat_at - interval '30 seconds'`;
  await db.$executeRaw`
    update graphile_worker._private_jobs set locked_at = locked_at - interval '30 seconds' where locked_at is not null`;
}

test('PostgreSQL crashes in a look and after each step: every nudge is planned and said once', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-nudge-'));
  await startedOnce(dataDir);
  const events: string[] = [];
  const note = (event: string) => void events.push(event);
  const server = await startEmbedded(dataDir, { info: note, warn: note, error: note });
  const drop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
  };
  const same = <T>(part: T): T => part;
  const begun = Date.parse('2026-11-20T20:00+09:00');
  const town = await openTown(begun, same, same, { url: server.url, drop });
  onTestFinished(() => town.close());
  const id = await town.challenge({ startsOn: '2026-11-01' as CivilDay });
  await town.join(id, [{ ref: 'junho' }], '2026-11-15');
  await town.command(minji, 'nudge set', { time: '21:00' });
  const own = { time: '21:00', weekdays: '1,2,3,4,5,6,7', when: 'always', style: 'light', via: 'direct' };
  await town.press(person('junho', '준호'), actionId({ do: 'nudgeSave' }), 'today', own);
  let crashes = 0;
  const crash = async () => {
    crashes++;
    const found = await readPostmaster(path.join(dataDir, 'postgres', 'cluster'));
    process.kill(found!.pid, 'SIGQUIT');
    const restarted = () => events.filter((event) => event === 'database.restarted').length >= crashes;
    await until('the server to be back', restarted, 30_000);
    await until('it to answer', () => town.storage.reachable(), 30_000);
  };
  const instance = await town.instance();
  /** A look that waits for a lock when the server dies under it. */
  const crashIn = async (look: () => Promise<void>) => {
    const holder = new Client({ connectionString: server.url });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('begin; lock table nudge_slot');
    const ended = look().then(
      () => 'planned',
      () => 'broken off',
    );
    await until('it to wait', async () => {
      const { rows } = await holder.query('select from pg_locks where not granted');
      return rows.length > 0;
    });
    await crash();
    expect(await ended).toBe('broken off');
  };
  const days = [20, 21, 22];
  for (const day of days) {
    for (const [minute, after] of [
      ['20:59', 'tick'],
      ['21:00', 'tick'],
      ['21:01', 'work'],
      ['21:02', 'both'],
    ] as const) {
      town.set(`2026-11-${day}T${minute}+09:00`);
      if (minute === '21:00' && day === days[0]) await crashIn(instance.tick);
      await instance.tick();
      if (after !== 'tick') await instance.work();
      if (minute !== '20:59') await crash();
    }
  }
  expect((await town.slots()).map(({ day, state }) => `${day} ${state}`)).toEqual(
    days.map((day) => `2026-11-${day} sending`),
  );
  expect(await town.db.webMessage.count({ where: { key: { startsWith: 'nudge:' } } })).toBe(days.length);
  expect(town.posts).toHaveLength(days.length);
  expect((await town.personalSlots()).map(({ day, state }) => `${day} ${state}`)).toEqual(
    days.map((day) => `2026-11-${day} sending`),
  );
  expect(town.personal).toHaveLength(days.length);
  expect(await town.db.webMessage.count({ where: { key: { startsWith: 'nudge-me:' } } })).toBe(days.length);
}, 120_000);
