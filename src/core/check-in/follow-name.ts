import { reasonOf } from '../errors.ts';
import type { InboundMember } from '../inbound.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import type { ProofContext } from './context.ts';

/**
 * Stores a member's new name when they post under another one than is stored. Runs beside the recording of the proof, and nobody waits
 * for it; if it fails, the member's next post tries again. A member who was erased meanwhile is not brought back.
 */
export function createFollowName({
  unitOfWork,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}) {
  return function followName({ member }: ProofContext, posted: InboundMember): void {
    if (member === null || member.name === posted.name || posted.nameUnsure) return;
    unitOfWork
      .run((tx) => tx.renameMember(member.id, posted.name))
      .then(() => log.info('member.renamed', { member: member.id }))
      .catch((error: unknown) =>
        log.warn('member.rename_failed', { member: member.id, reason: reasonOf(error) }),
      );
  };
}
