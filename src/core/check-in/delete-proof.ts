import type { InboundDeletion } from '../inbound.ts';
import type { MessageRef } from '../model/ids.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { takeBack } from './take-back.ts';

/**
 * Messages were deleted: their check-ins are taken back and our words about them removed. One we have not seen is
 * remembered as deleted, in case its arrival was overtaken. One that fails keeps none of the others; then it rejects.
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
      // What was written to us alone may still be on its way to be answered.
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
