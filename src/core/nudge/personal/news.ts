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

/** The delivery key of the news that a freeze stood in: told once for each period, which is named by its first day. */
export function freezeKey(challenge: ChallengeId, member: MemberId, from: CivilDay): DeliveryKey {
  return deliveryKey('freeze', challenge, member, from);
}

/** The news that waits to be told with a nudge of the member's and is still true at `now`, oldest first. Only reads. */
export async function readNews(tx: Tx, member: MemberId, now: Instant): Promise<readonly HeldNews[]> {
  return (await sorted(tx, member, null, now)).so;
}

/** The same, for a nudge that is sent now: news that is no longer true is dropped. */
export async function takeNews(tx: Tx, member: MemberId, now: Instant): Promise<readonly HeldNews[]> {
  return settled(tx, member, null, now);
}

/** Whether any of the news that was part of `delivery` is still true. */
export async function isNewsStill(
  tx: Tx,
  member: MemberId,
  delivery: DeliveryKey,
  now: Instant,
): Promise<boolean> {
  return (await sorted(tx, member, delivery, now)).so.length > 0;
}

/**
 * Sends by itself, as one message, the news that waits for a nudge that does not come or, with `delivery`, that was part of it.
 * News that is no longer true is dropped.
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
 * The same for a nudge that turned out not to come, or one (`delivery`) that was not sent: the news is sent by itself if it may
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

/** Whether news may be told to the member now: their morning has come, and it is neither quiet hours nor a day off. Pure. */
export function isTold({ zone, home }: Addressee, now: Instant): boolean {
  const today = dayOf(now, zone, 0);
  const morning = toldAt(today, zone, home.quiet);
  return morning !== null && morning <= now && !isQuietAt(home, zone, now) && !isDayOff(home.off, today);
}

/** Drops held news that is no longer true, and returns the rest. */
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
 * Splits held news into what is still true (`so`) and what is not (`over`). By the evening a day may have been made up for (R3),
 * excused or paused, and its freeze is back (R10); a member who was away may be back, or may have left.
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

/** Whether a freeze stands in for the day, and the streak that it kept is alive. Pure. */
function isFrozen(facts: StreakFacts, day: CivilDay, now: Instant): boolean {
  const period = ledger(facts, now, { from: day, to: day })[0]?.period;
  return period?.state === 'frozen' && read(replay(facts, now), facts, now).current > 0;
}
