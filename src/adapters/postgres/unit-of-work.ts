import { setTimeout as delay } from 'node:timers/promises';
import type { Locale } from '../../core/model/locale.ts';
import type { Tx, UnitOfWork } from '../../core/store.ts';
import type { Db } from './client.ts';
import { isConflict } from './errors.ts';
import { jobRow } from './jobs/row.ts';
import { auditWrites } from './tx/audit.ts';
import { boardWrites } from './tx/board.ts';
import { budgetWrites } from './tx/budget.ts';
import { careWrites } from './tx/care.ts';
import { challengeChangeWrites } from './tx/challenge-changes.ts';
import { challengeWrites } from './tx/challenges.ts';
import { checkInWrites } from './tx/check-ins.ts';
import { closingWrites } from './tx/closing.ts';
import { deadLetterWrites } from './tx/dead-letters.ts';
import { deliveryWrites } from './tx/deliveries.ts';
import { erasingWrites } from './tx/erase-records.ts';
import { managingWrites } from './tx/managing.ts';
import { memoryWrites } from './tx/memories.ts';
import { nudgeLogReads } from './tx/nudge-log.ts';
import { nudgeWrites } from './tx/nudges.ts';
import { outageWrites } from './tx/outage.ts';
import { palWrites } from './tx/pal.ts';
import { personalWrites } from './tx/personal-nudge.ts';
import { proofWrites } from './tx/proofs.ts';
import { restWrites } from './tx/rests.ts';
import { summaryWrites } from './tx/summaries.ts';
import { talkWrites } from './tx/talk.ts';
import { typedWrites } from './tx/typed.ts';
import { workspaceWrites } from './tx/workspaces.ts';

/** The Prisma client inside a transaction. */
export type PrismaTx = Parameters<Parameters<Db['$transaction']>[0]>[0];

/** The settings of a new workspace. */
export interface Defaults {
  readonly locale: Locale;
  readonly timezone: string;
}

const maxTries = 4;

/**
 * Runs transactions at PostgreSQL's default isolation level; one that hits a unique key or a deadlock is run again as a whole, four times
 * at most.
 */
export function createUnitOfWork(db: Db, defaults: Defaults): UnitOfWork {
  return {
    async run(work, withinMs) {
      for (let tried = 1; ; tried++) {
        try {
          const options = withinMs === undefined ? {} : { timeout: withinMs };
          return await db.$transaction((prisma) => work(createTx(prisma, defaults)), options);
        } catch (error) {
          if (!isConflict(error) || tried >= maxTries) throw error;
          await delay(5 * 2 ** tried);
        }
      }
    },
  };
}

function createTx(prisma: PrismaTx, defaults: Defaults): Tx {
  const enqueue: Tx['enqueue'] = async (job) => {
    await prisma.$executeRaw`select boost_enqueue(${JSON.stringify([jobRow(job)])}::jsonb)`;
  };
  const checkIns = checkInWrites(prisma);
  const changes = challengeChangeWrites(prisma, checkIns);
  return {
    enqueue,
    ...workspaceWrites(prisma, defaults),
    ...challengeWrites(prisma),
    ...changes,
    ...closingWrites(prisma, changes),
    ...erasingWrites(prisma),
    ...auditWrites(prisma),
    ...managingWrites(prisma),
    ...proofWrites(prisma),
    ...checkIns,
    ...deliveryWrites(prisma, enqueue),
    ...restWrites(prisma),
    ...boardWrites(prisma),
    ...typedWrites(prisma),
    ...memoryWrites(prisma),
    ...nudgeWrites(prisma),
    ...careWrites(prisma),
    ...personalWrites(prisma, enqueue),
    ...summaryWrites(prisma),
    ...nudgeLogReads(prisma),
    ...outageWrites(prisma),
    ...budgetWrites(prisma),
    ...deadLetterWrites(prisma),
    ...talkWrites(prisma),
    ...palWrites(prisma),
  };
}
