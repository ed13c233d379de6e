import type { Instant } from '../model/day.ts';
import type { PlatformName, ProofId, WorkspaceId, WorkspaceRef } from '../model/ids.ts';
import type { Away } from '../outage/lost-days.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx } from '../store.ts';
import { asPosted } from './context.ts';
import { type PlanReads, planWhole, readContext, withoutSaid } from './planning.ts';
import type { ProofPost } from './post.ts';
import { logRecorded, type RecordOutcome } from './record-proof.ts';
import type { ProofRow } from './store.ts';
import { takeBack } from './take-back.ts';

export interface RecordAnewDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly away: (platform: PlatformName) => readonly Away[];
}

/** A post that somebody wants counted. */
export interface Anew {
  readonly platform: PlatformName;
  readonly workspace: { readonly id: WorkspaceId; readonly ref: WorkspaceRef };
  /** What is stored of it, locked by the transaction; it counts for nothing. Null when nothing is. */
  readonly known: ProofRow | null;
  readonly post: ProofPost;
  /** When that was asked for. */
  readonly at: Instant;
}

/**
 * Judges a post anew that did not count when it was judged before, or was undone: takes back what was said about it and records it, in
 * the caller's transaction. When nothing would be recorded, nothing is changed. Null for a post that was never judged: recordProof records
 * it, outside the transaction.
 */
export function createRecordAnew({ clock, log, newId, away }: RecordAnewDeps) {
  return async function recordAnew(
    tx: Tx,
    { platform, workspace, known, post, at }: Anew,
  ): Promise<RecordOutcome | null> {
    if (!known || known.member === null) return null;
    const reads: PlanReads = {
      context: tx.proofContext,
      checkIns: tx.ownCheckIns,
      known: tx.knownDeliveries,
    };
    const read = await readContext(reads, { platform, workspace: workspace.ref }, post);
    if (!read) return { kind: 'noChallenge' };
    // It counts for nothing, so its row, which makes way for a new one, is all it has changed.
    const context = asPosted({ ...read, proof: null }, post);
    if (!context) return { kind: 'nothing' };
    const ids = { proof: newId() as ProofId, member: known.member };
    const plan = await planWhole(reads, context, post, ids, clock.now(), away(platform));
    if (!plan) return { kind: 'nothing' };
    if (!known.undone) await takeBack(tx, { workspace: workspace.id, proof: known.id }, at, 'undone');
    await tx.releaseMessage(known.id);
    await tx.writeFacts(await withoutSaid(reads, plan.facts));
    logRecorded(log, plan);
    const { verdicts, among } = plan;
    return { kind: 'recorded', proof: ids.proof, verdicts, among, plan, context };
  };
}

export type RecordAnew = ReturnType<typeof createRecordAnew>;
