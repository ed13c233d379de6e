import { reasonOf } from '../errors.ts';
import { nudgeOf } from '../nudge/store.ts';
import type { GivenUp } from './cause.ts';
import type { DeliverDeps } from './deliver.ts';
import type { Effect } from './effect.ts';
import type { createFailedTry } from './failed-try.ts';
import type { Instead } from './instead.ts';
import type { Claimed, Settlement } from './ledger.ts';

/** How a try was stored. `lost`: another worker had taken the claim over, and nothing was stored. */
export interface EndedTry {
  readonly settlement: Settlement;
  readonly outcome: 'settled' | 'lost';
}

/** The end that is to be stored, and what is planned with it. */
type Followed =
  | { readonly settlement: Settlement; readonly instead: null }
  | { readonly settlement: GivenUp; readonly instead: Instead | null };

/**
 * `endTry` does what follows from the end of a try, then stores that end. What follows comes first, so that a kill between the two
 * repeats it instead of losing it; all of it may be repeated. What is said instead is planned with the end (`replace`). A mistake of ours
 * in it, or an end that cannot be stored, uses up a try. Throws only when the database is away: the claim then expires and the next
 * worker goes on.
 */
export function createEndTry(
  deps: Pick<
    DeliverDeps,
    'ledger' | 'log' | 'isOutage' | 'otherwise' | 'replace' | 'park' | 'tellGone' | 'tellManager'
  >,
  failed: ReturnType<typeof createFailedTry>,
) {
  return { endTry, tellManager };

  async function endTry(claimed: Claimed, tried: Settlement): Promise<EndedTry> {
    const { settlement, instead } = await followed(claimed, tried);
    let isPlanned = instead === null;
    try {
      if (instead === null) return { settlement, outcome: await deps.ledger.settle(claimed, settlement) };
      const outcome = await deps.replace(claimed, settlement, async (tx) => {
        const isSaid = await instead(tx);
        isPlanned = true;
        return isSaid;
      });
      return { settlement, outcome };
    } catch (error) {
      if (isPlanned ? deps.isOutage(error) : failed.isAway(claimed, error)) throw error;
      const unfinished = failed.unfinished(claimed, error, settlement, !isPlanned);
      return { settlement: unfinished, outcome: await deps.ledger.settle(claimed, unfinished) };
    }
  }

  async function followed(claimed: Claimed, tried: Settlement): Promise<Followed> {
    if (!('cause' in tried)) return { settlement: tried, instead: null };
    try {
      return { settlement: tried, instead: await follow(claimed, tried) };
    } catch (error) {
      if (failed.isAway(claimed, error)) throw error;
      return { settlement: failed.unfinished(claimed, error, tried, true), instead: null };
    }
  }

  async function follow(claimed: Claimed, settlement: GivenUp): Promise<Instead | null> {
    const { cause, detail, missing } = settlement;
    if (cause === 'gone') await deps.tellGone(claimed);
    if (cause === 'revoked') await deps.park(claimed.workspace, detail);
    // A member who accepts no direct messages chose so; a manager cannot change that. Refused nudges are told when they are paused.
    if (cause === 'forbidden' && missing && !isDirect(claimed.effect) && !nudgeOf(claimed.key))
      await tellManager(claimed, missing);
    return deps.otherwise(claimed, settlement);
  }

  /**
   * Tells a manager what they can mend. A failure is only logged, since it must not hold the delivery itself, which is refused or even
   * said: the next delivery that lacks the same tells of it.
   */
  async function tellManager(claimed: Claimed, missing: string): Promise<void> {
    await deps.tellManager(claimed, missing).catch((error: unknown) => {
      const fields = { delivery: claimed.key, reason: reasonOf(error) };
      if (deps.isOutage(error)) deps.log.warn('delivery.manager_not_told', fields);
      else deps.log.error('delivery.mistake', fields);
    });
  }
}

function isDirect(effect: Effect): boolean {
  return effect.do === 'post' && effect.target.kind === 'direct';
}
