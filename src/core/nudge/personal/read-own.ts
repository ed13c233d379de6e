import type { Instant } from '../../model/day.ts';
import type { MemberId } from '../../model/ids.ts';
import { replay } from '../../model/streak/index.ts';
import type { Tx } from '../../store.ts';
import { termsOf } from '../../streak/terms.ts';
import type { OwnChallenge } from './own.ts';

/** The member's running challenges, each with its streak: the stored one, or one folded anew where facts changed since. */
export async function readOwn(tx: Tx, member: MemberId, now: Instant): Promise<readonly OwnChallenge[]> {
  const all: OwnChallenge[] = [];
  for (const row of await tx.ownChallenges(member)) {
    const { state, rule, own, zones } = row;
    if (state) {
      all.push({ ...row, state });
      continue;
    }
    const checkIns = await tx.ownCheckIns(row.challenge.id, member);
    all.push({ ...row, state: replay({ ...termsOf(rule, own, zones, now), checkIns }, now) });
  }
  return all;
}
