import type { Situation } from '../cheer/situation.ts';
import type { Locale } from '../model/locale.ts';
import type { Mood } from '../views.ts';

/**
 * Two lines written by hand. Placeholders stand for true facts only: `{n}`, which day of check-ins this is, and
 * `{challenge}`, the challenge's title, after which no Korean particle follows (its right form is unknown).
 */
export type TemplateLines = readonly [string, string];

export type Templates = Readonly<Record<Situation, readonly TemplateLines[]>>;

/** An animal that speaks. Plain data: everything that makes one character another is in here. */
export type Character = {
  readonly id: string;
  readonly names: Readonly<Record<Locale, string>>;
  /** How it addresses people where the language has levels of politeness. */
  readonly politeness: { readonly ko: '해요체' | '합쇼체'; readonly ja: 'です・ます' };
  /** How it sounds and what it never does, as told to the model (English). */
  readonly tone: readonly string[];
  /** What surrounds it: small concrete things its lines may mention. */
  readonly loves: readonly string[];
  /** Its sounds; rare in a cheer, and ignored where politeness is judged. */
  readonly sounds: Readonly<Record<Locale, readonly string[]>>;
  /** Its face first: it stands alone where nothing merry may. */
  readonly emoji: readonly string[];
  /**
   * Its drawing in a mood, 256 by 256: on a transparent ground (`bare`: nothing on its head, where a crown goes), and on an
   * opaque square that may be cropped to a circle.
   */
  readonly svg: (mood?: Mood, bare?: boolean) => string;
  readonly avatarSvg: (mood?: Mood) => string;
  readonly templates: Readonly<Record<Locale, Templates>>;
};
