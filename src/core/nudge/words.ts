import { actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import { greeterOf } from '../characters/speaker.ts';
import { fnv } from '../hash.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { wallTime } from '../record/moment.ts';
import type { ChallengeRow } from '../store.ts';
import type { Inline, Line, Mood, NoteView } from '../views.ts';
import type { Situation } from './judge.ts';

/** An opening is not used again before this many others were. */
export const openingsApart = 10;

/** Stands between the head (the opening and the challenge's name) and the sentence. */
const between = ' · ';

interface Said {
  readonly day: CivilDay;
  readonly locale: Locale;
  readonly situation: Situation;
  /** The openings last used in the channel. */
  readonly lately: readonly number[];
  /** A line to use in place of the template's sentence. */
  readonly line?: string | null;
  /** The character that speaks there (core/characters). */
  readonly character: string;
  /** Whether the character's face is shown, beside the first nudge of a channel's day. */
  readonly withFace?: boolean;
}

/** Picks which of the true situations is said. The same day always picks the same one. Pure. */
export function topicOf(
  { id }: Pick<ChallengeRow, 'id'>,
  day: CivilDay,
  situations: readonly [Situation, ...Situation[]],
): Situation {
  // Uses other bits than the opening does, so that no opening always comes with the same sentence.
  return oneOf(situations, seedOf(id, day) >>> 8);
}

/**
 * The words of a nudge: an opening that the channel has not had lately, then one thing that is true, and the button that shows
 * whoever presses it what is open for them. The same day gives the same words, however often it is asked. Pure.
 */
export function nudgeWords(
  challenge: ChallengeRow,
  { day, locale, situation, lately, character, withFace = false, line = null }: Said,
): { readonly view: NoteView; readonly opening: number } {
  const { nudge, cheerFooter } = messagesFor(locale);
  const openings = nudge.openings(greeterOf(character, locale));
  const seed = seedOf(challenge.id, day);
  const fresh = openings.map((_, index) => index).filter((index) => !lately.includes(index));
  const opening = oneOf(fresh, seed);
  const body = line === null ? bodyOf(situation, challenge, locale, seed >>> 16) : [line];
  return {
    opening,
    view: {
      view: 'note',
      line: [openings[opening]!, '\n', { kind: 'bold', text: nameOf(challenge) }, between, ...body],
      ...(withFace ? { face: { kind: 'face', locale, character, mood: moods[situation.is] } } : {}),
      ...(line === null ? {} : { footer: cheerFooter }),
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

const moods: Readonly<Record<Situation['is'], Mood>> = {
  fresh: 'waving',
  some: 'happy',
  team: 'cheering',
  lastHour: 'waving',
  lastHourOfWeek: 'waving',
};

/** The sentence of a nudge that was sent, without its opening and the challenge's name. Pure. */
export function sentenceOf(line: Line): string {
  const at = line.indexOf(between);
  return line
    .slice(at + 1)
    .map(textOf)
    .join('');
}

const textOf = (piece: Inline): string =>
  typeof piece === 'string' ? piece : 'text' in piece ? piece.text : '';

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

/** A number that looks random and is always the same for the same challenge and day. */
const seedOf = (challenge: ChallengeId, day: CivilDay): number => fnv(`${challenge}:${day}`);
