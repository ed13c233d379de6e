import { deliveryKey } from '../delivery/keys.ts';
import { dayOf, type Instant } from '../model/day.ts';
import type { Tx } from '../store.ts';
import type { CareKind } from './guard.ts';
import type { CarePlace } from './store.ts';
import { managerView } from './words.ts';

/**
 * Tells the challenge's host directly that somebody may need an ear, at most once per member and day: not who or why, and never
 * in a channel. Of abuse hosts are not told: the host may be the one who does it.
 */
export async function tellHost(
  tx: Tx,
  { workspace, member, host }: Pick<CarePlace, 'workspace' | 'member' | 'host'>,
  what: CareKind,
  now: Instant,
): Promise<void> {
  if (what === 'abuse' || workspace.platform === 'web' || !host || host.ref === member.ref) return;
  const day = dayOf(now, member.zone ?? workspace.zone, 0);
  await tx.deliver(workspace.id, null, deliveryKey('care-host', member.id, day), {
    do: 'post',
    target: { kind: 'direct', member: host.ref, workspace: workspace.ref },
    view: managerView(host.locale ?? workspace.locale),
  });
}
