import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { freshDatabase } from '../../support/database.ts';
import { writeZoneRules } from '../../support/zone-rules.ts';
import { minji } from '../challenge/desk.ts';
import type { Report, Task } from './other-rules.ts';
import { openTown, type Town } from './town.ts';

const program = fileURLToPath(new URL('other-rules.ts', import.meta.url));
/** Quarter to six ahead of UTC here; six hours ahead by the rules of the others. */
const kathmandu = 'Asia/Kathmandu';
const moved = { offsets: [20_476, 0, 19_800, 0, 20_700, 0], now: 21_600 };
const gone = 'Asia/Hovd';

let folder: string;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let town: Town;
let abroad: ChildProcess;
let here: ChallengeId;
let elsewhere: ChallengeId;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'boost-zones-'));
  await writeZoneRules(folder, { moved, gone, as: 'Asia/Hovc' });
  database = await freshDatabase();
  abroad = fork(program, [database.url], { env: { ...process.env, ICU_TIMEZONE_FILES_DIR: folder } });
  const ready = heard();
  town = await openTown(Date.parse('2026-11-20T06:00Z'), undefined, undefined, database);
  const startsOn = '2026-11-15' as CivilDay;
  here = await town.challenge({ title: 'Walking', timezone: kathmandu, startsOn }, 'here');
  elsewhere = await town.challenge({ title: 'Riding', timezone: gone, startsOn }, 'elsewhere');
  await town.join(
    here,
    [
      { ref: 'junho', zone: kathmandu },
      { ref: 'bat', zone: gone },
    ],
    startsOn,
  );
  await town.join(elsewhere, [{ ref: 'junho' }, { ref: 'bat' }], startsOn);
  await town.command(minji, 'nudge set', { time: '21:00' }, 'here');
  await town.command(minji, 'nudge set', { time: '23:00' }, 'elsewhere');
  await ready;
});
afterAll(async () => {
  const ended = once(abroad, 'exit');
  abroad.disconnect();
  expect(await ended).toEqual([0, null]);
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the process of the others says next. */
const heard = () =>
  new Promise<unknown>((resolve, reject) => {
    abroad.once('message', resolve);
    abroad.once('exit', (code) => reject(new Error(`the others ended: ${code}`)));
  });
/** An instance whose database of zones is another one. */
async function others(task: Partial<Task>): Promise<Report> {
  const said = heard();
  abroad.send({ looks: [], preview: [], send: [], zones: [], ...task } satisfies Task);
  return (await said) as Report;
}
const at = (...times: readonly string[]) => times.map((time) => Date.parse(`2026-11-${time}Z`));
const lookHere = async (looks: readonly number[]) => {
  const instance = await town.instance();
  for (const look of looks) {
    town.set(look);
    await instance.tick();
  }
};
const slots = async (challenge: ChallengeId) =>
  (await town.slots())
    .filter((slot) => slot.challenge === challenge)
    .map(({ day, at, state }) => `${day} ${new Date(at).toISOString().slice(11, 16)} ${state}`);

test('rules of a zone that differ between two instances: a slot a day, whoever sees it first, and the next by the rules of then', async () => {
  // 21:00 is 15:00 for them, and 15:15 here.
  const evening = at('20T14:59', '20T15:00', '20T15:01', '20T15:15', '20T15:16');
  const zones = [kathmandu, gone, 'Asia/Seoul'];
  expect(await others({ looks: evening, zones })).toMatchObject({ planned: 1, known: [true, false, true] });
  await lookHere(evening);
  expect(await slots(here)).toEqual(['2026-11-20 15:00 pending']);
  // Said by one by whose clocks it is not due yet: what was planned is said once.
  town.set('2026-11-20T15:01:00Z');
  const instance = await town.instance();
  await instance.work();
  await instance.work();
  expect(town.posts.map(({ challenge, day }) => `${challenge === here} ${day}`)).toEqual(['true 2026-11-20']);

  // The next day it is planned here already when they look; their hour is within what is looked back.
  await lookHere(at('21T14:59', '21T15:14', '21T15:15'));
  const late = at('21T15:15', '21T15:16');
  // Nothing is kept ahead: once all have the new rules, the days to come follow them.
  const { planned, preview } = await others({ looks: late, preview: [here] });
  expect([planned, preview]).toEqual([0, [at('22T15:00')]]);
  expect(await slots(here)).toEqual(['2026-11-20 15:00 sending', '2026-11-21 15:15 pending']);
  expect((await others({ looks: at('22T14:59', '22T15:00', '22T15:01') })).planned).toBe(1);
  expect((await slots(here)).at(-1)).toBe('2026-11-22 15:00 pending');
});

test('a zone that vanished: its schedules rest and are named; all others go on, whoever of theirs lives there', async () => {
  // 23:00 in Hovd is 16:00.
  const looks = at('23T14:59', '23T15:00', '23T15:59', '23T16:00', '23T16:01', '23T15:02');
  const send = [{ challenge: here, day: '2026-11-23' }];
  const report = await others({ looks, send });
  expect(report).toMatchObject({ planned: 1, unknown: [gone], failed: [] });
  expect((await slots(here)).at(-1)).toBe('2026-11-23 15:00 sending');
  expect(report.sent).toEqual([`nudge:${here}:2026-11-23`]);
  const before = await slots(elsewhere);
  expect(before.filter((slot) => slot.startsWith('2026-11-23'))).toEqual([]);
  // Where it is still known, it is planned.
  await lookHere(at('23T15:59', '23T16:00'));
  expect((await slots(elsewhere)).at(-1)).toBe('2026-11-23 16:00 pending');
});
