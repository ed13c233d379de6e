import { actionId } from '../actions.ts';
import type { Challenge } from '../challenge/challenge.ts';
import { nameOf } from '../challenge/title.ts';
import { heroOf } from '../characters/index.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { isBack } from '../model/back.ts';
import { addDays, type CivilDay, dayOf, daysBetween, type Instant, zoneAt } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';
import {
  cutOffOf,
  type LedgerDay,
  ledger,
  read,
  replay,
  type Streak,
  type StreakFacts,
  type Unit,
} from '../model/streak/index.ts';
import { cellsBefore } from '../pictures/calendar.ts';
import type { CellMark, SpecOf, StreakUnit } from '../pictures/spec.ts';
import type { Button, CardView, Mood } from '../views.ts';
import { momentText, wallTime } from './moment.ts';

/** A challenge, one member's facts in it, and who it is shown to. */
export interface Shown {
  readonly challenge: Pick<
    Challenge,
    | 'id'
    | 'title'
    | 'emoji'
    | 'goal'
    | 'weekStart'
    | 'graceMinutes'
    | 'startsOn'
    | 'endsOn'
    | 'freezeCap'
    | 'freezeEvery'
  > & { readonly endedAt: Instant | null };
  readonly facts: StreakFacts;
  readonly name: string;
  /** The character on the card's picture; absent: 담찌. */
  readonly character?: string;
  readonly locale: Locale;
  readonly now: Instant;
}

/** How many weeks of cells the card has, the current one included. */
const weeksShown = 5;

/** The card of `/streak`: the numbers, how today stands and the last weeks. Every fact in the picture is in the words as well. */
export function streakCard(shown: Shown): CardView {
  const { challenge, facts, locale, now } = shown;
  const texts = messagesFor(locale);
  const { card, amount, button } = texts.streak;
  const numbers = read(replay(facts, now), facts, now);
  const state = stateOf(shown, numbers);
  const lines = [
    numbers.current > 0
      ? card.current(numbers.current, numbers.unit)
      : numbers.daysDone > 0
        ? card.soFar(numbers.daysDone)
        : card.nothingYet,
    standing(shown, numbers, state),
  ].filter((line) => line !== null);
  const hasFreezes = challenge.freezeEvery !== null && challenge.freezeCap > 0;
  const buttons: Button[] = [
    {
      action: actionId({ do: 'why', challenge: challenge.id, until: numbers.today }),
      label: button.why,
      style: 'secondary',
    },
  ];
  if (numbers.period?.state === 'open' && numbers.lastDone !== numbers.today)
    buttons.push({
      action: actionId({ do: 'restToday', challenge: challenge.id }),
      label: button.restToday,
      style: 'secondary',
    });
  return {
    view: 'card',
    title: nameOf(challenge),
    lines: lines.map((line) => [line]),
    fields: [
      ...(numbers.longest > 0
        ? [{ label: card.longest, value: [amount(numbers.longest, numbers.unit)] }]
        : []),
      ...(numbers.daysDone > 0 ? [{ label: card.total, value: [amount(numbers.daysDone, 'day')] }] : []),
      ...(hasFreezes
        ? [{ label: card.freezes, value: [card.freezesLeft(numbers.freezes, challenge.freezeCap)] }]
        : []),
    ],
    picture: picture(shown, numbers, state),
    buttons,
  };
}

/** The unit as pictures name it: a turn where the rule has a block of days. */
export function pictureUnit(unit: Unit): StreakUnit {
  return unit === 'block' ? 'turn' : unit;
}

type State = SpecOf<'streak'>['state'];

function stateOf({ challenge, facts }: Shown, numbers: Streak): State {
  if (challenge.endedAt !== null || (facts.endsOn !== null && numbers.today > facts.endsOn)) return 'ended';
  if (numbers.lastDone !== null && numbers.lastDone >= numbers.today) return 'doneToday';
  const days = numbers.lastDone === null ? null : daysBetween(numbers.lastDone, numbers.today);
  if (numbers.current === 0 && isBack(challenge.goal, days, numbers.longest > 0)) return 'comeback';
  if (numbers.risk !== 'none') return numbers.risk;
  return 'fine';
}

function standing({ challenge, facts, locale, now }: Shown, numbers: Streak, state: State): string | null {
  const texts = messagesFor(locale);
  const { card } = texts.streak;
  if (numbers.today < challenge.startsOn) return card.notStarted(challenge.startsOn);
  const until = (day: CivilDay) => {
    const { cutOff, zone } = cutOffOf(day, facts.zones, facts);
    return momentText(cutOff, now, zone, texts);
  };
  switch (state) {
    case 'ended':
      return card.ended;
    case 'comeback':
      return card.comeback;
    case 'atRisk':
      return card.atRisk(numbers.need, until(numbers.period?.to ?? numbers.today));
    case 'lost':
      return card.lost(numbers.freezes);
    case 'doneToday': {
      const isDone = doneLine(facts, now, numbers.today, texts);
      return numbers.need > 0 ? `${isDone} ${card.needs(numbers.need, numbers.asks)}` : isDone;
    }
    case 'fine': {
      if (numbers.period?.state !== 'open') return dayOff(facts, now, numbers.today, card);
      const open = card.openToday(until(numbers.today));
      return numbers.asks === 'day' ? open : `${card.needs(numbers.need, numbers.asks)} · ${open}`;
    }
  }
}

/**
 * The line that today is done. Within the grace, when the calendar already shows the next day, it names the day that is done and
 * when the next one opens.
 */
function doneLine(facts: StreakFacts, now: Instant, today: CivilDay, texts: Messages): string {
  const { card } = texts.streak;
  const shown = dayOf(now, zoneAt(facts.zones, now), 0);
  if (shown <= today) return card.doneToday;
  const { cutOff, zone } = cutOffOf(today, facts.zones, facts);
  const isLast = facts.endsOn !== null && shown > facts.endsOn;
  return card.doneOn(today, isLast ? null : wallTime(cutOff, zone));
}

/** Why nothing is asked today, where a pause or a rest is the reason rather than the rule; null otherwise. */
function dayOff(
  facts: StreakFacts,
  now: Instant,
  today: CivilDay,
  { restToday, paused }: Messages['streak']['card'],
): string | null {
  const [day] = ledger(facts, now, { from: today, to: today });
  return day?.mark === 'paused' ? paused : day?.mark === 'rest' ? restToday : null;
}

const moods: Record<State, Mood> = {
  fine: 'happy',
  atRisk: 'worried',
  lost: 'worried',
  doneToday: 'cheering',
  ended: 'proud',
  comeback: 'waving',
};

function picture(shown: Shown, numbers: Streak, state: State): SpecOf<'streak'> {
  const { challenge, facts, name, character, locale, now } = shown;
  const { today } = numbers;
  const first = addDays(today, -cellsBefore(today, challenge.weekStart) - 7 * (weeksShown - 1));
  const days = ledger(facts, now, { from: first, to: addDays(first, 7 * weeksShown - 1) }).toReversed();
  const cells = days.map((day) => ({ mark: cellMark(day, today), today: day.day === today }));
  const all = Array.from({ length: weeksShown }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  // Weeks before the member joined are left out; the current week is always shown.
  const weeks = all.filter(
    (week, index) => index === weeksShown - 1 || week.some(({ mark }) => mark !== 'free'),
  );
  return {
    kind: 'streak',
    locale,
    asOf: { day: today, zone: zoneAt(facts.zones, now) },
    name,
    challenge: { title: challenge.title, emoji: challenge.emoji },
    current: numbers.current,
    longest: numbers.longest,
    unit: pictureUnit(numbers.unit),
    freezes: { left: numbers.freezes, cap: challenge.freezeEvery === null ? 0 : challenge.freezeCap },
    daysDone: numbers.daysDone,
    mood: state === 'doneToday' && numbers.current >= 30 ? 'proud' : moods[state],
    ...heroOf(character),
    state,
    weekStart: challenge.weekStart,
    weeks,
  };
}

/** The cell for a day of the day-by-day ledger; a day that never was for the member (a zone jumped over it) shows as free. */
export function cellMark({ day, mark }: Pick<LedgerDay, 'day' | 'mark'>, today: CivilDay): CellMark {
  if (mark === 'skipped') return 'free';
  return mark === 'free' && day > today ? 'future' : mark;
}
