import { deliveryKey } from '../../delivery/keys.ts';
import { type CivilDay, dayOf } from '../../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId } from '../../model/ids.ts';
import { absenceOf } from '../absence.ts';
import type { OwnChallenge, OwnStanding } from './own.ts';
import type { PersonalNudge } from './settings.ts';

/** A challenge that a member is not nudged about while they are away from it, and the key of the message that tells them so. */
export interface Resting {
  readonly challenge: OwnChallenge['challenge'];
  readonly key: DeliveryKey;
}

/** The delivery key of the message that nudges about a challenge rest: sent once for each absence, which is named by its first day. */
function restKey(member: MemberId, challenge: ChallengeId, from: CivilDay): DeliveryKey {
  return deliveryKey('nudge-rest', member, challenge, from);
}

/**
 * The running challenges in which the member did nothing for long, counted at the earliest from when they last asked for nudges.
 * Pure.
 */
export function awayFrom(
  member: MemberId,
  nudge: Pick<PersonalNudge, 'since' | 'zone'>,
  standings: readonly OwnStanding[],
): readonly Resting[] {
  const asked = dayOf(nudge.since, nudge.zone, 0);
  return standings.flatMap(({ challenge, backOn, streak, terms }) => {
    if (terms.endsOn !== null && terms.endsOn < streak.today) return [];
    const { from, isAway } = absenceOf(streak, terms, [backOn, asked]);
    return isAway ? [{ challenge, key: restKey(member, challenge.id, from) }] : [];
  });
}

/** Whether the member is still in the absence that began on `from` and that they were to be told about. Pure. */
export function isStillAway({ backOn, streak, terms }: OwnStanding, from: CivilDay): boolean {
  const absence = absenceOf(streak, terms, [backOn, from]);
  return absence.from === from && absence.isAway;
}
