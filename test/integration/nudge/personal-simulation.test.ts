import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { ownAhead } from '../../../src/core/commands/nudge-me.ts';
import { addDays, type CivilDay, dayOf, weekday } from '../../../src/core/model/day.ts';
import type { Goal } from '../../../src/core/model/goal.ts';
import type { DeliveryKey, MemberId, ProofId } from '../../../src/core/model/ids.ts';
import { plannedAt } from '../../../src/core/model/wall-time.ts';
import { styles, vias } from '../../../src/core/nudge/personal/settings.ts';
import { lookBackMs } from '../../../src/core/nudge/schedule.ts';
import { figures } from '../../chaos/figures.ts';
import { person } from '../challenge/desk.ts';
import { type Instance, openTown, type Town } from './town.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/**
 * In these days clocks change in New York, St. John's, London, Cairo and, the other way, on Lord Howe and in Chatham. After each
 * of three stretches something is set anew; the last begins on a Saturday.
 */
const begins = Date.parse(figures.nightly ? '2026-09-15T00:00Z' : '2026-09-24T00:00Z');
const days = figures.nightly ? 90 : 45;
const stretch = (days / 3) * day;

/** Where members live, when they are nudged there and on which weekdays: some at times that are jumped over or come twice. */
const homes = [
  { zone: 'Asia/Seoul', time: '20:00', days: '6' },
  { zone: 'Asia/Tokyo', time: '21:30', days: '3' },
  { zone: 'America/New_York', time: '1:30', days: '7' },
  { zone: 'America/St_Johns', time: '0:15', days: '7' },
  { zone: 'America/Sao_Paulo', time: '19:45', days: '5' },
  { zone: 'Europe/London', time: '1:15', days: '7' },
  { zone: 'Africa/Cairo', time: '0:30', days: '5' },
  { zone: 'Asia/Kathmandu', time: '8:20', days: '6' },
  { zone: 'Australia/Lord_Howe', time: '2:15', days: '7' },
  { zone: 'Pacific/Chatham', time: '3:10', days: '7' },
  { zone: 'Pacific/Apia', time: '18:00', days: '1' },
  { zone: 'Pacific/Kiritimati', time: '23:59', days: '4' },
] as const;
const goals: readonly Goal[] = [
  { kind: 'daily' },
  { kind: 'weekdays', days: [1, 2, 3, 4, 5] },
  { kind: 'perWeek', n: 3 },
  { kind: 'everyNDays', n: 3 },
  { kind: 'daily' },
];
const members = 50;
/** Written about by the guard on the Saturday morning before their nudge; in two challenges, one of which is open then. */
const inCare = [12, 24];
const refOf = (n: number) => `member-${n}`;
/** Half of them never post, so what they get is known to the message; the others fall silent when they are done. */
const posts = (n: number) => n % 2 === 0;
/** Of those who never post, half ask for nudges anew after each stretch; about the others nudges rest after two weeks. */
const asksAgain = (n: number) => n % 4 === 1;

let town: Town;
let dying: 'not' | 'beforePost' | 'afterPost' | 'now' = 'not';
let kills = 0;
const die = (): never => {
  dying = 'now';
  throw new Error('killed');
};
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
afterAll(() => town.close());

test(`${days} days of fifty members’ own nudges in twelve zones come as they were previewed, once a day at most`, async () => {
  const random = chance(7);
  for (const [index, goal] of goals.entries()) {
    const id = await town.challenge(
      { goal, startsOn: '2026-09-01' as CivilDay, title: `c${index}` },
      `c${index}`,
    );
    // Everybody is in one of them, every third in the next one too.
    const joined = Array.from({ length: members }, (_, n) => n).filter(
      (n) => n % goals.length === index || (n % 3 === 0 && (n + 1) % goals.length === index),
    );
    const living = joined.map((n) => ({ ref: refOf(n), zone: homes[n % homes.length]!.zone }));
    await town.join(id, living, '2026-09-01');
  }
  await town.db.workspace.updateMany({ data: { quietFrom: 12 * 60, quietTo: 13 * 60, daysOff: [1] } });
  for (let n = 0; n < members; n++) await set(n, homes[n % homes.length]!);

  const skews = [0, 90_000, -90_000];
  const up = await Promise.all(skews.map((ahead) => town.instance({ ahead })));
  let [ticks, restarts] = [0, 0];
  const tick = async (instance: Instance) => {
    ticks++;
    await instance.tick();
  };
  const preview = new Set<string>();
  for (let from = begins; from < begins + 3 * stretch; from += stretch) {
    town.set(from + minute);
    if (from > begins) {
      // Some fly, some are nudged at another hour from now on, some want to be left alone for a while.
      for (const n of [1, 14, 27, 40])
        await command(n, 'pal', { timezone: homes[(n + 5) % homes.length]!.zone });
      for (let n = 0; n < members; n++) if (asksAgain(n)) await set(n, homes[n % homes.length]!);
      for (const n of [3, 8]) await set(n, { time: '17:17', days: '1,5' });
      await command(9, 'nudge snooze', { until: new Date(from + 10 * day).toISOString().slice(0, 10) });
    }
    if (from === begins + 2 * stretch)
      for (const n of inCare) {
        // Lately enough not to be away from the one that is open.
        await set(n, homes[n % homes.length]!);
        await giveCare(n);
      }
    const { ahead, instants } = await previewed(from + minute);
    for (const message of ahead) preview.add(message);
    for (const due of instants) {
      for (let n = 0; n < members; n++) {
        if (!posts(n) || random(20) > 0) continue;
        town.set(due - (2 + random(600)) * minute);
        await town.post(refOf(n), `c${n % goals.length}`);
      }
      // Since the one before nothing was due, and somebody has looked every minute.
      await town.db.note.updateMany({
        where: { key: { in: ['nudges', 'personal-nudges'] } },
        data: { value: String(due - minute) },
      });
      // All may be away for a while, but not for longer than is looked back.
      const away = random(5) === 0 ? 2 + random(8) : 0;
      for (const step of random(3) === 0 ? [0, away + 2] : [away + 2]) {
        town.set(due + step * minute);
        await Promise.all(up.filter((_, which) => random(2) === 0 || which === 2).map(tick));
        if (random(3) === 0) {
          const which = random(3);
          up[which] = await town.instance({ ahead: skews[which]! });
          restarts++;
        }
        // One dies at it, or two are at it at once.
        dying = (['not', 'beforePost', 'afterPost'] as const)[random(3)]!;
        const workers = up.slice(0, dying === 'not' ? 2 : 1);
        await Promise.all(workers.map((each) => each.work()));
        dying = 'not';
        // Whoever died on one has held it long enough, and whoever is there takes over.
        await town.db
          .$executeRaw`update delivery set claimed_at = claimed_at - interval '1 minute' where state = 'sending'`;
      }
      await up[random(3)]!.work();
    }
  }

  const slots = (await town.personalSlots()).filter(({ at }) => at <= begins + 3 * stretch);
  const names = new Map((await town.db.member.findMany()).map(({ id, ref }) => [id, Number(ref.slice(7))]));
  const named = slots.map((slot) => ({
    ...slot,
    n: names.get(slot.member)!,
    name: `${names.get(slot.member)} ${slot.at}`,
  }));
  const said = await town.deliveries('nudge-me:');
  const mooted = new Map(
    said.filter(({ state }) => state !== 'sent').map(({ key, reason }) => [key, reason]),
  );
  const judged = named.map((slot) => {
    const reason = mooted.get(`nudge-me:${slot.member}:${slot.day}:${slot.turn}` as DeliveryKey);
    return reason === undefined ? slot : { ...slot, state: 'skipped', reason };
  });
  const sent = judged.filter(({ state }) => state === 'sending');
  const silent = judged.filter(({ state }) => state !== 'sending');
  const posted = await town.db.webMessage.findMany({ where: { key: { startsWith: 'nudge-me:' } } });
  const late = town.personal.map(
    (each) => each.at - sent.find(({ member, day }) => member === each.member && day === each.day)!.at,
  );
  const reasons = Object.groupBy(silent, ({ reason }) => String(reason));
  const why = Object.entries(reasons).map(([reason, some]) => `${some!.length} ${reason}`);
  // Nobody can know ahead what will be posted: previewed and then left out is who was done.
  const missing = silent.filter(({ name }) => preview.has(name));
  const missed = Object.entries(Object.groupBy(missing, ({ reason }) => String(reason))).map(
    ([reason, some]) => `${some!.length} ${reason}`,
  );
  console.info(
    `${days} days, ${members} members in ${homes.length} zones, ${goals.length} challenges: ${preview.size} previewed, ${posted.length} sent and ${missed.join(', ')} by then, silent ${why.join(', ')}, ${ticks} ticks, ${restarts} restarts, ${kills} killed on a job, at most ${Math.max(...late) / minute} min late`,
  );

  // Of who never posts: message for message. Of the others: what was left out was done by then.
  const quiet = (n: number) => !posts(n);
  expect(
    sent
      .filter(({ n }) => quiet(n))
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual([...preview].filter((name) => quiet(Number(name.split(' ')[0]))).toSorted());
  // Who was away by the preview and posted after all is asked again.
  const back = sent.filter(({ name }) => !preview.has(name));
  expect(back.filter(({ n }) => quiet(n))).toEqual([]);
  expect(missing.filter(({ n, reason }) => quiet(n) || !['done', 'away'].includes(String(reason)))).toEqual(
    [],
  );
  expect(missing.length + sent.length - back.length).toBe(preview.size);
  expect(missing.length).toBeGreaterThan(10);
  // Each was sent once, and nobody had two of a day.
  expect(posted).toHaveLength(sent.length);
  expect(town.personal).toHaveLength(sent.length);
  expect(new Set(town.personal.map(({ member, day }) => `${member} ${day}`)).size).toBe(sent.length);
  expect(new Set(said.map(({ state }) => state))).toEqual(new Set(['sent', 'skipped']));
  // Who is left in peace was told so by their preview too.
  const peaceful = silent.filter(({ reason }) => reason === 'left in peace');
  expect(peaceful.map(({ n }) => n).toSorted()).toEqual(inCare);
  expect(peaceful.filter(({ name }) => preview.has(name))).toEqual([]);
  expect(silent.filter(({ reason }) => reason === 'tooLate')).toEqual([]);
  for (const reason of ['done', 'dayOff', 'snoozed', 'notAtRisk', 'nothingDue', 'away'])
    expect(reasons[reason]?.length).toBeGreaterThan(0);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(-90_000);
  expect(Math.max(...late)).toBeLessThanOrEqual(lookBackMs + 90_000);
  expect(kills).toBeGreaterThan(30);
}, 300_000);

const set = (n: number, { time, days }: { readonly time: string; readonly days: string }) =>
  town.press(person(refOf(n), refOf(n)), actionId({ do: 'nudgeSave' }), 'today', {
    time,
    weekdays: days,
    when: n % 10 === 5 ? 'atRisk' : 'always',
    style: styles[n % 3]!,
    via: vias[n % 2]!,
  });

const command = (n: number, words: string, options: Record<string, string>) =>
  town.command(person(refOf(n), refOf(n)), words, options);

/** They post, and the guard finds that somebody needs help. */
async function giveCare(n: number): Promise<void> {
  await town.post(refOf(n), `c${n % goals.length}`);
  const { id } = await town.db.proof.findFirstOrThrow({
    where: { member: { ref: refOf(n) } },
    orderBy: { postedAt: 'desc' },
  });
  await town.storage.unitOfWork.run((tx) => tx.saveCare(id as ProofId, 'selfHarm', town.now()));
}

/** What everybody's preview says, and every minute somebody's schedule names, said or silent. */
async function previewed(now: number) {
  const ahead: string[] = [];
  const instants = new Set<number>();
  for (const { id, ref } of await town.db.member.findMany({ where: { ref: { startsWith: 'member-' } } })) {
    await town.storage.unitOfWork.run(async (tx) => {
      const to = (await tx.lockPersonal(id as MemberId))!;
      for (const { at } of await ownAhead(tx, to, now))
        if (at <= begins + Math.ceil((now - begins) / stretch) * stretch + minute)
          ahead.push(`${ref.slice(7)} ${at}`);
      const { zone, minute: of, weekdays } = to.nudge!;
      for (let on = dayOf(now, zone, 0); on <= dayOf(now + stretch, zone, 0); on = addDays(on, 1)) {
        const at = weekdays.includes(weekday(on)) ? plannedAt(on, of, zone) : null;
        if (at !== null && at > now && at <= now - minute + stretch) instants.add(at);
      }
    });
  }
  return { ahead, instants: [...instants].toSorted((one, other) => one - other) };
}

/** The same numbers every time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
