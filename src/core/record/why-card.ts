import { actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import { messagesFor } from '../messages/index.ts';
import { addDays, type CivilDay, dayOf, type Instant } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import { countedUnit, firstDay, type LedgerDay, ledger, todayOf } from '../model/streak/index.ts';
import type { Button, CardView } from '../views.ts';
import { dateAndTime, momentText, wallTime } from './moment.ts';
import type { Shown } from './streak-card.ts';

/** Days of the day-by-day ledger on one page. */
const daysPerPage = 7;

/**
 * The card of `/streak why`: the day-by-day ledger back to the first day. For each day it says what the day was, by which proof,
 * until when it was open in which zone, under which rule, and the streak after it (R5-R10, R18). Newest first, a page of seven
 * days up to `until`. `added`: the ids of check-ins that a manager added.
 */
export function whyCard(shown: Shown, until: CivilDay, added: ReadonlySet<string>): CardView {
  const { challenge, facts, locale, now } = shown;
  const texts = messagesFor(locale);
  const { why, button } = texts.streak;
  const first = firstDay(facts);
  const today = todayOf(facts, now);
  const newest = facts.endsOn !== null && facts.endsOn < today ? facts.endsOn : today > first ? today : first;
  const to = until > newest ? newest : until < first ? first : until;
  const from = max(first, addDays(to, 1 - daysPerPage));
  const days = ledger(facts, now, { from, to });
  const [top] = days;
  const head = { rule: ruleOf(shown, top), zone: top?.zone ?? facts.zones[0].zone, added };
  const turn = (label: string, day: CivilDay): Button => ({
    action: actionId({ do: 'why', challenge: challenge.id, until: day }),
    label,
    style: 'secondary',
  });
  return {
    view: 'card',
    title: why.title(nameOf(challenge)),
    lines: [why.head(head.rule, head.zone)],
    fields: days.map((day) => ({
      label: `${why.day(day.day)} · ${why.mark(day.mark)}`,
      value: [explain(shown, day, now, head)],
    })),
    picture: null,
    buttons: [
      ...(to < newest ? [turn(button.newer, min(newest, addDays(to, daysPerPage)))] : []),
      ...(from > first ? [turn(button.older, addDays(from, -1))] : []),
      { action: actionId({ do: 'streak', challenge: challenge.id }), label: button.card, style: 'secondary' },
    ],
  };
}

/** The rule that was in force on a day, as a sentence. */
function ruleOf({ challenge, locale }: Shown, day: LedgerDay | undefined): string {
  const { goal, weekStart } = day?.rule ?? challenge;
  return goalSentence(goal, { weekStart, graceMinutes: day?.graceMinutes ?? challenge.graceMinutes }, locale);
}

/** Why a day is what it is. A day whose rule or zone differs from the one at the head of the page names its own. */
function explain(
  shown: Shown,
  day: LedgerDay,
  now: Instant,
  head: { readonly rule: string; readonly zone: string; readonly added: ReadonlySet<string> },
): string {
  const texts = messagesFor(shown.locale);
  const { why } = texts.streak;
  const { period } = day;
  const unit = countedUnit(shown.facts, day.day);
  const closed = dateAndTime(day.cutOff, day.zone, texts);
  const progress = period === null ? '' : why.progress(period.done, period.target, period.from, period.to);
  // A run of zero is not mentioned: it has not begun.
  const after = period === null || period.run === 0 ? '' : why.streakAfter(period.run, unit);
  const said = (): readonly string[] => {
    switch (day.mark) {
      case 'done': {
        const byManager = day.checkIns.filter(({ id }) => head.added.has(id));
        const posted = day.checkIns.filter(({ id }) => !head.added.has(id));
        const time = ({ at, zone }: (typeof posted)[number]) =>
          // A check-in given on a later day, or after midnight, needs its date: the time alone would read as one on that day.
          dayOf(at, zone, 0) === day.day ? wallTime(at, zone) : dateAndTime(at, zone, texts);
        return [
          posted.length > 0 ? why.done(posted.map(time), posted[0]!.zone) : '',
          byManager.length > 0 ? why.added(time(byManager[0]!), byManager[0]!.zone) : '',
          progress,
          after,
          why.cutOff(closed, day.zone),
        ];
      }
      case 'frozen':
        return [why.frozen(period?.freezes ?? 0), progress, after, why.cutOff(closed, day.zone)];
      case 'missed':
        return [why.missed(day.zone === head.zone ? closed : `${closed} (${day.zone})`), progress];
      case 'open':
        return [why.open(momentText(day.cutOff, now, day.zone, texts)), progress];
      case 'rest':
        return [why.rest, after];
      case 'paused':
        return [why.paused, after];
      case 'skipped':
        return [why.skipped];
      case 'future':
        return [why.future];
      case 'free':
        return [why.notAsked, progress];
    }
  };
  const own = day.rule === null ? head.rule : ruleOf(shown, day);
  return [...said(), own === head.rule ? '' : own].filter((part) => part !== '').join(' · ');
}

const max = (one: CivilDay, other: CivilDay) => (one > other ? one : other);
const min = (one: CivilDay, other: CivilDay) => (one < other ? one : other);
