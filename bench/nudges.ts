import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStorage, type Storage } from '../src/adapters/postgres/index.ts';
import type { WorkspaceRef } from '../src/core/model/ids.ts';
import { createNudgeTick } from '../src/core/nudge/tick.ts';
import { quietLog } from '../test/support/quiet.ts';
import type { Bench } from './support/figures.ts';

const schedules = 100_000;
const zones = Intl.supportedValuesOf('timeZone')
  .filter((_, index) => index % 10 === 0)
  .slice(0, 40);
const atOnce = 10_000;
const planners = 3;
const dayOfTicks = 1_440;
/** Nothing is planned for the minutes around this one but what a bench puts there. */
const noon = Date.parse('2026-11-21T12:00:00Z');
const minute = 60_000;

export const nudges: Bench = {
  title: `Nudges of ${schedules.toLocaleString('en-US')} challenges in ${zones.length} zones`,
  how: `Ticks over real PostgreSQL. The first is that of an instance that has just started, with the zones' rules not yet loaded; in the next ones each minute some seventy schedules are due. Of the ${dayOfTicks.toLocaleString('en-US')} ticks with nothing due the time on the processor is summed, the program’s and the database’s. The ${atOnce.toLocaleString('en-US')} slots have one time and zone, and ${planners} instances with connections of their own look at once.`,
  async run() {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    const clock = { now: () => now, monotonic: () => performance.now() };
    let now = noon;
    const open = (databaseUrl: string | null) =>
      openStorage({
        databaseUrl,
        dataDir,
        defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
        clock,
        log: quietLog,
      });
    const storages = [await open(null)];
    try {
      const [first] = storages as [Storage];
      for (let n = 1; n < planners; n++) storages.push(await open(first.url));
      await fill(first);
      const tickOf = (storage: Storage) => createNudgeTick({ ...storage, clock, log: quietLog });
      const tick = tickOf(first);

      const started = await timed(tick);
      const due: number[] = [];
      for (let n = 0; n < 20; n++) {
        now += minute;
        due.push(await timed(tick));
      }
      if ((await first.db.nudgeSlot.count()) === 0) throw new Error('nothing was due');

      // Ten thousand that are due together, and three that see it in the same moment.
      await first.db.$executeRaw`
        update nudge_time set zone = 'Asia/Seoul', minute = 1260
        where challenge_id in (select challenge_id from nudge_time order by challenge_id limit ${atOnce}::int)`;
      now = Date.parse('2026-11-25T12:00:00Z');
      await first.db.note.update({ where: { key: 'nudges' }, data: { value: String(now - minute) } });
      const before = await planned(first);
      const together = await timed(() => Promise.all(storages.map((storage) => tickOf(storage)())));
      const after = await planned(first);
      if (after.slots - before.slots < atOnce || after.jobs !== after.slots)
        throw new Error(`${after.slots - before.slots} slots and ${after.jobs} jobs of ${after.slots}`);

      await first.db.$executeRaw`update nudge_schedule set weekdays = '{}'`;
      const idle = tickOf(first);
      await idle();
      const used = await processorTime(first);
      for (let n = 0; n < dayOfTicks; n++) {
        now += minute;
        await idle();
      }
      const nothing = (await processorTime(first)) - used;
      if ((await planned(first)).slots !== after.slots) throw new Error('something was due');
      return [
        { what: 'the first tick of an instance', value: started, unit: 'ms', goal: { atMost: 1_000 } },
        { what: 'a tick, slowest of twenty', value: Math.max(...due), unit: 'ms', goal: { atMost: 1_000 } },
        {
          what: `${atOnce.toLocaleString('en-US')} due slots planned by ${planners} at once`,
          value: together,
          unit: 'ms',
          goal: { atMost: 3_000 },
        },
        {
          what: `a day of ${dayOfTicks.toLocaleString('en-US')} ticks with nothing due, of the processor`,
          value: nothing,
          unit: 's',
          goal: { atMost: 30 },
        },
      ];
    } finally {
      for (const storage of storages.reverse()) await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Seconds the program and the database's connections have had of the processor. */
async function processorTime({ db }: Storage): Promise<number> {
  const { user, system } = process.cpuUsage();
  const backends = await db.$queryRaw<{ pid: number }[]>`select pid from pg_stat_activity`;
  const ticks = backends.map(({ pid }) => {
    // The name in brackets may hold anything; user and system time are the 14th and 15th word.
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return Number(words[11]) + Number(words[12]);
  });
  return (user + system) / 1e6 + ticks.reduce((sum, each) => sum + each, 0) / 100;
}

async function planned({ db }: Storage): Promise<{ readonly slots: number; readonly jobs: number }> {
  const [row] = await db.$queryRaw<{ slots: number; jobs: number }[]>`
    select (select count(*) from nudge_slot where state = 'pending')::int as slots,
      (select count(*) from graphile_worker.jobs where task_identifier = 'nudge')::int as jobs`;
  return row!;
}

async function fill({ db, unitOfWork }: Storage): Promise<void> {
  const { id } = await unitOfWork.run((tx) => tx.ensureWorkspace('web', 'bench' as WorkspaceRef));
  await db.$executeRaw`
    insert into challenge (workspace_id, channel_ref, title, goal, proof_kind, starts_on, timezone, started_at)
    select ${id}::uuid, 'c' || n, 'c' || n, '{"kind": "daily"}', 'any', '2026-01-01', (${zones}::text[])[1 + n % ${zones.length}::int], 'epoch'
    from generate_series(1, ${schedules}::int) n`;
  await db.$executeRaw`
    insert into nudge_schedule (challenge_id, weekdays, since) select id, '{1,2,3,4,5,6,7}', 'epoch' from challenge`;
  await db.$executeRaw`
    insert into nudge_time (challenge_id, minute, zone)
    select id, floor(random() * 1440)::int, timezone from challenge`;
  await db.$executeRaw`analyze`;
}
