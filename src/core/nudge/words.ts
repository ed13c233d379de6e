import { actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { wallTime } from '../record/moment.ts';
import type { ChallengeRow } from '../store.ts';
import type { Line, NoteView } from '../views.ts';
import type { Situation } from './judge.ts';

/** An opening is not said again before so many others were. */
export const openingsApart = 10;

/**
 * A nudge in the words of a language: an opening the channel has not heard lately, then one thing that is true, and the button
 * that shows whoever presses it what is open for them. The same day says the same, however often it is asked. Pure.
 */
export function nudgeWords(
  challenge: ChallengeRow,
  {
    day,
    locale,
    situations,
    lately,
  }: {
    readonly day: CivilDay;
    readonly locale: Locale;
    readonly situations: readonly [Situation, ...Situation[]];
    /** Openings said last in the channel. */
    readonly lately: readonly number[];
  },
): { readonly view: NoteView; readonly opening: number } {
  const { nudge } = messagesFor(locale);
  const seed = seedOf(challenge.id, day);
  const fresh = nudge.openings.map((_, index) => index).filter((index) => !lately.includes(index));
  const opening = oneOf(fresh, seed);
  // Other bits than the opening's, so that not every opening has its one sentence.
  const situation = oneOf(situations, seed >>> 8);
  const body = bodyOf(situation, challenge, locale, seed >>> 16);
  return {
    opening,
    view: {
      view: 'note',
      line: [nudge.openings[opening]!, '\n', { kind: 'bold', text: nameOf(challenge) }, ' · ', ...body],
      buttons: [
        {
          action: actionId({ do: 'streak', challenge: challenge.id }),
          label: nudge.button,
          style: 'secondary',
        },
      ],
    },
  };
}

function bodyOf(situation: Situation, { timezone }: ChallengeRow, locale: Locale, seed: number): Line {
  const { body } = messagesFor(locale).nudge;
  switch (situation.is) {
    case 'fresh':
      return oneOf(body.fresh, seed)();
    case 'some':
      return oneOf(body.some, seed)(situation.done);
    case 'team':
      return oneOf(body.team, seed)(situation.days, situation.goal);
    case 'lastHour':
    case 'lastHourOfWeek': {
      const { until } = situation;
      return oneOf(body[situation.is], seed)({ kind: 'time', at: until, text: wallTime(until, timezone) });
    }
  }
}

function oneOf<T>(list: readonly T[], seed: number): T {
  const chosen = list[seed % list.length];
  if (chosen === undefined) throw new RangeError('there is nothing to choose from');
  return chosen;
}

/** A number that looks like chance and is the same for the same day (FNV-1a). */
function seedOf(challenge: ChallengeId, day: CivilDay): number {
  let hash = 0x811c9dc5;
  for (const character of `${challenge}:${day}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
