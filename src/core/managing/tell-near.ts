import type { GivenUp } from '../delivery/cause.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import type { PlatformName } from '../model/ids.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';

/**
 * When a member takes no direct messages, tells them what a manager did to their record once in the challenge's channel, seen by
 * them alone, where the platform can do that. This is planned before the failure is written down, so that a kill loses nothing.
 */
export function createTellNear({
  unitOfWork,
  privateNotice,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly log: Log;
}) {
  return async function tellNear(
    { key, effect, workspace, platform }: Claimed,
    settlement: GivenUp,
  ): Promise<void> {
    const [act] = partsIf(key, 'told');
    if (act === undefined || settlement.cause !== 'forbidden') return;
    if (effect.do !== 'post' || effect.target.kind !== 'direct' || !privateNotice(platform)) return;
    const { member } = effect.target;
    const { view } = effect;
    await unitOfWork.run(async (tx) => {
      const channel = await tx.channelOfAct(workspace, act);
      if (channel === null) return;
      const target = { kind: 'private', channel, member } as const;
      await tx.deliver(workspace, null, deliveryKey('told-near', act), { do: 'post', target, view });
      log.info('told.near', { audit: act });
    });
  };
}
