import type { Instant } from '../model/day.ts';
import type { MemberRef } from '../model/ids.ts';

/** What was just written, as far as it tells whom it is for. */
export interface Heard {
  readonly by: MemberRef;
  readonly at: Instant;
  /** It mentions the bot or replies to a message of the bot's. */
  readonly callsUs: boolean;
  /** It calls one of our characters by name. */
  readonly namesUs: boolean;
  /** Other people it mentions or replies to. */
  readonly turnsTo: readonly MemberRef[];
}

/** A thread as it was before that. */
export interface ThreadSoFar {
  /** Whose proof it hangs on; null: on no proof. */
  readonly owner: MemberRef | null;
  /** Our last words there, whom they were for, and when that one had written; null: we said nothing. */
  readonly ours: { readonly to: MemberRef; readonly at: Instant } | null;
  /** What people wrote there lately, in any order. `by` null: somebody we know nothing of. */
  readonly voices: readonly { readonly by: MemberRef | null; readonly at: Instant }[];
}

export type ForUs =
  | { readonly forUs: true; readonly since: 'called' | 'named' | 'answersUs' }
  | {
      readonly forUs: false;
      readonly since: 'turnsToAnother' | 'weWereSilent' | 'notSpokenTo' | 'anotherSpoke';
    };

/** So long after somebody else's message the next one may well be an answer to it. */
export const fewMinutesMs = 5 * 60_000;

/**
 * Whether a message is said to us. Who calls us is answered wherever we can read. Else only the one whom our last words in
 * the thread were for, as long as nobody came between: between two people we never speak. Pure.
 */
export function isForUs(heard: Heard, { owner, ours, voices }: ThreadSoFar): ForUs {
  const { by, at } = heard;
  if (heard.callsUs) return { forUs: true, since: 'called' };
  if (heard.turnsTo.some((member) => member !== by)) return { forUs: false, since: 'turnsToAnother' };
  if (!ours) return { forUs: false, since: 'weWereSilent' };
  if (heard.namesUs) return { forUs: true, since: 'named' };
  if (ours.to !== by) return { forUs: false, since: 'notSpokenTo' };
  const others = voices.filter((voice) => voice.by !== by && voice.at <= at);
  const between = others.some((voice) => voice.at >= ours.at);
  const justBefore = others.some((voice) => voice.by !== owner && at - voice.at < fewMinutesMs);
  return between || justBefore
    ? { forUs: false, since: 'anotherSpoke' }
    : { forUs: true, since: 'answersUs' };
}
