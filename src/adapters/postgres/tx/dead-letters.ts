import {
  type DeadCause,
  type DeadGroup,
  type DeadLettersTx,
  deadCauses,
} from '../../../core/dead-letters/store.ts';
import { missingIn, readReason } from '../../../core/delivery/cause.ts';
import { jobFailed } from '../../../core/jobs/table.ts';
import type { WorkspaceId } from '../../../core/model/ids.ts';
import { type DeadLetter, findDead, redriveDead } from '../dead-letters.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** One press of the button retries this many; the next press retries the next ones. */
const mostAtOnce = 300;
const mostNamed = 4;

/** A workspace's dead letters, grouped by cause for its managers, and their retry. */
export function deadLetterWrites(prisma: PrismaTx): DeadLettersTx {
  const lettersOf = (workspace: WorkspaceId) =>
    findDead(prisma, { key: null, reason: null, since: null, workspace, limit: null });
  return {
    async deadLetters(workspace) {
      const letters = await lettersOf(workspace);
      return deadCauses
        .map((cause) => groupOf(cause, letters))
        .filter(({ count }) => count > 0)
        .toSorted((one, other) => other.redrivable - one.redrivable || other.count - one.count);
    },
    async redriveDead(workspace, cause) {
      const letters = (await lettersOf(workspace)).filter((letter) => causeOf(letter) === cause);
      const { redriven, closed } = await redriveDead(prisma, letters.slice(0, mostAtOnce));
      return { redriven: redriven.length, closed: closed.length };
    },
  };
}

function groupOf(cause: DeadCause, letters: readonly DeadLetter[]): DeadGroup {
  const of = letters.filter((letter) => causeOf(letter) === cause);
  const missing = cause === 'forbidden' ? of.map(({ reason }) => missingIn(reason)) : [];
  return {
    cause,
    count: of.length,
    redrivable: of.filter(({ redrivable }) => redrivable).length,
    missing: [...new Set(missing)].filter((name) => name !== '').slice(0, mostNamed),
  };
}

function causeOf({ kind, reason }: DeadLetter): DeadCause {
  // A delivery that ended with its job has that job's failure as its reason (jobs/leaves.ts).
  if (kind === 'job' || reason.startsWith(`${jobFailed}:`)) return 'failed';
  const { cause } = readReason(reason);
  if (cause === 'forbidden' || cause === 'invalid' || cause === 'mistake') return cause;
  return cause === 'tooOld' ? 'old' : 'unknown';
}
