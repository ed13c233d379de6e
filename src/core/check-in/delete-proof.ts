import type { InboundDeletion } from '../inbound.ts';
import type { MessageRef } from '../model/ids.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { takeBack } from './take-back.ts';

/**
 * Handles deleted messages: takes their check-ins back and removes our messages about them. A message we have not seen is
 * remembered as deleted, since its own event may still come. A message that fails does not stop the others; the
 * function rejects afterwards.
 */
export function createDeleteProofs({ unitOfWork, log }: { unitOfWork: UnitOfWork; log: Log }) {
  return async function deleteProofs(event: InboundDeletion): Promise<void> {
    const failed: unknown[] = [];
    for (const message of event.messages) {
      await deleteProof(event, message).catch((error: unknown) => failed.push(error));
    }
    if (failed.length > 0) throw failed[0];
  };

  async function deleteProof(event: InboundDeletion, message: MessageRef): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const workspace = await tx.findWorkspace(event.platform, event.workspace);
      if (!workspace) return;
      let proof = await tx.lockProof(workspace.id, message);
      // A message in a direct channel may still be on its way to us, to be answered.
      if (!proof && (event.direct || (await tx.isWatched(workspace.id, event.channel)))) {
        const outcome = await tx.rememberUnseen(workspace.id, event.channel, message, {
          deletedAt: event.at,
        });
        if (outcome === 'arrived') proof = await tx.lockProof(workspace.id, message);
      }
      if (!proof || proof.deleted) return;
      await takeBack(tx, { workspace: workspace.id, proof: proof.id }, event.at, 'deleted');
      log.info('proof.deleted', { proof: proof.id });
    });
  }
}
