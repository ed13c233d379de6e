import { undoOf } from '../delivery/keys.ts';
import type { Instant } from '../model/day.ts';
import type { WorkspaceId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import { type TurnId, talkKey } from './store.ts';

/** Longer than a claim of the ledger lasts. */
const lookAgainMs = 25_000;

/**
 * Takes our answer to a turn back: what waits is skipped, what stands is removed, and what is being said just now is looked
 * for again when that is over, until there is nothing under way.
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
