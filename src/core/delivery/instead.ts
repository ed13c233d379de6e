import type { Tx, UnitOfWork } from '../store.ts';
import type { GivenUp } from './cause.ts';
import type { Claimed } from './ledger.ts';

/** Plans what is said in place of a delivery that is given up. Returns whether anything is. */
export type Instead = (tx: Tx) => Promise<boolean>;

/** What is to be planned in place of a delivery that is given up; null: nothing. May read, and plans nothing yet. */
export type Otherwise = (claimed: Claimed, settlement: GivenUp) => Instead | null | Promise<Instead | null>;

/**
 * Plans what is said instead and stores the end of the delivery that was given up, in one transaction: after a death in between, what was
 * refused might be tried again and arrive, beside what was planned in its place. It is withdrawn too, since a dead letter can be tried again
 * by hand: it is then only looked for, and removed where it had arrived. `lost`: another worker had taken the claim over, and nothing was
 * planned or stored.
 */
export function createReplace({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) {
  return async function replace(
    claimed: Claimed,
    settlement: GivenUp,
    instead: Instead,
  ): Promise<'settled' | 'lost'> {
    try {
      await unitOfWork.run(async (tx) => {
        if (await instead(tx)) await tx.withdraw(claimed.key, saidAnotherWay);
        if ((await tx.settleGivenUp(claimed, settlement)) === 'lost') throw new LostClaim();
      });
      return 'settled';
    } catch (error) {
      if (error instanceof LostClaim) return 'lost';
      throw error;
    }
  };
}

/** Why a delivery is withdrawn in whose place something else is said. */
export const saidAnotherWay = 'said another way';

/** Rolls the transaction back. */
class LostClaim extends Error {}
