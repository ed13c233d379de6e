import type { BoardTx } from '../../../core/record/store.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Whether a member is shown on a challenge's board. */
export function boardWrites(prisma: PrismaTx): BoardTx {
  return {
    async showOnBoard(challengeId, memberId, onBoard) {
      const { count } = await prisma.enrollment.updateMany({
        where: { challengeId, memberId, leftAt: null },
        data: { onBoard },
      });
      return count === 1;
    },
  };
}
