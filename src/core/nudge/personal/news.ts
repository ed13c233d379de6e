import type { CivilDay, Instant } from '../../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId } from '../../model/ids.ts';
import { ledger, read, replay, type StreakFacts } from '../../model/streak/index.ts';
import type { Tx } from '../../store.ts';
import { termsOf } from '../../streak/terms.ts';
import type { HeldNews } from './store.ts';

/** A freeze that stood in, in the ledger: told once for each period, named by its first day. */
export function freezeKey(challenge: ChallengeId, member: MemberId, from: CivilDay): DeliveryKey {
  return `freeze:${challenge}:${member}:${from}` as DeliveryKey;
}

/** What waits to be told with a nudge of the member's and is still so at `now`, oldest first. What is not is let go. */
export async function readNews(tx: Tx, member: MemberId, now: Instant): Promise<readonly HeldNews[]> {
  return stillSo(tx, member, await tx.heldFor(member, null), now);
}

/**
 * What waits for a nudge that does not come is said by itself, in one message; so is what was a part of `delivery`. What is not so
 * any more is let go.
 */
export async function releaseNews(
  tx: Tx,
  member: MemberId,
  delivery: DeliveryKey | null,
  now: Instant,
): Promise<void> {
  await stillSo(tx, member, await tx.heldFor(member, delivery), now);
  await tx.releaseHeld(member, delivery);
}

/** By the evening a day may have been made up for (R3), excused or paused, and its freeze is back (R10); or the member has left. */
async function stillSo(
  tx: Tx,
  member: MemberId,
  held: readonly HeldNews[],
  now: Instant,
): Promise<readonly HeldNews[]> {
  if (held.length === 0) return held;
  const own = await tx.ownChallenges(member);
  const facts = new Map<string, StreakFacts>();
  for (const { challenge, rule, own: terms, zones } of own) {
    if (!held.some(({ key }) => key.startsWith(`freeze:${challenge.id}:`))) continue;
    const checkIns = await tx.ownCheckIns(challenge.id, member);
    facts.set(challenge.id, { ...termsOf(rule, terms, zones, now), checkIns });
  }
  const isSo = ({ key }: HeldNews) => {
    const [, challenge = '', , from = ''] = key.split(':');
    const of = facts.get(challenge);
    return of !== undefined && isFrozen(of, from as CivilDay, now);
  };
  await tx.dropHeld(held.filter((news) => !isSo(news)).map(({ key }) => key));
  return held.filter(isSo);
}

/** A freeze stands in for the day, and the streak it kept is alive. Pure. */
function isFrozen(facts: StreakFacts, day: CivilDay, now: Instant): boolean {
  const period = ledger(facts, now, { from: day, to: day })[0]?.period;
  return period?.state === 'frozen' && read(replay(facts, now), facts, now).current > 0;
}
