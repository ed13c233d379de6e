import type { Instant } from '../model/day.ts';
import type { MemberRef } from '../model/ids.ts';

/** What tells whom a new message is for. */
export interface Heard {
  readonly by: MemberRef;
  readonly at: Instant;
  /** The message mentions the bot or replies to one of its messages. */
  readonly callsUs: boolean;
  /** The message addresses one of our characters by name. */
  readonly namesUs: boolean;
  /** Other people whom the message mentions or replies to. */
  readonly turnsTo: readonly MemberRef[];
}

/** The thread before that message. */
export interface ThreadSoFar {
  /** The author of the proof that the thread hangs on; null if it hangs on none. */
  readonly owner: MemberRef | null;
  /** Whom our last message there was for, and when that member had written; null if we wrote nothing. */
  readonly ours: { readonly to: MemberRef; readonly at: Instant } | null;
  /** Recent messages of people there, in any order. `by` is null for somebody we do not know. */
  readonly voices: readonly { readonly by: MemberRef | null; readonly at: Instant }[];
}

/** Whether a message is for us, and by which rule. */
export type ForUs =
  | { readonly forUs: true; readonly since: 'called' | 'named' | 'answersUs' }
  | {
      readonly forUs: false;
      readonly since: 'turnsToAnother' | 'weWereSilent' | 'notSpokenTo' | 'anotherSpoke';
    };

/** Within this time after somebody else's message the next one may well be an answer to it. */
export const fewMinutesMs = 5 * 60_000;

/**
 * Whether a message is addressed to us. A message that mentions us always is, and so is one that calls a character by name in a
 * thread where we wrote. Any other only if our last message there was for its author and nobody else wrote in between: we never
 * speak between two people. Pure.
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
