import type { Claimed, Settlement } from '../delivery/ledger.ts';
import type { DeliveryKey } from '../model/ids.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';

const offered = /^outage:([0-9a-f-]{36}):[0-9a-f-]{36}:(?!channel$)/;

/** A host who takes no direct messages: the offer is made in a challenge's channel instead, once. Managers alone can press there too. */
export function createOfferRefused({
  unitOfWork,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}) {
  return async function offerRefused(
    { key, workspace, effect }: Claimed,
    settlement: Settlement,
  ): Promise<void> {
    const [, outage] = offered.exec(key) ?? [];
    if (!outage || effect.do !== 'post' || settlement.state !== 'dead') return;
    await unitOfWork.run(async (tx) => {
      const [first] = await tx.offeredDays(workspace, outage);
      const challenge = first && (await tx.findChallenge(workspace, first.challenge));
      if (!challenge) return;
      log.info('outage.offered_in_channel', { outage, workspace });
      await tx.deliver(workspace, null, `outage:${outage}:${workspace}:channel` as DeliveryKey, {
        ...effect,
        target: { kind: 'channel', channel: challenge.channel },
      });
    });
  };
}
