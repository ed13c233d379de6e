import { actionId, type Reply } from '../actions.ts';
import type { RestingTexts, RestSpan } from '../messages/resting/texts.ts';
import { type CivilDay, dayOf } from '../model/day.ts';
import { shorten } from '../model/shorten.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { type DaySpan, daysOf, givenBack, type Stretch, stretchesOf } from '../streak/rest-days.ts';
import type { Booking } from '../streak/rest-store.ts';
import { graceOf } from '../streak/terms.ts';
import type { Button, Line } from '../views.ts';
import { type Asked, type CommandDeps, done } from './run.ts';

/** The days off that a cancel button names. */
export type Shown = RestSpan;

/** At most this many buttons, as many as an answer has: first those to come back, then those to cancel the nearest days. */
const mostButtons = 10;
/** Longest title on a button, whose label holds at most 75 characters (Slack). */
const titleLength = 30;

/** One of the member's challenges with the days off booked there from today on. */
interface Booked {
  readonly challenge: ChallengeRow;
  readonly today: CivilDay;
  readonly stretches: readonly Stretch[];
}

/** Lists the booked days off, with a button to come back where today is off, and buttons to cancel what is to come. */
export async function listRests(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenges: readonly ChallengeRow[],
): Promise<Reply> {
  const { resting } = asked.texts;
  const booked = await bookedIn(deps, tx, asked, challenges);
  const lines = booked.map(({ challenge, stretches }) => resting.list(challenge.title, stretches));
  return told([...lines, resting.how()], [...todayButtons(booked, resting), ...cancels(asked, booked)]);
}

/** Ends the days off that today belongs to. Days booked for later stay, are named, and can be cancelled. */
export async function comeBack(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenges: readonly ChallengeRow[],
): Promise<Reply> {
  const { resting } = asked.texts;
  const booked = await bookedIn(deps, tx, asked, challenges);
  const { freed, left } = await end(deps, tx, asked, booked, ({ stretches, today }) =>
    stretches.filter((stretch) => covers(stretch, today)).flatMap(({ bookings }) => bookings),
  );
  const staying = sayStaying(left, resting);
  if (freed.length > 0) return told([...bySpans(freed, resting.back), ...staying], cancels(asked, left));
  if (staying.length > 0) return told([resting.notResting(), ...staying], cancels(asked, left));
  return done(resting.nothingToEnd());
}

/**
 * Cancels the days off that a button names; bookings of the other kind, or reaching beyond those days, stay. `shared`: the button
 * is for all challenges with exactly these days off, so a challenge where fewer of them are off is left alone.
 */
export async function cancelRest(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenges: readonly ChallengeRow[],
  shown: Shown,
  shared: boolean,
): Promise<Reply> {
  const { resting } = asked.texts;
  const booked = await bookedIn(deps, tx, asked, challenges);
  const { freed, left } = await end(deps, tx, asked, booked, ({ stretches, today }) => {
    const within = stretches
      .flatMap(({ bookings }) => bookings)
      .filter(({ kind, from, to }) => kind === shown.kind && from >= shown.from && to <= shown.to);
    return !shared || fill(within, shown, today) ? within : [];
  });
  const lines = freed.length > 0 ? bySpans(freed, resting.cancelled) : [resting.notBooked()];
  return told([...lines, ...sayStaying(left, resting)], cancels(asked, left));
}

/** The member's own running challenges: those in which days off can still be booked. */
export async function challengesOn(tx: Tx, { member }: Asked): Promise<readonly ChallengeRow[]> {
  return (await tx.listJoined(member.id)).filter(({ endedAt }) => endedAt === null);
}

/** The member's current day in a challenge: it may differ between challenges, since their grace may. */
export function todayIn({ clock }: CommandDeps, { member, workspace }: Asked, challenge: ChallengeRow) {
  return dayOf(clock.now(), member.zone ?? workspace.timezone, graceOf(challenge));
}

async function bookedIn(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenges: readonly ChallengeRow[],
): Promise<readonly Booked[]> {
  const all: Booked[] = [];
  for (const challenge of challenges) {
    const today = todayIn(deps, asked, challenge);
    const stretches = stretchesOf(await tx.lockRests(challenge.id, asked.member.id, today));
    all.push({ challenge, today, stretches });
  }
  return all;
}

interface Freed {
  readonly challenge: ChallengeRow;
  readonly spans: readonly DaySpan[];
}

/**
 * Ends the bookings that `which` picks in each challenge, from today on. Returns the days that are no longer off, and what is
 * still booked.
 */
async function end(
  { log }: CommandDeps,
  tx: Tx,
  { member }: Asked,
  booked: readonly Booked[],
  which: (of: Booked) => readonly Booking[],
): Promise<{ readonly freed: readonly Freed[]; readonly left: readonly Booked[] }> {
  const freed: Freed[] = [];
  const left: Booked[] = [];
  for (const each of booked) {
    const { challenge, today, stretches } = each;
    const gone = which(each);
    const stays = stretchesOf(
      stretches.flatMap(({ bookings }) => bookings).filter((one) => !gone.includes(one)),
    );
    left.push({ ...each, stretches: stays });
    if (gone.length === 0) continue;
    await tx.endRests(
      challenge.id,
      member.id,
      gone.map(({ id }) => id),
      today,
    );
    await tx.factsChanged(challenge.id, member.id);
    log.info('rest.ended', { challenge: challenge.id, member: member.id });
    const spans = givenBack(gone, stays, today);
    if (spans.length > 0) freed.push({ challenge, spans });
  }
  return { freed, left };
}

/**
 * A button to come back for each challenge in which today is off; for a single challenge in which it is not, the button that
 * takes today off.
 */
function todayButtons(booked: readonly Booked[], texts: RestingTexts): readonly Button[] {
  const style = 'secondary';
  const isOne = booked.length === 1;
  return booked.flatMap(({ challenge: { id, title }, today, stretches }): Button[] => {
    if (stretches.some((stretch) => covers(stretch, today))) {
      const label = texts.comeBack(isOne ? null : shorten(title, titleLength));
      return [{ action: actionId({ do: 'restBack', challenge: id }), label, style }];
    }
    return isOne
      ? [{ action: actionId({ do: 'restToday', challenge: id }), label: texts.restToday, style }]
      : [];
  });
}

/** A cancel button for each stretch to come; challenges with the same stretch share one. */
function cancels({ texts: { resting } }: Asked, booked: readonly Booked[]): readonly Button[] {
  const toCome = booked.flatMap(({ challenge, today, stretches }) =>
    stretches.filter(({ from }) => from > today).map((stretch) => ({ challenge, stretch })),
  );
  const groups = Map.groupBy(toCome, ({ stretch: { kind, from, to } }) => `${from} ${to} ${kind}`);
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, group]) => {
      const [{ challenge, stretch }] = group as [(typeof group)[0]];
      const { kind, from, to } = stretch;
      const isOne = group.length === 1;
      return {
        action: actionId({ do: 'restCancel', challenge: isOne ? challenge.id : null, kind, from, to }),
        label: resting.cancel(
          stretch,
          isOne && booked.length > 1 ? shorten(challenge.title, titleLength) : null,
        ),
        style: 'secondary',
      };
    });
}

function sayStaying(left: readonly Booked[], { stays }: RestingTexts): readonly Line[] {
  const some = left.filter(({ stretches }) => stretches.length > 0);
  return bySpans(
    some.map(({ challenge, stretches }) => ({ challenge, spans: stretches })),
    stays,
  );
}

/** One line for all challenges with the same days. */
function bySpans<Span extends DaySpan>(
  some: readonly { readonly challenge: ChallengeRow; readonly spans: readonly Span[] }[],
  say: (titles: readonly string[], spans: readonly Span[]) => Line,
): readonly Line[] {
  const groups = Map.groupBy(some, ({ spans }) => JSON.stringify(say([], spans)));
  return [...groups.values()].map((group) =>
    say(
      group.map(({ challenge }) => challenge.title),
      group[0]!.spans,
    ),
  );
}

/** Whether the bookings cover every day of the span that is still to come. */
function fill(bookings: readonly DaySpan[], { from, to }: DaySpan, today: CivilDay): boolean {
  const toCome = { from: from > today ? from : today, to };
  return daysOf([toCome]).every((day) => bookings.some((booking) => covers(booking, day)));
}

function covers({ from, to }: DaySpan, day: CivilDay): boolean {
  return from <= day && day <= to;
}

function told(lines: readonly Line[], buttons: readonly Button[]): Reply {
  const shown = buttons.slice(0, mostButtons);
  return { kind: 'message', view: { view: 'answer', tone: 'done', lines, buttons: shown } };
}
