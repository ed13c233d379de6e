import type { Price } from '../src/core/budget/price.ts';
import { aboutTokens } from '../src/core/budget/tokens.ts';
import { statements } from '../src/core/care/models.ts';
import type { Character } from '../src/core/characters/character.ts';
import { damjji } from '../src/core/characters/damjji/index.ts';
import { normaliseProof } from '../src/core/cheer/normalise.ts';
import { buildPrompt, type Prompt, promptFacts } from '../src/core/cheer/prompts/index.ts';
import { LOCALES, type Locale } from '../src/core/model/locale.ts';
import { proofs } from './proofs/index.ts';

/** A 512 px square in low detail: patches of 32 px, and a fifth more. */
const photoTokens = Math.ceil((512 / 32) ** 2 * 1.2);
/** The schema and the roles around the texts. */
const frameTokens = 150;
/** Cheers of which a second answer is asked for. */
const repairs = 0.15;

export interface CostFigure {
  readonly locale: Locale;
  /** Tokens of the part calls share, of the proof's own part with its photo, of the answer. */
  readonly prefix: number;
  readonly own: number;
  readonly answer: number;
  /** Dollars a cheer with a photo, guard and repairs included. */
  readonly cold: number;
  readonly warm: number;
}

/** What a cheer with a photo costs by the sizes of its texts; `cold`: nothing of the prompt was in the server's cache. */
export function costFigures(
  prompt: Prompt,
  price: Price,
  guardPrice: Price,
  character: Character = damjji,
): readonly CostFigure[] {
  return LOCALES.map((locale) => {
    const texts = proofs.filter((proof) => proof.locale === locale && proof.text.length < 500);
    const built = texts.map(({ title, text, day }) =>
      buildPrompt(
        {
          character,
          locale,
          tone: 'warm',
          situation: 'usual',
          angle: 'detail',
          title,
          text: normaliseProof(text),
          facts: promptFacts(locale, { daysDone: day }),
          memories: [],
          hasPhoto: true,
          recent: prompt.shots[locale].map(({ answer }) => `${answer.line1}\n${answer.line2}`),
          repair: null,
          nonce: '01234567-89ab-cdef-0123-456789abcdef',
        },
        prompt,
      ),
    );
    const prefix = aboutTokens(built[0]!.system) + frameTokens;
    const own = Math.round(mean(built.map(({ user }) => aboutTokens(user)))) + photoTokens;
    const answer = Math.round(
      mean(prompt.shots[locale].map(({ answer }) => aboutTokens(JSON.stringify(answer)))),
    );
    const output = answer * price.output;
    const guard =
      (aboutTokens(Object.values(statements).join('\n')) +
        Math.round(mean(texts.map(({ text }) => aboutTokens(text)))) +
        photoTokens) *
      guardPrice.input;
    const warmCall = prefix * price.cached + own * price.input + output;
    const coldCall = prefix * price.written + own * price.input + output;
    // A repair follows at once and finds the prompt in the cache.
    const dollars = (first: number) => (first + repairs * warmCall + guard) / 1e6;
    return { locale, prefix, own, answer, cold: dollars(coldCall), warm: dollars(warmCall) };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
