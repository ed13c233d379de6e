import { memberOf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import { dayOf, type Instant } from '../model/day.ts';
import type { Clock } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import type { LastCare } from './store.ts';

/** A night's sleep: what comes the morning after is no day later. */
const atLeastMs = 12 * 60 * 60_000;

/** Whether a member is left in peace: on the day they wrote of a crisis, and twelve hours in any case. */
export function isInCare(last: LastCare | null, now: Instant): boolean {
  if (!last || now < last.at) return false;
  return now - last.at < atLeastMs || dayOf(now, last.zone, 0) === dayOf(last.at, last.zone, 0);
}

/** No cards, freezes or nudges for a member in care: told to the ledger before each try. */
export function createCareMoot({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return async function careMoot({ key }: Pick<Claimed, 'key'>): Promise<string | null> {
    const member = memberOf(key);
    if (!member) return null;
    const last = await unitOfWork.run((tx) => tx.inCareSince(member));
    return isInCare(last, clock.now()) ? 'left in peace' : null;
  };
}
