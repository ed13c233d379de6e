import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';

/** How a post came to be judged. */
export type Origin =
  /** It was posted in a channel. `fromHistory`: read there later, as what was posted while nobody listened. */
  | { readonly kind: 'posted'; readonly fromHistory: boolean }
  /** What never counted was edited, for which it is judged anew. `further`: kept as a further proof of a day, which it leaves for another. */
  | { readonly kind: 'edited'; readonly editedAt: Instant; readonly further: boolean }
  /** Given with a command, for one challenge, and perhaps for a day named there. */
  | { readonly kind: 'command'; readonly challenge: ChallengeId; readonly forDay: CivilDay | null }
  /** A message's menu. `challenges`: of those, as it stands where none is; null: of those of its channel. */
  | { readonly kind: 'menu'; readonly by: Asker; readonly challenges: readonly ChallengeId[] | null }
  /** The workspace's mark was put on it by hand. `wasJudged`: what was said of it before was taken back for that. */
  | { readonly kind: 'mark'; readonly by: Asker; readonly wasJudged: boolean }
  /** Its member, or a manager, said which challenge a post that was kept undecided is for. `remember`: their next posts of its kind too. */
  | {
      readonly kind: 'choice';
      readonly by: Asker;
      readonly challenge: ChallengeId;
      readonly remember: boolean;
    }
  /** Its check-in was taken back to be of another day. */
  | { readonly kind: 'moved'; readonly challenge: ChallengeId; readonly forDay: CivilDay };

/** Who wants it counted: who wrote it, or a manager for them. */
type Asker = 'author' | 'manager';

/** Whether somebody asked by hand for it to count, which holds it to more than a post that came by itself. */
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
 * Where its author hears what became of it: all of it in its thread, in the answer to what they did, or, where a manager asked for
 * somebody else's, in its thread what counts alone.
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
    // A mark is not answered; what its author had heard of before they hear anew.
    case 'mark':
      return origin.by === 'author' || origin.wasJudged ? 'inThread' : 'creditInThread';
  }
}

/** Whether it came by itself: nobody can be sure that it is meant as a proof. */
export function cameByItself(origin: Origin): boolean {
  return toldWhere(origin) !== 'inReply' && !isAskedFor(origin);
}

/** Whether we post it for its member first, on a card; else the message is their own. */
export function isCard({ kind }: Origin): boolean {
  return kind === 'command';
}

/** How its member stands in the challenges: as of when it was posted, or as of now, as what they ask for themselves. */
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

/** Whether it may be older than a challenge of its channel, of which it is no proof then. */
export function mayPrecede(origin: Origin): boolean {
  return origin.kind === 'edited' || isFromHistory(origin);
}

/** Whether it was read in a channel's history. */
export function isFromHistory(origin: Origin): boolean {
  return origin.kind === 'posted' && origin.fromHistory;
}

/** Whether its channel has now been read up to it. */
export function movesCursor({ kind }: Origin): boolean {
  return kind === 'posted';
}

/** The challenges it is judged in, wherever it stands; null: those that are on in its channel. */
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

/** Whether it stands where no challenge is: which one it is for is asked for it alone. */
export function isElsewhere(origin: Origin): boolean {
  return origin.kind === 'menu' && origin.challenges !== null;
}

/** The day it is explicitly for; null: the day it was posted on (R3). */
export function forDayOf(origin: Origin): CivilDay | null {
  return origin.kind === 'command' || origin.kind === 'moved' ? origin.forDay : null;
}

/** Whether it is kept as a further proof of a day, which it leaves for nothing but another check-in. */
export function isFurther(origin: Origin): boolean {
  return origin.kind === 'edited' && origin.further;
}

/** When the edit was made it is judged anew for; null: for none. */
export function editedAtOf(origin: Origin): Instant | null {
  return origin.kind === 'edited' ? origin.editedAt : null;
}

/** The challenge that the member's posts of this kind are to count for from now on; null: nothing is remembered. */
export function rememberedOf(origin: Origin): ChallengeId | null {
  return origin.kind === 'choice' && origin.remember ? origin.challenge : null;
}
