import { deliveryKey, undoOf } from '../delivery/keys.ts';
import type { Instant } from '../model/day.ts';
import type { ProofId, WorkspaceId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import type { TakenBack } from './store.ts';

/**
 * Takes back what a proof led to: its check-ins, its cheer and our messages about it (nobody else's are touched). If the proof is undone,
 * our mark is removed too; a deleted message took it along. Idempotent. Runs in the caller's transaction, which must have locked the
 * proof. Returns the check-ins that were taken back.
 */
export async function takeBack(
  tx: Tx,
  target: { workspace: WorkspaceId; proof: ProofId },
  at: Instant,
  why: 'deleted' | 'undone',
): Promise<readonly TakenBack[]> {
  const { workspace, proof } = target;
  if (why === 'deleted') await tx.markDeleted(proof, at);
  else await tx.markUndone(proof, at);
  const { taken, successors } = await tx.revokeCheckIns(proof, at);
  for (const { proof: next, message, mark, note, noteKey } of successors) {
    if (message)
      await tx.deliver(workspace, next, deliveryKey('react', next), { do: 'react', message, mark });
    if (note && noteKey) await tx.deliver(workspace, next, undoOf(noteKey), { do: 'remove', message: note });
  }
  await tx.giveUpCheer(proof, why);
  await tx.forgetProof(proof);
  for (const { key, effect, message } of await tx.stopDeliveries(proof, why)) {
    const undo = undoOf(key);
    if (effect.do === 'post' && message) await tx.deliver(workspace, proof, undo, { do: 'remove', message });
    if (effect.do === 'react' && why === 'undone') {
      await tx.deliver(workspace, proof, undo, { do: 'unreact', message: effect.message, mark: effect.mark });
    }
  }
  await tx.enqueue({ task: 'erasePhotos', payload: { proof } });
  return taken;
}
