import { openStorage } from '../../../src/adapters/postgres/index.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { isZone } from '../../../src/core/model/zone.ts';
import { createReadCircle } from '../../../src/core/nudge/circle.ts';
import { noDaysOff } from '../../../src/core/nudge/days-off.ts';
import { plannedNudges } from '../../../src/core/nudge/schedule.ts';
import { createSendNudge } from '../../../src/core/nudge/send-nudge.ts';
import { createNudgeTick } from '../../../src/core/nudge/tick.ts';
import type { Log } from '../../../src/core/ports.ts';

/**
 * What an instance with rules of its own is to do, and what it says of it. A process, since rules are a process's: it lives as
 * one instance after another, each told by a message.
 */
export interface Task {
  /** When it looks. */
  readonly looks: readonly number[];
  /** Whose preview it gives, from the last look on for a day. */
  readonly preview: readonly string[];
  /** Judges the waiting nudges, as their jobs do. */
  readonly send: readonly { readonly challenge: string; readonly day: string }[];
  readonly zones: readonly string[];
}
export interface Report {
  readonly planned: number;
  readonly unknown: readonly string[];
  readonly preview: readonly (readonly number[])[];
  /** Keys that went to the ledger. */
  readonly sent: readonly string[];
  readonly failed: readonly string[];
  readonly known: readonly boolean[];
}

const [databaseUrl] = process.argv.slice(2);
let now = Date.now();
let report: { planned: number; unknown: string[] } = { planned: 0, unknown: [] };
const clock = { now: () => now, monotonic: () => performance.now() };
const log: Log = {
  info(event, fields) {
    if (event === 'nudge.planned') report.planned += Number(fields?.slots);
  },
  warn: () => undefined,
  error(event, fields) {
    if (event === 'nudge.zone_unknown') report.unknown.push(String(fields?.zone));
  },
};
const storage = await openStorage({
  databaseUrl: databaseUrl!,
  dataDir: 'unused',
  defaults: { locale: 'ko', timezone: 'UTC' },
  clock,
  log,
  connections: { intake: 2, work: 2 },
});

/** One instance's life: it starts, looks, does its jobs and says what it saw. */
async function live(task: Task): Promise<Report> {
  report = { planned: 0, unknown: [] };
  const tick = createNudgeTick({ ...storage, clock, log });
  for (const look of task.looks) {
    now = look;
    await tick();
  }
  const sent: string[] = [];
  const failed: string[] = [];
  const send = createSendNudge({
    ...storage,
    readCircle: createReadCircle(storage),
    clock,
    log,
    writeLine: null,
    deliver: async (key) => void sent.push(key),
  });
  for (const { challenge, day } of task.send)
    await send({ challenge: challenge as ChallengeId, day: day as never }).catch((error: unknown) =>
      failed.push(String(error)),
    );
  const preview = await storage.unitOfWork.run(async (tx) => {
    const all: number[][] = [];
    for (const id of task.preview) {
      const found = await tx.lockChallengeWithPlace(id as ChallengeId);
      const schedule = await tx.findNudges(id as ChallengeId);
      const ahead = plannedNudges(schedule!, found!.challenge, {
        from: now,
        to: now + 86_400_000,
        off: noDaysOff,
      });
      all.push(ahead.map(({ at }) => at));
    }
    return all;
  });
  return { ...report, preview, sent, failed, known: task.zones.map(isZone) };
}

process.on('message', (task: Task) => void live(task).then((said) => process.send!(said)));
process.on('disconnect', () => void storage.close());
process.send!('ready');
