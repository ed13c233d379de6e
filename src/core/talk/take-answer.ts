import { undoOf } from '../delivery/keys.ts';
import type { Instant } from '../model/day.ts';
import type { WorkspaceId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import { type TurnId, talkKey } from './store.ts';

/** Longer than a claim in the delivery ledger lasts. */
const lookAgainMs = 25_000;

/**
 * Takes back our answer to a turn: pending deliveries are skipped and posted messages removed. While one is just being posted, a
 * job is queued that comes back later, until nothing is under way any more.
 */
export async function takeAnswer(
  tx: Tx,
  of: { readonly workspace: WorkspaceId; readonly turn: TurnId; readonly why: 'deleted' | 'care' },
  now: Instant,
): Promise<void> {
  const { workspace, turn, why } = of;
  const { standing, open } = await tx.stopAnswer(turn, why);
  if (standing)
    await tx.deliver(workspace, null, undoOf(talkKey(turn)), {
      do: 'remove',
      message: standing,
    });
  if (!open) return;
  await tx.enqueue({
    task: 'unsay',
    payload: { turn },
    key: `unsay:${turn}`,
    runAt: now + lookAgainMs,
  });
}
