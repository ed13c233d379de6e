import { type Messages, messagesFor } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import type { ChannelRef, MemberRef, PlatformName, WorkspaceId, WorkspaceRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Clock, Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import type { Line } from '../views.ts';
import type { GivenUp } from './cause.ts';
import type { Instead } from './instead.ts';
import { boundedKey, deliveryKey, partsOf } from './keys.ts';
import type { Claimed } from './ledger.ts';

/** What is `missing` when a workspace has as many active threads as its platform allows. */
export const noThreadsLeft = 'no_threads_left';

/** Who manages the challenge a delivery belongs to, and where to reach them. */
export interface ManagerPlace {
  readonly workspace: WorkspaceId;
  readonly ref: WorkspaceRef;
  readonly locale: Locale;
  readonly channel: ChannelRef;
  readonly manager: MemberRef | null;
}

/**
 * Tells about a missing permission once a month for each channel and permission: once granted it may be lost again. The limit of threads
 * concerns the whole workspace, so it is told once a month for all channels. `tellManager` tells the manager who made the challenge where
 * the platform can show a line to one person, else the channel (where posting is often allowed though threads are not). If the channel
 * accepts nothing from us, `otherwise` sends the manager a direct message.
 */
export function createTellManager(deps: {
  readonly unitOfWork: UnitOfWork;
  readonly place: (claimed: Claimed) => Promise<ManagerPlace | null>;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}) {
  return { tellManager, otherwise };

  async function tellManager(claimed: Claimed, missing: string): Promise<void> {
    deps.log.warn('permission.missing', { workspace: claimed.workspace, missing });
    const place = await deps.place(claimed);
    if (!place) return;
    const { channel, manager } = place;
    const target =
      manager && deps.privateNotice(claimed.platform)
        ? ({ kind: 'private', channel, member: manager } as const)
        : ({ kind: 'channel', channel } as const);
    const month = dayOf(deps.clock.now(), 'UTC', 0).slice(0, 7);
    const where = missing === noThreadsLeft ? '' : channel;
    const key = boundedKey('permission', claimed.workspace, where, month, missing);
    const line = lineFor(missing, messagesFor(place.locale));
    await deps.unitOfWork.run((tx) =>
      tx.deliver(claimed.workspace, null, key, { do: 'post', target, view: { view: 'note', line } }),
    );
  }

  async function otherwise(claimed: Claimed, settlement: GivenUp): Promise<Instead | null> {
    const { key, effect, workspace } = claimed;
    if (partsOf(key)?.kind !== 'permission' || settlement.cause !== 'forbidden' || effect.do !== 'post')
      return null;
    const { target, view } = effect;
    if (!('channel' in target) || view.view !== 'note') return null;
    const place = await deps.place(claimed);
    if (!place?.manager) return null;
    const direct = { kind: 'direct', member: place.manager, workspace: place.ref } as const;
    const line = [{ kind: 'channel', ref: target.channel }, ' ', ...view.line] as const;
    return async (tx) => {
      const said = { ...view, line };
      await tx.deliver(workspace, null, deliveryKey('direct', key), {
        do: 'post',
        target: direct,
        view: said,
      });
      return true;
    };
  }
}

function lineFor(missing: string, texts: Messages): Line {
  if (missing === 'not_in_channel') return texts.inviteMe();
  if (missing === noThreadsLeft) return texts.noThreadsLeft();
  return texts.missingPermission(missing);
}
