import type { Character } from '../characters/character.ts';
import { novelty } from '../cheer/checks/novelty.ts';
import { hash } from '../hash.ts';
import { messagesFor } from '../messages/index.ts';
import type { HandWritten, TalkLines } from '../messages/talk/texts.ts';
import type { Locale } from '../model/locale.ts';

export interface HandWrittenRequest {
  readonly character: Character;
  readonly locale: Locale;
  readonly to: HandWritten;
  /** Our own last words in the thread, newest first. */
  readonly recent: readonly string[];
  /** One line is enough. */
  readonly short: boolean;
  /** The same seed gives the same answer. */
  readonly seed: string;
}

/** Every answer there is by hand, in the character's voice. */
export function handWritten(
  { character, locale }: Pick<HandWrittenRequest, 'character' | 'locale'>,
  to: HandWritten,
): readonly TalkLines[] {
  const [sound = ''] = character.sounds[locale];
  const formal = locale === 'ko' && character.politeness.ko === '합쇼체';
  return messagesFor(locale).talk.answers(to, { name: character.names[locale], sound, formal });
}

/** One of them: the one least like what was said in the thread before. */
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
