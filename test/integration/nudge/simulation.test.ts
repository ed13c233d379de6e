import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nudgesAhead } from '../../../src/core/commands/nudge-preview.ts';
import { summariesAhead } from '../../../src/core/commands/nudge-summary.ts';
import { type CivilDay, dayOf } from '../../../src/core/model/day.ts';
import type { ChallengeId, WorkspaceId, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { isDayOff } from '../../../src/core/nudge/days-off.ts';
import { lookBackMs } from '../../../src/core/nudge/schedule.ts';
import { plannedOn } from '../../../src/core/nudge/summary/period.ts';
import { minji } from '../challenge/desk.ts';
import { type Instance, openTown, type Town } from './town.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** In these ninety days clocks change in New York, St. John's, London, Cairo and, the other way, on Lord Howe and in Chatham. */
const begins = Date.parse('2026-09-15T00:00Z');
const month = 30 * day;

const homes = [
  'Asia/Seoul',
  'Asia/Tokyo',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/London',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
/** Some at times that are jumped over or come twice. */
const plans = [
  { title: '달리기', zone: 'Asia/Seoul', time: '21:00', days: '' },
  { title: 'Reading', zone: 'America/New_York', time: '1:30', days: '' },
  { title: 'Walking', zone: 'Australia/Lord_Howe', time: '2:15', days: '' },
  { title: 'Writing', zone: 'Africa/Cairo', time: '0:30, 23:30', days: '' },
  { title: 'Drawing', zone: 'America/St_Johns', time: '0:15', days: 'sun tue thu' },
];

interface Sent {
  readonly challenge: string;
  readonly day: string;
  readonly at: number;
}

let town: Town;
/** Where the next job's process dies: what it was about to write down is never written. */
let dying: 'not' | 'beforePost' | 'afterPost' | 'now' = 'not';
beforeAll(async () => {
  town = await openTown(
    begins,
    (page) => ({
      ...page,
      async ensurePosted(target, view, attempt) {
        if (dying === 'beforePost') return die();
        const message = await page.ensurePosted(target, view, attempt);
        return dying === 'afterPost' ? die() : message;
      },
    }),
    (ledger) => ({
      ...ledger,
      async settle(claimed, settlement) {
        if (dying !== 'now') return ledger.settle(claimed, settlement);
        dying = 'not';
        kills++;
        throw new Error('killed');
      },
    }),
  );
});
let kills = 0;
function die(): never {
  dying = 'now';
  throw new Error('killed');
}
afterAll(() => town.close());

test('ninety days with clock changes and restarts in the middle of ticks say what the preview says, and nothing else', async () => {
  const random = chance(4);
  const challenges: ChallengeId[] = [];
  for (const [index, { title, zone, time, days }] of plans.entries()) {
    const channel = `channel-${index}`;
    const id = await town.challenge({ title, timezone: zone, startsOn: '2026-09-01' as CivilDay }, channel);
    await town.join(
      id,
      Array.from({ length: 10 }, (_, n) => ({
        ref: `member-${index}-${n}`,
        zone: homes[(index * 10 + n) % homes.length]!,
      })),
      '2026-09-01',
    );
    await town.command(minji, 'nudge set', { time, days }, channel);
    if (index < 3) await town.command(minji, 'nudge summary', { weekly: 'on', monthly: 'on' }, channel);
    challenges.push(id);
  }
  await town.command(minji, 'settings', {
    daysoff: '일',
    holidays: '2026-09-24~2026-09-26 추석, 2026-10-09 한글날, 2026-10-12~2026-10-13, 2026-11-26 Thanksgiving',
  });
  // Whom a clock is ahead of or behind, and three that come and go.
  const skews = [0, 90_000, -90_000];
  const up = await Promise.all(skews.map((ahead) => town.instance({ ahead })));
  const restart = async (which: number) => {
    up[which] = await town.instance({ ahead: skews[which]! });
  };
  const preview: Sent[] = [];
  const summaries: string[] = [];
  let [ticks, restarts, posts] = [0, 0, 0];
  const tick = async (instance: Instance) => {
    ticks++;
    await instance.tick();
  };

  for (let from = begins; from < begins + 3 * month; from += month) {
    town.set(from);
    if (from > begins)
      await town.command(
        minji,
        'nudge set',
        { time: '20:00, 22:00', timezone: 'Europe/London' },
        'channel-0',
      );
    const ahead = await previewed(challenges);
    preview.push(...ahead);
    const told = await previewedSummaries(challenges);
    summaries.push(...told.map(({ name }) => name));
    // Looked at on days off too: nothing is to come then.
    const off = await previewed(challenges, { withDaysOff: true });
    // One that waits for far members or a day off to end was planned a morning before.
    const mornings = new Set(told.flatMap(({ planned, at }) => [planned, at]).filter((at) => at > from));
    const nudges = new Set(off.map(({ at }) => at));
    const instants = [...new Set([...nudges, ...mornings])].sort((one, other) => one - other);
    let now = from;
    for (const due of instants) {
      // In between somebody looks now and then, and some members post.
      for (now += 12 * hour; now < due - 3 * minute; now += 12 * hour) {
        town.set(now);
        await tick(up[random(3)]!);
        const index = random(plans.length);
        if (random(4) === 0) await town.post(`member-${index}-${random(9)}`, `channel-${index}`);
      }
      if (mornings.has(due)) {
        now = due;
        town.set(now);
        for (const index of [0, 1, 2])
          if (random(3) === 0) await town.post(`member-${index}-${random(9)}`, `channel-${index}`);
        await Promise.all(up.map((instance) => instance.quarter()));
        dying = (['not', 'not', 'beforePost', 'afterPost'] as const)[random(4)]!;
        await Promise.all([up[random(3)]!.work(), up[random(3)]!.work()]);
        dying = 'not';
        if (!nudges.has(due)) {
          await town.db
            .$executeRaw`update delivery set claimed_at = claimed_at - interval '1 minute' where state = 'sending'`;
          await up[random(3)]!.work();
          continue;
        }
      }
      // Now and then nobody has looked since the last one; else somebody has, every minute, with nothing due.
      if (random(10) > 0)
        await town.db.note.updateMany({
          where: { key: { in: ['nudges', 'personal-nudges'] } },
          data: { value: String(due - 2 * minute) },
        });
      // All may be away for a while, but not for longer than is looked back.
      const away = random(5) === 0 ? random(10) : 0;
      const steps = [[-1, 0, 1, 2], [0, 2], [1, 2], [2]][random(4)]!.map((step) => step + away);
      for (const step of steps) {
        now = due + step * minute;
        town.set(now);
        const planned = town.events('nudge.planned').length;
        await Promise.all(
          up.filter((_, which) => random(2) === 0 || (step === 2 + away && which === 2)).map(tick),
        );
        if (random(4) === 0) {
          await restart(random(3));
          restarts++;
        }
        if (town.events('nudge.planned').length === planned) continue;
        dying = (['not', 'not', 'beforePost', 'afterPost'] as const)[random(4)]!;
        await Promise.all([up[random(3)]!.work(), up[random(3)]!.work()]);
        dying = 'not';
      }
      // Whoever died on one has held it long enough, and whoever is there takes over.
      await town.db
        .$executeRaw`update delivery set claimed_at = claimed_at - interval '1 minute' where state = 'sending'`;
      await up[random(3)]!.work();
      // Five days of fourteen they post one after another: some are always there, some weeks pass without a proof, and the last one never does any.
      if (Math.floor((now - begins) / day) % 14 >= 5) continue;
      const [index, turn] = [posts % plans.length, Math.floor(posts / plans.length)];
      posts++;
      await town.post(`member-${index}-${turn % 9}`, `channel-${index}`);
    }
  }

  const slots = (await town.slots()).filter(({ at }) => at <= begins + 3 * month);
  const sent = slots
    .filter(({ state }) => state === 'sending')
    .map(({ challenge, day, at }) => ({ challenge, day, at }));
  const posted = await town.db.webMessage.findMany({ where: { key: { startsWith: 'nudge:' } } });
  const late = town.posts.map(
    (post) =>
      post.at - sent.find(({ challenge, day }) => challenge === post.challenge && day === post.day)!.at,
  );
  // A summary of a week in which nobody did anything is not told, and every other one is, at the time that was named.
  const kept = (await town.db.summary.findMany()).map((row) => ({
    ...row,
    name: `${row.challengeId} ${row.kind} ${row.from.toISOString().slice(0, 10)} ${row.plannedAt.getTime()}`,
  }));
  expect(new Set(kept.map(({ state, reason }) => reason ?? state))).toEqual(new Set(['sending', 'nothing']));
  expect(kept.map(({ name }) => name).toSorted()).toEqual(summaries.toSorted());
  const cards = await town.db.webMessage.count({ where: { key: { startsWith: 'summary:' } } });
  expect(cards).toBe(kept.filter(({ state }) => state === 'sending').length);
  expect(town.summaries).toHaveLength(cards);
  expect(cards).toBeGreaterThan(20);
  // None on a Sunday or a holiday; some of them waited for it to be over.
  const off = { daysOff: [7] as const, holidays: await town.db.holiday.findMany() };
  const holidays = off.holidays.map(({ day: date, name }) => ({
    day: date.toISOString().slice(0, 10) as CivilDay,
    name,
  }));
  const zoneOf = new Map((await town.db.challenge.findMany()).map(({ id, timezone }) => [id, timezone]));
  const toldOn = town.summaries.map(({ challenge, at }) => dayOf(at, zoneOf.get(challenge)!, 0));
  expect(toldOn.filter((on) => isDayOff({ ...off, holidays }, on))).toEqual([]);
  expect(toldOn.filter((on) => ['2026-10-14', '2026-11-02'].includes(on)).length).toBeGreaterThan(2);
  const silent = slots.filter(({ state }) => state !== 'sending');
  console.info(
    `90 days, ${homes.length} zones, ${plans.length} challenges: ${preview.length} previewed, ${posted.length} posted, ${ticks} ticks, ${silent.length} silent on days off, ${summaries.length} summaries previewed, ${cards} posted and ${kept.length - cards} with nothing to tell, ${restarts} restarts, ${kills} killed on a job, at most ${Math.max(...late) / minute} min late`,
  );
  // Nobody can know ahead who posts: previewed and then left out is a day on which all who were there were done.
  const done = silent.filter(({ reason }) => reason !== 'dayOff');
  expect(done.filter(({ reason }) => reason !== 'everybodyDone')).toEqual([]);
  expect(done.length).toBeLessThan(10);
  expect(silent.length).toBeGreaterThan(50);
  const left = done.map(({ challenge, day, at }) => ({ challenge, day, at }));
  expect(sorted([...sent, ...left])).toEqual(sorted(preview));
  expect(posted).toHaveLength(sent.length);
  expect(town.posts).toHaveLength(sent.length);
  expect(new Set((await town.deliveries('nudge:')).map(({ state }) => state))).toEqual(new Set(['sent']));
  // Not before a clock 90 seconds ahead says so, and not after the look-back.
  expect(Math.min(...late)).toBeGreaterThanOrEqual(-90_000);
  expect(Math.max(...late)).toBeLessThanOrEqual(lookBackMs + 90_000);
  expect(restarts).toBeGreaterThan(50);
  expect(kills).toBeGreaterThan(50);
}, 300_000);

/** Summaries that are to come, named by challenge, kind, period and instant. */
async function previewedSummaries(challenges: readonly ChallengeId[]) {
  return town.storage.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('web', 'demo' as WorkspaceRef);
    const all: { readonly name: string; readonly at: number; readonly planned: number }[] = [];
    for (const id of challenges) {
      const challenge = await tx.findChallenge(workspace.id, id);
      for (const each of await summariesAhead(tx, workspace, challenge!, town.now())) {
        const { kind, from, at } = each;
        all.push({ name: `${id} ${kind} ${from} ${at}`, at, planned: plannedOn(each, challenge!)! });
      }
    }
    return all;
  });
}

async function previewed(challenges: readonly ChallengeId[], { withDaysOff = false } = {}): Promise<Sent[]> {
  return town.storage.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('web', 'demo' as WorkspaceRef);
    const all: Sent[] = [];
    for (const id of challenges) {
      const challenge = await tx.findChallenge(workspace.id, id);
      const place = withDaysOff ? { ...workspace, daysOff: [], id: randomUUID() as WorkspaceId } : workspace;
      const ahead = await nudgesAhead(tx, place, challenge!, town.now());
      all.push(...ahead.map(({ day, at }) => ({ challenge: id as string, day: day as string, at })));
    }
    return all;
  });
}

function sorted(list: readonly Sent[]): readonly Sent[] {
  return list.toSorted((one, other) => one.at - other.at || one.challenge.localeCompare(other.challenge));
}

/** The same numbers every time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
