import type { Instant } from '../model/day.ts';
import type { MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';
import type { Log } from '../ports.ts';
import type { Tx } from '../store.ts';
import type { Receipt } from './store.ts';

/** Ten years of daily proofs take some seconds; nobody else waits for the rows that such a transaction holds. */
export const erasedWithinMs = 60_000;

/** Whom to erase: somebody of a workspace, by their id on the platform. */
export interface Leaver {
  readonly workspace: WorkspaceId;
  readonly ref: MemberRef;
  /** Only if this is still their row here: whoever was erased and came back is another member. Absent: whoever they are now. */
  readonly only?: MemberId;
}

/**
 * Erases everything about a member in the caller's transaction; `at`: by the platform's clock. Asked again, or once more after a death in
 * between, it has the same end and returns the same receipt. `unknown`: there is and was nothing to erase; `notTheirs`: the member that
 * `only` names is somebody else.
 */
export async function eraseMember(
  tx: Tx,
  { workspace, ref, only }: Leaver,
  at: Instant,
  log: Log,
): Promise<Receipt | 'unknown' | 'notTheirs'> {
  const member = await tx.findMember(workspace, ref);
  if (member && (only === undefined || only === member.id)) {
    const receipt = await tx.eraseMember(member.id, at);
    if (receipt) {
      const { id, checkIns, photos, challenges } = receipt;
      log.info('member.erased', { workspace, receipt: id, checkIns, photos, challenges });
      return receipt;
    }
  }
  return (await tx.receiptOf(workspace, ref)) ?? (member ? 'notTheirs' : 'unknown');
}
