import { createGiveCare } from '../care/give-care.ts';
import { createCareMoot } from '../care/in-care.ts';
import { createTellChannelGone } from '../challenge/channel-gone.ts';
import { createTellNear } from '../managing/tell-near.ts';
import type { PlatformName } from '../model/ids.ts';
import type { ReadCircle } from '../nudge/circle.ts';
import { createPersonalMoot, createPersonalRefused } from '../nudge/personal/send.ts';
import { createNewsWait } from '../nudge/personal/wait-for-day.ts';
import { createNudgeMoot, createNudgeRefused } from '../nudge/send-nudge.ts';
import { createSummaryMoot } from '../nudge/summary/send-summary.ts';
import { createOfferRefused } from '../outage/offer-refused.ts';
import type { OutageStore } from '../outage/store.ts';
import type { Clock, Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { createTalkCare } from '../talk/give-care.ts';
import { createTalkMoot } from '../talk/moot.ts';
import type { TalkStore } from '../talk/store.ts';
import type { DeliverDeps } from './deliver.ts';
import { createReplace, type Otherwise } from './instead.ts';
import type { Claimed, Settlement } from './ledger.ts';
import { createTellManager, type ManagerPlace } from './tell-manager.ts';

export interface FollowersDeps {
  readonly unitOfWork: UnitOfWork;
  readonly talks: TalkStore;
  readonly outages: Pick<OutageStore, 'find'>;
  readonly managerPlace: (claimed: Claimed) => Promise<ManagerPlace | null>;
  readonly readCircle: ReadCircle;
  /** Whether the platform can show a line to one member alone. */
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Puts together what features contribute to every delivery: reasons why it is no longer wanted or should wait, and what to do when
 * it could not be sent.
 */
export function createFollowers(
  deps: FollowersDeps,
): Pick<
  DeliverDeps,
  'moot' | 'wait' | 'settled' | 'otherwise' | 'replace' | 'tellManager' | 'tellGone' | 'park'
> {
  const { unitOfWork } = deps;
  const moots: readonly DeliverDeps['moot'][] = [
    createCareMoot(deps),
    createNudgeMoot(deps),
    createSummaryMoot(deps),
    createTalkMoot(deps),
    createPersonalMoot(deps),
  ];
  const nudgeRefused = createNudgeRefused(deps);
  const manager = createTellManager({ ...deps, place: deps.managerPlace });
  const otherWays: readonly Otherwise[] = [
    createGiveCare(deps).otherwise,
    createTalkCare(deps).otherwise,
    createTellNear(deps),
    manager.otherwise,
    createPersonalRefused(deps),
    createOfferRefused(deps),
  ];
  return {
    async moot(claimed) {
      for (const why of moots) {
        const moot = await why(claimed);
        if (moot !== null) return moot;
      }
      return null;
    },
    wait: createNewsWait(deps),
    async settled(claimed, settlement) {
      await nudgeRefused(claimed, settlement);
      // The workspace may have come back between the judgement and its end, and found nothing to remove.
      if (waitsForReturn(claimed, settlement))
        await unitOfWork.run((tx) => tx.removeIfBack(claimed.workspace));
    },
    async otherwise(claimed, settlement) {
      // Each is there for other kinds of deliveries.
      for (const way of otherWays) {
        const instead = await way(claimed, settlement);
        if (instead) return instead;
      }
      return null;
    },
    replace: createReplace(deps),
    tellManager: manager.tellManager,
    tellGone: createTellChannelGone(deps),
    park: (workspace, reason) => unitOfWork.run((tx) => tx.parkWorkspace(workspace, reason)),
  };
}

/** Whether it is a removal that was not done since its workspace was parked. */
function waitsForReturn({ effect }: Claimed, settlement: Settlement): boolean {
  return (
    (effect.do === 'remove' || effect.do === 'unreact') &&
    'cause' in settlement &&
    (settlement.cause === 'parked' || settlement.cause === 'revoked')
  );
}
