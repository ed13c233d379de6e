import type { CareKind } from './guard.ts';

/**
 * The patterns that find a crisis or a hard day in texts of one language. They are applied to the text as `readings` returns it:
 * lower case, Unicode-normalised, without invisible characters.
 */
export interface Lexicon {
  /** Letters of the language's script: a text without any is not in this language. */
  readonly script: RegExp;
  /** Removed before any search: sayings, titles, the same letters with another meaning. */
  readonly harmless: readonly RegExp[];
  /** Removed before the search for strong signs: denied, long past, or only a comparison ("enough to …"). */
  readonly eased: readonly RegExp[];
  /** Strong signs: each one alone leads to care. */
  readonly strong: Readonly<Record<CareKind, readonly RegExp[]>>;
  /** Weak signs: the text touches the subject. Alone they do not lead to care, but no free text is written. */
  readonly weak: Readonly<Record<CareKind, readonly RegExp[]>>;
  /** Books, news, lessons: in such a sentence a weak sign is about what was read, not what was lived. */
  readonly about: readonly RegExp[];
  readonly hard: {
    /** Hard whatever else the text says: death, grave illness, accidents, loss of work or love. */
    readonly grave: readonly RegExp[];
    /** Injury and illness, unless it is over (`healed`). */
    readonly hurt: readonly RegExp[];
    readonly healed: RegExp;
    /** A day that went badly, unless it took a turn (`turned`). */
    readonly setback: readonly RegExp[];
    readonly turned: RegExp;
    /** A sentence about a story: not the member's own grief. */
    readonly told: RegExp;
  };
}
