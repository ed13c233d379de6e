import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Limits } from '../../core/budget/budget.ts';
import type { StartError } from '../../core/errors.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { repeatErasures } from './backup/erasures.ts';
import { createBudgetStore } from './budget-store.ts';
import { createCheerStore } from './cheer-store.ts';
import { openDatabase } from './client.ts';
import { startEmbedded } from './embedded/index.ts';
import { AlreadyRunning, ownDataDir } from './embedded/own.ts';
import { createFigures, createUnheard } from './figures.ts';
import { createForgetUnseen } from './forget-unseen.ts';
import { createJobQueue } from './jobs/index.ts';
import { createWake } from './jobs/wake.ts';
import { createKnownProofs } from './known-proofs.ts';
import { createLease } from './lease.ts';
import { createLedger } from './ledger.ts';
import { createManagerPlace } from './manager-place.ts';
import { createMemberHome } from './member-home.ts';
import { createMemoryStore } from './memory-store.ts';
import { migrate } from './migrate.ts';
import { createMorningStore } from './morning-store.ts';
import { createNotes } from './notes.ts';
import { createNudgeStore } from './nudge-store.ts';
import { createOutageStore } from './outage-store.ts';
import { createOwnStore } from './own-store.ts';
import { createPace } from './pace.ts';
import { createParkedWorkspaces } from './parked-workspaces.ts';
import { createPersonalNudgeStore } from './personal-nudge-store.ts';
import { createPhotoStore } from './photo-store.ts';
import { createPictureStore } from './picture-store.ts';
import { createProofStore } from './proof-store.ts';
import { createRecordStore } from './record-store.ts';
import { checkServer } from './server.ts';
import { createStreakStore } from './streak-store.ts';
import { createSummaryStore } from './summary-store.ts';
import { createTalkStore } from './talk-store.ts';
import { createUnitOfWork, type Defaults } from './unit-of-work.ts';
import { createWatchedChannels } from './watched-channels.ts';
import { createWebStore } from './web-store.ts';
import { createWriteWatch } from './write-watch.ts';

export interface StorageOptions {
  /** Null for the built-in PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly defaults: Defaults;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the built-in PostgreSQL has died and does not start again. */
  readonly onLost?: (error: StartError) => void;
  /** The sizes of the pools for intake and for work; the job queue uses the latter. */
  readonly connections?: { readonly intake: number; readonly work: number };
}

/** Closing waits no longer than this for a query that hangs; the built-in server ends such a query when it stops. */
const closeWithinMs = 700;

/** The default sizes of an instance's pools. */
export const defaultConnections = { intake: 5, work: 13 } as const;

/** The opened database: every store, and what belongs to their connections. */
export type Storage = Awaited<ReturnType<typeof openStorage>>;

/** Opens the database, migrates it and returns the stores of everything kept in it. Throws StartError in plain words. */
export async function openStorage(options: StorageOptions) {
  const { databaseUrl, dataDir, defaults, clock, log } = options;
  const embedded = databaseUrl === null ? await startEmbedded(dataDir, log) : null;
  if (options.onLost) void embedded?.lost.then(options.onLost);
  const url = embedded?.url ?? databaseUrl!;
  try {
    const owner = embedded ? await ownDataDir(url, dataDir) : null;
    // However this process exits, a server it started is not left running.
    const leave = () => embedded?.signal();
    if (embedded) process.once('exit', leave);
    if (!embedded) await checkServer(url);
    await migrate(url, log);
    const { intake: intakeMax, work: workMax } = options.connections ?? defaultConnections;
    const intake = openDatabase(url, intakeMax);
    const work = openDatabase(url, workMax, 'later');
    // A restore that was killed right before this has it done here.
    await repeatErasures(work.db);
    const instance = randomUUID();
    const writes = createWriteWatch();
    const proofs = createProofStore(intake, createWake(work.pool));
    return {
      url,
      instance,
      /** The Prisma client, for tests and the operator's command. */
      db: work.db,
      proofs: { ...proofs, write: writes.over(proofs.write) },
      unitOfWork: createUnitOfWork(intake.db, defaults),
      watchedChannels: createWatchedChannels(intake.db),
      homeOf: createMemberHome(intake.db),
      knownProofs: createKnownProofs(intake.db, clock),
      parkedWorkspaces: createParkedWorkspaces(intake.db),
      records: createRecordStore(intake.db),
      /** Reading all about somebody may take a second, in which no proof should want for a connection. */
      own: createOwnStore(work.db),
      streaks: createStreakStore(intake.db, clock),
      web: createWebStore(intake.db),
      /** For jobs, many of which may run at once: uses the pool for work, so that intake keeps its own connections. */
      background: {
        unitOfWork: createUnitOfWork(work.db, defaults),
        streaks: createStreakStore(work.db, clock),
      },
      ledger: createLedger(work, clock),
      budget: (limits: Limits) => createBudgetStore(work.db, clock, limits),
      cheers: createCheerStore(work.db, clock),
      memories: createMemoryStore(work.db, work.pool),
      photos: createPhotoStore(work.db),
      pictures: createPictureStore(intake.db),
      mornings: createMorningStore(work.db, clock),
      nudges: createNudgeStore(work.db),
      personalNudges: createPersonalNudgeStore(work.db),
      summaries: createSummaryStore(work.db),
      outages: createOutageStore(work.db),
      talks: createTalkStore(work.db),
      pace: createPace(work.db),
      notes: createNotes(work.db),
      managerPlace: createManagerPlace(work.db),
      figures: createFigures(work.db),
      unheard: createUnheard(work.db),
      forgetUnseen: createForgetUnseen(work.db),
      lease: createLease({ db: intake.db, clock, log, instance }),
      jobs: createJobQueue({ db: work.db, pool: work.pool, log, instance }),
      /** Whether the database answers and accepts writes. */
      async reachable(): Promise<boolean> {
        return work.db.$queryRaw`select 1`.then(
          () => !writes.refused(),
          () => false,
        );
      },
      async close() {
        const connections = Promise.allSettled([intake.close(), work.close(), owner?.end()]);
        await Promise.race([connections, delay(closeWithinMs, undefined, { ref: false })]);
        await embedded?.stop();
        process.off('exit', leave);
      },
    };
  } catch (error) {
    // If another Boost Pal is already running here, its server is not ours to stop.
    if (!(error instanceof AlreadyRunning)) await embedded?.stop();
    throw error;
  }
}
