import { deliveryKey } from '../delivery/keys.ts';
import { type CivilDay, dayUnder } from '../model/day.ts';
import type { DeliveryKey, MemberId } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import { type ChallengeStanding, type ProofContext, standingOf } from './context.ts';
import { evidenceOf, isShown, missingFor } from './evidence.ts';
import { type Verdict, zoneHistory } from './judge.ts';
import { namedIn } from './named.ts';
import { cameByItself } from './origin.ts';
import type { ProofPost } from './post.ts';

/** Whether a post is meant as a proof or may be talk (docs/decisions, number 6). */
export interface Meant {
  /** Nobody asked for it to be counted and it contains only words, so it may or may not be meant as a proof. */
  readonly words: boolean;
  /** Whether, by this verdict, the post is clearly talk: then nothing of it is stored, and nothing is said about it. */
  isChatter(verdict: Verdict): boolean;
}

/**
 * Decides whether a post may be talk. A post with a file, or one that names its challenge, is meant as a proof: its author is told if it
 * did not count, and why. Words alone that lack what is asked for are left alone, unless they have at least half of the letters asked
 * for. Pure.
 */
export function meantBy(context: ProofContext, post: ProofPost, text: string): Meant {
  const bare = !post.attachments.some(isShown);
  const words = bare && cameByItself(post.origin);
  const evidence = evidenceOf(text, []);
  const { ids: named } = namedIn(text, context.challenges);
  const isPlain = ({ challenge }: Verdict) => bare && !named.has(challenge);
  const lacksMuch = (standing: ChallengeStanding) => {
    const missing = missingFor(standing, evidence);
    return missing !== null && (missing !== 'longerText' || evidence.letters * 2 < standing.minLength);
  };
  const isDone = (standing: ChallengeStanding) =>
    standing.near.includes(dayUnder(zoneHistory(context), post.at, graceOf(standing)));
  const isChatter = (verdict: Verdict) => {
    if (!isPlain(verdict)) return false;
    const standing = standingOf(context, verdict);
    switch (verdict.kind) {
      case 'missing':
        return lacksMuch(standing) || isDone(standing);
      case 'notStarted':
      case 'ended':
        return lacksMuch(standing);
      default:
        return false;
    }
  };
  return { words, isChatter };
}

/**
 * The delivery key of a note about words alone. It names no proof, so that a member who goes on talking is told the same thing only once
 * a day. `posted`: the day of the post.
 */
export function keyOnceADay(member: MemberId, posted: CivilDay, told: readonly Verdict[]): DeliveryKey {
  const what = told.map((verdict) => `${reasonOf(verdict)}/${verdict.challenge}`).join('+');
  return deliveryKey('note', member, posted, what);
}

function reasonOf(verdict: Verdict): string {
  return verdict.kind === 'alreadyCounted' && verdict.calendarDayFrom ? 'pastMidnight' : verdict.kind;
}
