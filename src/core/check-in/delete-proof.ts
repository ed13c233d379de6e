import type { InboundDeletion } from '../inbound.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { takeBack } from './take-back.ts';

/**
 * Messages were deleted: their check-ins are taken back and our words about them removed. One we have not seen is
 * remembered as deleted, in case its arrival was overtaken.
 */
export function createDeleteProofs({ unitOfWork, log }: { unitOfWork: UnitOfWork; log: Log }) {
  return async function deleteProofs(event: InboundDeletion): Promise<void> {
    for (const message of event.messages) {
      await unitOfWork.run(async (tx) => {
        const workspace = await tx.findWorkspace(event.platform, event.workspace);
        if (!workspace) return;
        let proof = await tx.lockProof(workspace.id, message);
        if (!proof && (await tx.isWatched(workspace.id, event.channel))) {
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
  };
}
