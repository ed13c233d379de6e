import type { CareKind } from './guard.ts';

/**
 * Words by which a crisis or a hard day is told in one language. The patterns meet the text as `readings` gives it: lower
 * case, one form of each letter, nothing invisible.
 */
export interface Lexicon {
  /** Letters without which the text is in other languages. */
  readonly script: RegExp;
  /** Taken out before anything is looked for: sayings, titles, the same letters with another meaning. */
  readonly harmless: readonly RegExp[];
  /** Taken out before strong signs are looked for: it is denied, long past, or a measure of something else. */
  readonly eased: readonly RegExp[];
  /** Each alone is enough. */
  readonly strong: Readonly<Record<CareKind, readonly RegExp[]>>;
  /** A subject touched. Alone it decides nothing, but nobody writes freely about it. */
  readonly weak: Readonly<Record<CareKind, readonly RegExp[]>>;
  /** Books, news, lessons: in such a sentence a weak sign is what was read, not what is lived. */
  readonly about: readonly RegExp[];
  readonly hard: {
    /** Whatever else is told: death, grave illness, accidents, loss of work or love. */
    readonly grave: readonly RegExp[];
    /** Injury and illness, unless it is over (`healed`). */
    readonly hurt: readonly RegExp[];
    readonly healed: RegExp;
    /** A day that went badly, unless it took a turn (`turned`). */
    readonly setback: readonly RegExp[];
    readonly turned: RegExp;
    /** In a story: nobody's own grief. */
    readonly told: RegExp;
  };
}
