import { deliveryKey, partsIf } from '../../delivery/keys.ts';
import { type CivilDay, dayOf, type Instant } from '../../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId } from '../../model/ids.ts';
import { ledger, read, replay, type StreakFacts } from '../../model/streak/index.ts';
import type { Tx } from '../../store.ts';
import { toldAt } from '../../streak/morning-time.ts';
import { termsOf } from '../../streak/terms.ts';
import { isDayOff } from '../days-off.ts';
import { isStillAway } from './away.ts';
import { isQuietAt } from './judge.ts';
import { standingAt } from './own.ts';
import { readOwn } from './read-own.ts';
import type { Addressee, HeldNews } from './store.ts';

/** A freeze that stood in, in the ledger: told once for each period, named by its first day. */
export function freezeKey(challenge: ChallengeId, member: MemberId, from: CivilDay): DeliveryKey {
  return deliveryKey('freeze', challenge, member, from);
}

/** What waits to be told with a nudge of the member's and is still so at `now`, oldest first. Nothing is changed by looking. */
export async function readNews(tx: Tx, member: MemberId, now: Instant): Promise<readonly HeldNews[]> {
  return (await sorted(tx, member, null, now)).so;
}

/** The same, for a nudge that is said now: what is not so any more is let go. */
export async function takeNews(tx: Tx, member: MemberId, now: Instant): Promise<readonly HeldNews[]> {
  return settled(tx, member, null, now);
}

/** Whether what was told as a part of `delivery` is so still, any of it. */
export async function isNewsStill(
  tx: Tx,
  member: MemberId,
  delivery: DeliveryKey,
  now: Instant,
): Promise<boolean> {
  return (await sorted(tx, member, delivery, now)).so.length > 0;
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
  await settled(tx, member, delivery, now);
  await tx.releaseHeld(member, delivery);
}

/**
 * What waited for a nudge that turned out not to come, or was a part of one (`delivery`) that did not: said by itself where news may
 * be told now, else left for the next morning or nudge.
 */
export async function releaseOrLeave(
  tx: Tx,
  to: Addressee,
  delivery: DeliveryKey | null,
  now: Instant,
): Promise<void> {
  if (isTold(to, now)) await releaseNews(tx, to.member.id, delivery, now);
  else await tx.leaveHeld(to.member.id, delivery);
}

/** Whether news may be told to them now: their morning has come, and neither quiet hours nor a day off keep it. Pure. */
export function isTold({ zone, home }: Addressee, now: Instant): boolean {
  const today = dayOf(now, zone, 0);
  const morning = toldAt(today, zone, home.quiet);
  return morning !== null && morning <= now && !isQuietAt(home, zone, now) && !isDayOff(home.off, today);
}

/** Lets go what is not so any more; answers what is. */
async function settled(
  tx: Tx,
  member: MemberId,
  delivery: DeliveryKey | null,
  now: Instant,
): Promise<readonly HeldNews[]> {
  const { so, over } = await sorted(tx, member, delivery, now);
  await tx.dropHeld(over.map(({ key }) => key));
  return so;
}

/**
 * By the evening a day may have been made up for (R3), excused or paused, and its freeze is back (R10); who was away may be back; or
 * the member has left.
 */
async function sorted(
  tx: Tx,
  member: MemberId,
  delivery: DeliveryKey | null,
  now: Instant,
): Promise<{ readonly so: readonly HeldNews[]; readonly over: readonly HeldNews[] }> {
  const held = await tx.heldFor(member, delivery);
  if (held.length === 0) return { so: [], over: [] };
  const own = await tx.ownChallenges(member);
  const away = held.some(({ key }) => partsIf(key, 'nudge-rest').length > 0)
    ? (await readOwn(tx, member, now)).map((each) => standingAt(each, now))
    : [];
  const facts = new Map<string, StreakFacts>();
  for (const { challenge, rule, own: terms, zones } of own) {
    if (!held.some(({ key }) => partsIf(key, 'freeze')[0] === challenge.id)) continue;
    const checkIns = await tx.ownCheckIns(challenge.id, member);
    facts.set(challenge.id, { ...termsOf(rule, terms, zones, now), checkIns });
  }
  const isSo = ({ key }: HeldNews) => {
    const [, rests, since = ''] = partsIf(key, 'nudge-rest');
    if (rests !== undefined)
      return away.some((each) => each.challenge.id === rests && isStillAway(each, since as CivilDay));
    const [challenge = '', , from = ''] = partsIf(key, 'freeze');
    const of = facts.get(challenge);
    return of !== undefined && isFrozen(of, from as CivilDay, now);
  };
  return { so: held.filter(isSo), over: held.filter((news) => !isSo(news)) };
}

/** A freeze stands in for the day, and the streak it kept is alive. Pure. */
function isFrozen(facts: StreakFacts, day: CivilDay, now: Instant): boolean {
  const period = ledger(facts, now, { from: day, to: day })[0]?.period;
  return period?.state === 'frozen' && read(replay(facts, now), facts, now).current > 0;
}
