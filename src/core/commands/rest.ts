import type { Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { addDays, type CivilDay, daysBetween } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { daysOf } from '../streak/rest-days.ts';
import type { Rest } from '../streak/rest-store.ts';
import type { Line } from '../views.ts';
import { namedChallenges } from './meant-challenge.ts';
import { callOf } from './on-challenge.ts';
import { readDay } from './read-day.ts';
import { refused } from './refused.ts';
import { cancelRest, challengesOn, comeBack, listRests, type Shown, todayIn } from './rest-booked.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';
import { thereFor } from './there-for.ts';

/** Most days a member can pause a challenge for, over all their pauses ever (product decision). */
const mostPaused = 14;
/** Most days off that can be booked at once. */
const longestRest = 31;
/** How many days ahead days off can be booked. */
const furthest = 366;

type What = 'day' | 'holiday' | 'pause' | 'back' | 'list';
const whats: readonly What[] = ['day', 'holiday', 'pause', 'back', 'list'];

/** `/rest`: books a day, a holiday or a pause, comes back, or lists what is booked; for one challenge or all of the member's. */
export function rest(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const found = await meantByName(tx, asked, event.options.challenge);
    if (!found.ok) return found.reply;
    const { from, to } = event.options;
    const said = (text: string | undefined) => (text ?? '').trim() !== '';
    // Without `what`, one day is a day off, two days are a holiday, and no day lists what is booked.
    const unsaid = said(to) ? 'holiday' : said(from) ? 'day' : 'list';
    const what = whats.find((each) => each === event.options.what) ?? unsaid;
    return doFor(deps, tx, asked, found.challenges, what, { from, to });
  });
}

/** The button that lists what is booked, as `/rest` without options does. */
export function openRest(deps: CommandDeps, event: InboundAction): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const own = await challengesOn(tx, asked);
    if (own.length === 0) return problem(asked.texts.streak.notJoinedAnywhere());
    return listRests(deps, tx, asked, own);
  });
}

/** The buttons that take today off or come back from days off. */
export function restBy(
  deps: CommandDeps,
  event: InboundAction,
  challenge: ChallengeId,
  what: 'day' | 'back',
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const own = (await challengesOn(tx, asked)).filter(({ id }) => id === challenge);
    if (own.length === 0) return refused(deps, asked, asked.texts.answer.unknownButton());
    return doFor(deps, tx, asked, own, what, {});
  });
}

/** The button that cancels the days off it names, in one challenge or (`challenge` null) in all where they are booked. */
export function restCancelBy(
  deps: CommandDeps,
  event: InboundAction,
  shown: Shown & { readonly challenge: ChallengeId | null },
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const on = await challengesOn(tx, asked);
    const own = on.filter(({ id }) => shown.challenge === null || id === shown.challenge);
    if (own.length === 0) return refused(deps, asked, asked.texts.answer.unknownButton());
    return cancelRest(deps, tx, asked, own, shown, shown.challenge === null);
  });
}

/** Books one day off in each challenge: the day its nudge was about, which may have ended at midnight. */
export async function restDays(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  days: ReadonlyMap<ChallengeId, CivilDay>,
): Promise<Reply> {
  const own = (await challengesOn(tx, asked)).filter(({ id }) => days.has(id));
  return book(deps, tx, asked, own, 'day', {}, days);
}

interface Typed {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

async function doFor(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenges: readonly ChallengeRow[],
  what: What,
  typed: Typed,
): Promise<Reply> {
  switch (what) {
    case 'list':
      return listRests(deps, tx, asked, challenges);
    case 'back':
      return comeBack(deps, tx, asked, challenges);
    default:
      return book(deps, tx, asked, challenges, what, typed);
  }
}

async function book(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenges: readonly ChallengeRow[],
  what: 'day' | 'holiday' | 'pause',
  typed: Typed,
  /** The day to book instead of today, for the challenges that have one. */
  days?: ReadonlyMap<ChallengeId, CivilDay>,
): Promise<Reply> {
  const { texts, member, event } = asked;
  const already: Wanted[] = [];
  const booked: Wanted[] = [];
  for (const challenge of challenges) {
    const today = days?.get(challenge.id) ?? todayIn(deps, asked, challenge);
    const existing = await tx.lockRests(challenge.id, member.id, challenge.startsOn);
    const paused = daysOf(existing.filter(({ kind }) => kind === 'pause'));
    const left = Math.max(0, mostPaused - new Set(paused).size);
    const read = readSpan(what, typed, today, left, asked);
    if ('problem' in read) return problem(read.problem);
    const wanted = read.span;
    const wantedDays = daysOf([wanted]);
    const off = new Set(daysOf(existing));
    const all = new Set([...paused, ...(wanted.kind === 'pause' ? wantedDays : [])]);
    if (wantedDays.every((day) => off.has(day))) already.push({ challenge, wanted });
    else if (all.size > mostPaused && wanted.kind === 'pause')
      return problem(texts.resting.pauseTooLong(challenge.title, mostPaused, left));
    else booked.push({ challenge, wanted });
  }
  for (const { challenge, wanted } of booked) {
    await tx.addRest(challenge.id, member.id, wanted, callOf(event));
    await tx.factsChanged(challenge.id, member.id);
    deps.log.info('rest.booked', { challenge: challenge.id, member: member.id, kind: wanted.kind });
  }
  const lines = [...bySpan(booked, texts.resting.rested), ...bySpan(already, texts.resting.alreadyResting)];
  return { kind: 'message', view: { view: 'answer', tone: 'done', lines, buttons: [] } };
}

interface Wanted {
  readonly challenge: ChallengeRow;
  readonly wanted: Rest;
}

/** One line for all challenges with the same days. They may differ: the day may be another one there, or fewer days of pause be left. */
function bySpan(
  some: readonly Wanted[],
  say: (titles: readonly string[], days: Rest) => Line,
): readonly Line[] {
  const groups = Map.groupBy(some, ({ wanted: { from, to } }) => `${from} ${to}`);
  return [...groups.values()].map((group) =>
    say(
      group.map(({ challenge }) => challenge.title),
      group[0]!.wanted,
    ),
  );
}

/** The days that are meant, or the line that says what is wrong. Each challenge has its own today, since its grace may differ. */
function readSpan(
  what: 'day' | 'holiday' | 'pause',
  { from, to }: Typed,
  today: CivilDay,
  pauseLeft: number,
  { texts }: Asked,
): { readonly span: Rest } | { readonly problem: Line } {
  const read = (text: string | undefined, fallback: CivilDay) => {
    const typed = text?.trim() ?? '';
    return typed === '' ? ({ kind: 'day', day: fallback } as const) : readDay(typed, today);
  };
  const first = read(from, today);
  if (first.kind === 'noSuchDate') return { problem: texts.answer.noSuchDate(first.text) };
  if (what === 'holiday' && (to ?? '').trim() === '') return { problem: texts.resting.holidayNeedsEnd() };
  const open = what === 'pause' ? addDays(first.day, Math.max(0, pauseLeft - 1)) : first.day;
  const last = read(to, open);
  if (last.kind === 'noSuchDate') return { problem: texts.answer.noSuchDate(last.text) };
  if (first.day < today) return { problem: texts.resting.pastDay(first.day) };
  if (last.day < first.day) return { problem: texts.answer.endBeforeStart() };
  const far = [first.day, last.day].find((day) => daysBetween(today, day) > furthest);
  if (far) return { problem: texts.resting.tooFar(far) };
  if (daysBetween(first.day, last.day) >= longestRest) return { problem: texts.resting.tooLong(longestRest) };
  return { span: { kind: what === 'pause' ? 'pause' : 'rest', from: first.day, to: last.day } };
}

/** The member's running challenge that is named, or all of them when none is. */
async function meantByName(
  tx: Tx,
  asked: Asked,
  name: string | undefined,
): Promise<
  | { readonly ok: true; readonly challenges: readonly ChallengeRow[] }
  | { readonly ok: false; readonly reply: Reply }
> {
  const { texts } = asked;
  const own = await challengesOn(tx, asked);
  if (name === undefined || name.trim() === '') {
    return own.length > 0
      ? { ok: true, challenges: own }
      : { ok: false, reply: problem(texts.streak.notJoinedAnywhere()) };
  }
  const found = namedChallenges(own, name);
  if (found.length === 1) return { ok: true, challenges: found };
  if (found.length > 1) {
    const titles = found.map(({ title }) => title);
    return { ok: false, reply: problem(texts.answer.whichChallenge(titles)) };
  }
  const others = await thereFor(tx, asked, await tx.listChallenges(asked.workspace.id));
  const [other] = namedChallenges(others, name);
  return {
    ok: false,
    reply: problem(other ? texts.answer.notJoined(other.title) : texts.answer.unknownChallenge(name)),
  };
}
