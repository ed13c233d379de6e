import { reasonOf } from '../errors.ts';
import type { InboundMember } from '../inbound.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import type { ProofContext } from './context.ts';

/**
 * Whoever posts under another name than the one that is kept is called by the new one from then on. Written beside the proof, for
 * which nobody waits; what fails is made up for by their next post.
 */
export function createFollowName({
  unitOfWork,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}) {
  return function followName({ workspace, member }: ProofContext, posted: InboundMember): void {
    if (member === null || member.name === posted.name || posted.nameUnsure) return;
    unitOfWork
      .run((tx) => tx.ensureMember(workspace.id, posted))
      .then(() => log.info('member.renamed', { member: member.id }))
      .catch((error: unknown) =>
        log.warn('member.rename_failed', { member: member.id, reason: reasonOf(error) }),
      );
  };
}
