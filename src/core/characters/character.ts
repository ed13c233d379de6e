import type { Situation } from '../cheer/situation.ts';
import type { Locale } from '../model/locale.ts';
import type { Mood } from '../views.ts';

/**
 * Two lines written by hand. Placeholders stand for facts: `{n}`, the number of days done, and `{challenge}`, the challenge's
 * title, which no Korean particle may follow (its form depends on the title).
 */
export type TemplateLines = readonly [string, string];

/** The templates of one language, by situation. */
export type Templates = Readonly<Record<Situation, readonly TemplateLines[]>>;

/** An animal that speaks. Plain data: everything in which characters differ is in here. */
export type Character = {
  readonly id: string;
  readonly names: Readonly<Record<Locale, string>>;
  /** Its level of politeness in languages that have several. */
  readonly politeness: { readonly ko: '해요체' | '합쇼체'; readonly ja: 'です・ます' };
  /** Its manner and what it never does, as told to the model (in English). */
  readonly tone: readonly string[];
  /** Small concrete things around it that its lines may mention. */
  readonly loves: readonly string[];
  /** Its sounds, rare in cheers and ignored by the checks of politeness. */
  readonly sounds: Readonly<Record<Locale, readonly string[]>>;
  /** Its emoji. The first is its face, used alone where merry ones would be out of place. */
  readonly emoji: readonly string[];
  /**
   * Its drawing in a mood, 256 by 256: `svg` on a transparent ground (`bare`: nothing on its head, to make room for a crown),
   * `avatarSvg` on an opaque square that may be cropped to a circle.
   */
  readonly svg: (mood?: Mood, bare?: boolean) => string;
  readonly avatarSvg: (mood?: Mood) => string;
  readonly templates: Readonly<Record<Locale, Templates>>;
};
