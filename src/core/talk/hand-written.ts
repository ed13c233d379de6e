import type { Character } from '../characters/character.ts';
import { novelty } from '../cheer/checks/novelty.ts';
import { hash } from '../hash.ts';
import { messagesFor } from '../messages/index.ts';
import type { HandWritten, TalkLines } from '../messages/talk/texts.ts';
import type { Locale } from '../model/locale.ts';

/** What a hand-written answer is chosen by. */
export interface HandWrittenRequest {
  readonly character: Character;
  readonly locale: Locale;
  readonly to: HandWritten;
  /** Our last answers in the thread, newest first. */
  readonly recent: readonly string[];
  /** Whether only the first line is wanted. */
  readonly short: boolean;
  /** The same seed gives the same answer. */
  readonly seed: string;
}

/** All hand-written answers of a kind, in the character's voice. */
export function handWritten(
  { character, locale }: Pick<HandWrittenRequest, 'character' | 'locale'>,
  to: HandWritten,
): readonly TalkLines[] {
  const [sound = ''] = character.sounds[locale];
  const formal = locale === 'ko' && character.politeness.ko === '합쇼체';
  return messagesFor(locale).talk.answers(to, { name: character.names[locale], sound, formal });
}

/** Chooses the hand-written answer that is least similar to our last ones in the thread. */
export function chooseHandWritten(request: HandWrittenRequest): TalkLines {
  const { locale, to, recent, short, seed } = request;
  const ranked = handWritten(request, to)
    .map((lines): TalkLines => (short ? [lines[0]] : lines))
    .map((lines) => ({
      lines,
      said: novelty(lines.join('\n'), recent, locale).worst,
      rank: hash(`${seed}|${lines[0]}`),
    }))
    .sort((a, b) => a.said - b.said || a.rank - b.rank);
  return ranked[0]!.lines;
}
