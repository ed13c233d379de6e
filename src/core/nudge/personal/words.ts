import { parseAction } from '../../action-codec.ts';
import { actionId } from '../../actions.ts';
import { nameOf } from '../../challenge/title.ts';
import { greeterOf } from '../../characters/speaker.ts';
import type { Effect } from '../../delivery/effect.ts';
import { messagesFor } from '../../messages/index.ts';
import type { Instant } from '../../model/day.ts';
import type { MemberId } from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import { momentText } from '../../record/moment.ts';
import type { Button, Line, NoteView } from '../../views.ts';
import type { OwnStanding } from './own.ts';
import type { PersonalNudge } from './settings.ts';
import type { Turn } from './store.ts';

/** At most this many challenges are listed one by one. */
const mostNamed = 8;

/**
 * A member's nudge in their style, with its buttons. `said`: how many nudges they had before, which decides the opening: all
 * openings come in turn, so none is repeated within ten. Pure.
 */
export function personalWords(
  turn: Turn,
  {
    nudge,
    open,
    news,
    resting,
    said,
    locale,
    character,
    now,
  }: {
    readonly nudge: Pick<PersonalNudge, 'style' | 'zone'>;
    readonly open: readonly OwnStanding[];
    readonly news: readonly Line[];
    /** Names of the challenges that nudges rest about from now on. */
    readonly resting: readonly string[];
    readonly said: number;
    readonly locale: Locale;
    /** The character that speaks, and whose face the first nudge of a day shows; the light style is a line and nothing else. */
    readonly character: string;
    readonly now: Instant;
  },
): { readonly view: NoteView; readonly opening: number } {
  const texts = messagesFor(locale);
  const { quiet, newsOnly } = texts.personal;
  const openings = texts.personal.openings(greeterOf(character, locale));
  const opening = openingOf(turn.member, said, openings.length);
  const shown = open.slice(0, mostNamed);
  const hello = openings[opening]!;
  const isFirst = turn.turn === 0 && nudge.style !== 'light';
  const about: Line = open.length > 0 ? [] : news.length > 0 ? newsOnly() : [];
  const body: Line =
    nudge.style === 'light'
      ? [hello, ' ', ...(open.length > 0 ? quiet(shown.map(({ challenge }) => nameOf(challenge))) : about)]
      : [hello, ...lines(shown), ...(about.length > 0 ? ['\n', ...about] : [])];
  const told = [...news, ...(resting.length > 0 ? [texts.personal.resting(resting)] : [])];
  return {
    opening,
    view: {
      view: 'note',
      line: [...body, ...told.flatMap((line): Line => ['\n', ...line])],
      ...(isFirst
        ? { face: { kind: 'face', locale, character, mood: open.length > 0 ? 'waving' : 'happy' } }
        : {}),
      buttons: open.length > 0 ? buttonsOf(turn, locale) : [offButton(turn, locale)],
    },
  };

  function lines(standings: readonly OwnStanding[]): Line {
    const { personal } = texts;
    return standings.flatMap(({ challenge, streak, until }, index): Line => {
      const text = momentText(until, now, nudge.zone, texts);
      const what: Line = ['\n', ...personal.open(nameOf(challenge), { kind: 'time', at: until, text })];
      if (nudge.style !== 'active') return what;
      const week = streak.asks === 'week' ? streak.need : null;
      const { current, unit } = streak;
      const step = index === 0 ? ['\n', personal.step(challenge)] : [];
      return [...what, '\n', personal.stands({ current, unit, weekNeeds: week }), ...step];
    });
  }
}

/** Whether a nudge asks about something open; otherwise it tells news alone. Pure. */
export function asksAbout(effect: Effect): boolean {
  if (effect.do !== 'post' || effect.view.view !== 'note') return false;
  return (effect.view.buttons ?? []).some(({ action }) => parseAction(action)?.do === 'nudgeLater');
}

function buttonsOf({ member, day }: Turn, locale: Locale): readonly Button[] {
  const { button } = messagesFor(locale).personal;
  return [
    { action: actionId({ do: 'nudgeLater', member, day }), label: button.later, style: 'secondary' },
    { action: actionId({ do: 'nudgeRest', member, day }), label: button.rest, style: 'secondary' },
    offButton({ member }, locale),
  ];
}

function offButton({ member }: Pick<Turn, 'member'>, locale: Locale): Button {
  const { button } = messagesFor(locale).personal;
  return { action: actionId({ do: 'nudgeOff', member }), label: button.off, style: 'secondary' };
}

/**
 * The index of the next opening, in an order of the member's own: since the step shares no divisor with `count`, each opening
 * comes once a round.
 */
function openingOf(member: MemberId, said: number, count: number): number {
  let seed = 0;
  for (const character of member) seed = (seed * 31 + character.charCodeAt(0)) % 1_000_003;
  const steps = Array.from({ length: count - 1 }, (_, n) => n + 1).filter((n) => divisor(n, count) === 1);
  const step = steps[seed % steps.length]!;
  return (seed + said * step) % count;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}
