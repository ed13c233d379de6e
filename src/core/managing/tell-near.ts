import type { GivenUp } from '../delivery/cause.ts';
import type { Instead } from '../delivery/instead.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import type { PlatformName } from '../model/ids.ts';
import type { Log } from '../ports.ts';

/**
 * When a member takes no direct messages, tells them what a manager did to their record once in the challenge's channel, seen by
 * them alone, where the platform can do that.
 */
export function createTellNear({
  privateNotice,
  log,
}: {
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly log: Log;
}) {
  return function tellNear(
    { key, effect, workspace, platform }: Claimed,
    settlement: GivenUp,
  ): Instead | null {
    const [act] = partsIf(key, 'told');
    if (act === undefined || settlement.cause !== 'forbidden') return null;
    if (effect.do !== 'post' || effect.target.kind !== 'direct' || !privateNotice(platform)) return null;
    const { member } = effect.target;
    const { view } = effect;
    return async (tx) => {
      const channel = await tx.channelOfAct(workspace, act);
      if (channel === null) return false;
      const target = { kind: 'private', channel, member } as const;
      await tx.deliver(workspace, null, deliveryKey('told-near', act), { do: 'post', target, view });
      log.info('told.near', { audit: act });
      return true;
    };
  };
}
