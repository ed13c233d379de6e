import type { CheckInFact } from '../../core/model/streak/index.ts';
import type { Db } from './client.ts';
import type { PrismaTx } from './unit-of-work.ts';

/** A member's counted check-ins in a challenge, in no order, as the facts from which a streak is computed. */
export function countedCheckIns(
  db: Db | PrismaTx,
  challenge: string,
  member: string,
): Promise<CheckInFact[]> {
  return db.$queryRaw<CheckInFact[]>`
    select id::text, extract(epoch from at)::float8 * 1000 as at, zone, to_char(day, 'YYYY-MM-DD') as day
    from check_in where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid and counted and revoked_at is null`;
}
