import { memberOf, partsIf } from '../../delivery/keys.ts';
import type { Claimed } from '../../delivery/ledger.ts';
import type { Clock } from '../../ports.ts';
import type { UnitOfWork } from '../../store.ts';
import { isTold } from './news.ts';

/** Keeps news that a fault delayed until night from waking anybody: asked before each try, it returns why the news waits, or null. */
export function createNewsWait({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return async function newsWait({ key }: Pick<Claimed, 'key'>): Promise<string | null> {
    const member = partsIf(key, 'freeze', 'nudge-rest').length > 0 ? memberOf(key) : null;
    if (!member) return null;
    const to = await unitOfWork.run((tx) => tx.lockPersonal(member));
    return to && !isTold(to, clock.now()) ? 'it is told by day' : null;
  };
}
