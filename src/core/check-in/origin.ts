import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';

/** How a post came to be judged. */
export type Origin =
  /** It was posted in a channel. `fromHistory`: it was read from the channel's history later, since we were away. */
  | { readonly kind: 'posted'; readonly fromHistory: boolean }
  /** A post that never counted was edited. `further`: it is stored as a further proof of a day, and may become one of another challenge. */
  | { readonly kind: 'edited'; readonly editedAt: Instant; readonly further: boolean }
  /** It was given with a command, for one challenge and perhaps for a named day. */
  | { readonly kind: 'command'; readonly challenge: ChallengeId; readonly forDay: CivilDay | null }
  /**
   * Somebody counted it through the message's menu. `challenges`: the challenges it may be for, set when its channel has none; null: those
   * of its channel.
   */
  | { readonly kind: 'menu'; readonly by: Asker; readonly challenges: readonly ChallengeId[] | null }
  /** Somebody put the workspace's mark on it. `wasJudged`: it was judged before, and what we said then was taken back. */
  | { readonly kind: 'mark'; readonly by: Asker; readonly wasJudged: boolean }
  /** Its author, or a manager, said which challenge an undecided post is for. `remember`: this holds for the author's later posts too. */
  | {
      readonly kind: 'choice';
      readonly by: Asker;
      readonly challenge: ChallengeId;
      readonly remember: boolean;
    }
  /** Its check-in was taken back, to be recorded for another day. */
  | { readonly kind: 'moved'; readonly challenge: ChallengeId; readonly forDay: CivilDay };

/** Who asked for the post to be counted: its author, or a manager. */
type Asker = 'author' | 'manager';

/** Whether somebody asked for the post to be counted. Such a post is judged more strictly (see `Candidate.asked`). */
export function isAskedFor(origin: Origin): boolean {
  switch (origin.kind) {
    case 'command':
    case 'menu':
    case 'mark':
    case 'moved':
      return true;
    case 'choice':
      return origin.by === 'manager';
    case 'posted':
    case 'edited':
      return false;
  }
}

/**
 * Where the author is told the outcome: in the post's thread; in the answer to what they did (`inReply`); or, if a manager asked for it,
 * in the thread only if it counts (`creditInThread`).
 */
export function toldWhere(origin: Origin): 'inThread' | 'inReply' | 'creditInThread' {
  switch (origin.kind) {
    case 'posted':
    case 'edited':
      return 'inThread';
    case 'command':
    case 'moved':
      return 'inReply';
    case 'menu':
    case 'choice':
      return origin.by === 'author' ? 'inReply' : 'creditInThread';
    // A mark gets no answer. If the author was told about the post before, they are told again.
    case 'mark':
      return origin.by === 'author' || origin.wasJudged ? 'inThread' : 'creditInThread';
  }
}

/** Whether nobody asked for it to be counted, so that it may not be meant as a proof at all. */
export function cameByItself(origin: Origin): boolean {
  return toldWhere(origin) !== 'inReply' && !isAskedFor(origin);
}

/** Whether the bot posts a card in the member's name; otherwise the post is a message of the member's own. */
export function isCard({ kind }: Origin): boolean {
  return kind === 'command';
}

/** Whether the author's membership is judged as of the time of the post, or as of now, as when they ask for it themselves. */
export function standsAsOf(origin: Origin): 'then' | 'now' {
  switch (origin.kind) {
    case 'posted':
    case 'edited':
      return 'then';
    case 'command':
    case 'moved':
      return 'now';
    case 'menu':
    case 'mark':
    case 'choice':
      return origin.by === 'author' ? 'now' : 'then';
  }
}

/** Whether the post may be older than a challenge of its channel, for which it then cannot count. */
export function mayPrecede(origin: Origin): boolean {
  return origin.kind === 'edited' || isFromHistory(origin);
}

/** Whether the post was read from a channel's history. */
export function isFromHistory(origin: Origin): boolean {
  return origin.kind === 'posted' && origin.fromHistory;
}

/** Whether this post shows that its channel has been read up to it. */
export function movesCursor({ kind }: Origin): boolean {
  return kind === 'posted';
}

/** The challenges in which the post is judged, wherever it was posted; null: the current ones of its channel. */
export function challengesOf(origin: Origin): readonly ChallengeId[] | null {
  switch (origin.kind) {
    case 'command':
    case 'choice':
    case 'moved':
      return [origin.challenge];
    case 'menu':
      return origin.challenges;
    case 'posted':
    case 'edited':
    case 'mark':
      return null;
  }
}

/** Whether its channel has no challenge. The choice of a challenge is then made for this post alone. */
export function isElsewhere(origin: Origin): boolean {
  return origin.kind === 'menu' && origin.challenges !== null;
}

/** The day that was named for it; null: the day it was posted on (R3). */
export function forDayOf(origin: Origin): CivilDay | null {
  return origin.kind === 'command' || origin.kind === 'moved' ? origin.forDay : null;
}

/** Whether it is stored as a further proof of a day. It stays one unless the edit earns it another check-in. */
export function isFurther(origin: Origin): boolean {
  return origin.kind === 'edited' && origin.further;
}

/** The time of the edit for which the post is judged again; null for no edit. */
export function editedAtOf(origin: Origin): Instant | null {
  return origin.kind === 'edited' ? origin.editedAt : null;
}

/** The challenge that the member's posts of this kind count for from now on; null when nothing is remembered. */
export function rememberedOf(origin: Origin): ChallengeId | null {
  return origin.kind === 'choice' && origin.remember ? origin.challenge : null;
}
