import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStorage } from '../src/adapters/postgres/index.ts';
import type { WorkspaceRef } from '../src/core/model/ids.ts';
import { createNudgeTick } from '../src/core/nudge/tick.ts';
import { quietLog } from '../test/support/quiet.ts';
import type { Bench } from './support/figures.ts';

const members = 100_000;
const zones = Intl.supportedValuesOf('timeZone')
  .filter((_, index) => index % 10 === 0)
  .slice(0, 40);
const atOnce = 10_000;
const minute = 60_000;

export const personalNudges: Bench = {
  title: `Own nudges of ${members.toLocaleString('en-US')} members in ${zones.length} zones`,
  how: `Ticks over real PostgreSQL. The first is that of an instance that has just started, with the zones' rules not yet loaded; in the next ones each minute some seventy members are due. Then ${atOnce.toLocaleString('en-US')} of one zone have one time.`,
  async run() {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    let now = Date.parse('2026-11-21T12:00:00Z');
    const clock = { now: () => now, monotonic: () => performance.now() };
    const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
    const storage = await openStorage({ databaseUrl: null, dataDir, defaults, clock, log: quietLog });
    const { db, unitOfWork, personalNudges } = storage;
    try {
      const { id } = await unitOfWork.run((tx) => tx.ensureWorkspace('web', 'bench' as WorkspaceRef));
      await db.$executeRaw`
        insert into member (workspace_id, ref, name) select ${id}::uuid, 'm' || n, 'm' from generate_series(1, ${members}::int) n`;
      await db.$executeRaw`
        insert into member_nudge (member_id, "on", minute, zone, since)
        select id, true, floor(random() * 1440)::int, (${zones}::text[])[1 + floor(random() * ${zones.length}::int)::int], 'epoch' from member`;
      await db.$executeRaw`analyze`;
      const tick = createNudgeTick({ nudges: personalNudges, clock, log: quietLog, name: 'nudge_me' });
      const started = await timed(tick);
      const due: number[] = [];
      for (let n = 0; n < 20; n++) {
        now += minute;
        due.push(await timed(tick));
      }
      const before = await db.memberNudgeSlot.count();
      if (before === 0) throw new Error('nobody was due');
      await db.$executeRaw`
        update member_nudge set zone = 'Asia/Seoul', minute = 1260
        where member_id in (select member_id from member_nudge order by member_id limit ${atOnce}::int)`;
      now = Date.parse('2026-11-25T12:00:00Z');
      await db.note.update({ where: { key: 'personal-nudges' }, data: { value: String(now - minute) } });
      const together = await timed(tick);
      if ((await db.memberNudgeSlot.count()) - before < atOnce) throw new Error('some were left out');
      return [
        { what: 'the first tick of an instance', value: started, unit: 'ms', goal: { atMost: 1_000 } },
        { what: 'a tick, slowest of twenty', value: Math.max(...due), unit: 'ms', goal: { atMost: 1_000 } },
        {
          what: `a tick with ${atOnce.toLocaleString('en-US')} due at once`,
          value: together,
          unit: 'ms',
          goal: { atMost: 3_000 },
        },
      ];
    } finally {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
