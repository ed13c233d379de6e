import { signsOf } from '../care/signs.ts';
import { substance } from '../cheer/substance.ts';
import type { InboundEdit } from '../inbound.ts';
import type { Clock, Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';

/** A cheer follows edits at most this often. */
const cheerEveryMs = 60_000;
/** Several quick edits are one. */
const settleMs = 2_000;

/**
 * A message was edited: its text is kept, the copies of photos that were taken out of it are deleted, and the cheer follows when
 * the text changed in substance. Check-ins stay as they are (R13). The edit that was taken in changes nothing when it is told
 * again, which may call people by other names, nor does an older one; one of a message not seen yet is remembered.
 */
export function createEditProof({
  unitOfWork,
  clock,
  log,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
  log: Log;
}) {
  return async function editProof(event: InboundEdit): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const workspace = await tx.findWorkspace(event.platform, event.workspace);
      if (!workspace) return;
      let proof = await tx.lockProof(workspace.id, event.message);
      // What people say in threads is no proof that is on its way.
      if (!proof && event.inThread !== true && (await tx.isWatched(workspace.id, event.channel))) {
        const outcome = await tx.rememberUnseen(workspace.id, event.channel, event.message, event);
        if (outcome === 'arrived') proof = await tx.lockProof(workspace.id, event.message);
      }
      if (
        !proof ||
        proof.deleted ||
        proof.undone ||
        (proof.editedAt !== null && proof.editedAt >= event.editedAt)
      )
        return;
      await tx.saveEdit(proof.id, event.text, event.editedAt);
      if (event.filesLeft && (await tx.dropPhotos(proof.id, event.filesLeft))) {
        const payload = { proof: proof.id };
        await tx.enqueue({ task: 'dropPhotos', payload });
        log.info('photo.dropped', { proof: proof.id });
      }
      // Whoever may be in danger does not wait for the cheer's turn, nor for there to be one.
      if ((proof.countsFor.length > 0 || proof.undecided) && signsOf(event.text).care) {
        // Nor may these words come up as a memory until somebody has looked.
        await tx.rememberAnew(proof.id);
        await tx.enqueue({ task: 'care', payload: { proof: proof.id } });
        log.info('proof.edited', { proof: proof.id });
        return;
      }
      if (!proof.cheered || substance(proof.text) === substance(event.text)) return;
      // Written anew, it is remembered anew, once it was looked at.
      await tx.rememberAnew(proof.id);
      const { written, photosUntil } = await tx.askCheerAgain(proof.id);
      const runAt = Math.max(clock.now() + settleMs, written + cheerEveryMs, photosUntil);
      await tx.enqueue({
        task: 'cheer',
        payload: { proof: proof.id },
        key: `cheer:${proof.id}`,
        runAt,
      });
      log.info('proof.edited', { proof: proof.id });
    });
  };
}
