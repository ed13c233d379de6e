import { memberOf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import { dayOf, type Instant } from '../model/day.ts';
import type { Clock } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import type { LastCare } from './store.ts';

/** Twelve hours, so that a member who wrote in the evening is not nudged the next morning. */
const atLeastMs = 12 * 60 * 60_000;

/** Whether a member is in care and left in peace: for the day on which they wrote of a crisis, and at least for twelve hours. */
export function isInCare(last: LastCare | null, now: Instant): boolean {
  if (!last || now < last.at) return false;
  return now - last.at < atLeastMs || dayOf(now, last.zone, 0) === dayOf(last.at, last.zone, 0);
}

/** A reason for the ledger to skip cards, freezes and nudges for a member in care, asked before each try; null: send. */
export function createCareMoot({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return async function careMoot({ key }: Pick<Claimed, 'key'>): Promise<string | null> {
    const member = memberOf(key);
    if (!member) return null;
    const last = await unitOfWork.run((tx) => tx.inCareSince(member));
    return isInCare(last, clock.now()) ? 'left in peace' : null;
  };
}
