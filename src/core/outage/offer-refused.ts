import { cannotBeReached, type GivenUp } from '../delivery/cause.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';

/** A host who takes no direct messages, or has left: the offer is made in a challenge's channel instead, once. Managers alone can press there too. */
export function createOfferRefused({
  unitOfWork,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}) {
  return async function offerRefused(
    { key, workspace, effect }: Claimed,
    settlement: GivenUp,
  ): Promise<void> {
    const [outage, , to] = partsIf(key, 'outage');
    if (!outage || to === 'channel' || effect.do !== 'post') return;
    // Whatever it died of: somebody has to hear of it while there is time to decide.
    if (settlement.state !== 'dead' && !cannotBeReached(settlement)) return;
    await unitOfWork.run(async (tx) => {
      const [first] = await tx.offeredDays(workspace, outage);
      const challenge = first && (await tx.findChallenge(workspace, first.challenge));
      if (!challenge) return;
      log.info('outage.offered_in_channel', { outage, workspace });
      await tx.deliver(workspace, null, deliveryKey('outage', outage, workspace, 'channel'), {
        ...effect,
        target: { kind: 'channel', channel: challenge.channel },
      });
    });
  };
}
