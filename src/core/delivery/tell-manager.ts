import { messagesFor } from '../messages/index.ts';
import type { ChannelRef, DeliveryKey, MemberRef, PlatformName, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import type { Claimed } from './ledger.ts';

/** Who manages the challenge a delivery belongs to, and where to reach them. */
export interface ManagerPlace {
  readonly workspace: WorkspaceId;
  readonly locale: Locale;
  readonly channel: ChannelRef;
  readonly manager: MemberRef | null;
}

/**
 * Something is forbidden: said once for each workspace and permission, to the manager who made the challenge where the
 * platform can show a line to one person, else in the channel (which is often allowed where threads are not).
 */
export function createTellManager(deps: {
  readonly unitOfWork: UnitOfWork;
  readonly place: (claimed: Claimed) => Promise<ManagerPlace | null>;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly log: Log;
}) {
  return async function tellManager(claimed: Claimed, missing: string): Promise<void> {
    deps.log.warn('permission.missing', { workspace: claimed.workspace, missing });
    const place = await deps.place(claimed);
    if (!place) return;
    const { channel, manager } = place;
    const target =
      manager && deps.privateNotice(claimed.platform)
        ? ({ kind: 'private', channel, member: manager } as const)
        : ({ kind: 'channel', channel } as const);
    const key = `permission:${claimed.workspace}:${missing}`.slice(0, 200) as DeliveryKey;
    // The platform's number is for the log; a manager looks for the name.
    const line = messagesFor(place.locale).missingPermission(missing.replace(/^\d+ /, ''));
    await deps.unitOfWork.run((tx) =>
      tx.deliver(claimed.workspace, null, key, { do: 'post', target, view: { view: 'note', line } }),
    );
  };
}
