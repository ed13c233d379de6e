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

/** How a post stands between talk and proof (docs/decisions, number 6). */
export interface Meant {
  /** It came by itself and holds nothing but words: nobody can be sure that it is meant as a proof. */
  readonly words: boolean;
  /** Talk from somebody who clearly posts no proof: nothing of it is kept, nothing said. */
  isChatter(verdict: Verdict): boolean;
}

/**
 * Which verdicts on a post are worth a word. What shows a file or names its challenge is meant as a proof and hears why it
 * did not count. Words alone are left alone where they lack something; half of a text that counts is meant as one. Pure.
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

/** Words are told the same once a day: whoever goes on talking has read it. */
export function keyOnceADay(member: MemberId, posted: CivilDay, told: readonly Verdict[]): DeliveryKey {
  const what = told.map((verdict) => `${reasonOf(verdict)}/${verdict.challenge}`).join('+');
  return deliveryKey('note', member, posted, what);
}

function reasonOf(verdict: Verdict): string {
  return verdict.kind === 'alreadyCounted' && verdict.calendarDayFrom ? 'pastMidnight' : verdict.kind;
}
