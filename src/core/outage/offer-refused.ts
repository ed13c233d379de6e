import { cannotBeReached, type GivenUp } from '../delivery/cause.ts';
import type { Instead } from '../delivery/instead.ts';
import { partsIf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import type { WorkspaceId } from '../model/ids.ts';
import type { Log } from '../ports.ts';
import type { Tx } from '../store.ts';
import { type Offered, offeredTo, offerInChannels } from './offer-days.ts';
import type { OutageStore } from './store.ts';

/**
 * When a host takes no direct messages, or has left, makes the offer to them in the challenges' channel instead, once. There too
 * only managers can press.
 */
export function createOfferRefused({
  outages,
  log,
}: {
  readonly outages: Pick<OutageStore, 'find'>;
  readonly log: Log;
}) {
  return async function offerRefused(
    { key, workspace, effect }: Claimed,
    settlement: GivenUp,
  ): Promise<Instead | null> {
    const [id] = partsIf(key, 'outage');
    if (!id || effect.do !== 'post' || effect.target.kind !== 'direct') return null;
    // Whatever the delivery died of, somebody has to hear of the offer while there is time to decide.
    if (settlement.state !== 'dead' && !cannotBeReached(settlement)) return null;
    const outage = await outages.find(id);
    if (!outage) return null;
    const { member: host, workspace: ref } = effect.target;
    return async (tx) => {
      const home = await tx.findWorkspace(outage.platform, ref);
      const offered = offeredTo(host, await offeredIn(tx, workspace, id));
      if (!home || offered.length === 0) return false;
      log.info('outage.offered_in_channel', { outage: id, workspace });
      await offerInChannels(tx, outage, home, offered);
      return true;
    };
  };
}

async function offeredIn(tx: Tx, workspace: WorkspaceId, outage: string): Promise<readonly Offered[]> {
  const days = Map.groupBy(await tx.offeredDays(workspace, outage), ({ challenge }) => challenge);
  const all: Offered[] = [];
  for (const [id, each] of days) {
    const challenge = await tx.findChallenge(workspace, id);
    if (challenge) all.push({ challenge, days: each.map(({ day }) => day) });
  }
  return all;
}
