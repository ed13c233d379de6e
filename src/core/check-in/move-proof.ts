import type { CivilDay, Instant } from '../model/day.ts';
import type {
  ChallengeId,
  MemberId,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { Away } from '../outage/lost-days.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx } from '../store.ts';
import { standingOf } from './context.ts';
import { judge, type Verdict, zoneHistory } from './judge.ts';
import { planProof } from './plan.ts';
import { candidateOf, type ProofPost } from './post.ts';
import type { ContextQuery, RecordOutcome } from './record-proof.ts';
import { takeBack } from './take-back.ts';

export interface MoveProofDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly away: (platform: PlatformName) => readonly Away[];
}

/** Which check-in to move, and to which day. `at`: when that was asked for. */
export interface Move {
  readonly platform: PlatformName;
  readonly workspace: { readonly id: WorkspaceId; readonly ref: WorkspaceRef };
  readonly proof: ProofId;
  readonly post: Omit<ProofPost, 'origin'>;
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
  readonly at: Instant;
}

/** The outcome of a move. `refused`: the check-in would not count for that day (R3), and nothing was changed. */
export type Moved = RecordOutcome | { readonly kind: 'refused'; readonly verdict: Verdict };

/**
 * Moves the check-in of a post to another day (R13): takes it back and records it again for that day, in the caller's transaction. The
 * caller must have locked the proof.
 */
export function createMoveProof({ clock, log, newId, away }: MoveProofDeps) {
  return async function moveProof(tx: Tx, move: Move): Promise<Moved> {
    const { platform, workspace, challenge, day, at } = move;
    const post: ProofPost = { ...move.post, origin: { kind: 'moved', challenge, forDay: day } };
    const query: ContextQuery = { platform, workspace: workspace.ref, post, around: day, challenge };
    const before = await tx.proofContext(query);
    if (!before) return { kind: 'noChallenge' };
    const verdict = judge(
      standingOf(before, { challenge }),
      zoneHistory(before),
      candidateOf(post),
      clock.now(),
    );
    if (verdict.kind !== 'counted') return { kind: 'refused', verdict };

    await takeBack(tx, { workspace: workspace.id, proof: move.proof }, at, 'undone');
    await tx.releaseMessage(move.proof);
    const context = await tx.proofContext(query);
    if (!context?.member) throw new Error('a proof was moved whose member is not there');
    const ids = { proof: newId() as ProofId, member: context.member.id };
    const plan = planProof(
      context,
      post,
      ids,
      clock.now(),
      await known(tx, challenge, ids.member),
      away(platform),
    );
    if (!plan) throw new Error('a proof that was taken back was not free to be recorded');
    await tx.writeFacts(plan.facts);
    log.info('proof.moved', { proof: ids.proof, from: move.proof, challenge });
    return { kind: 'recorded', proof: ids.proof, verdicts: plan.verdicts, among: plan.among, plan, context };
  };
}

/** Taking the check-in back dropped the kept streak (tx.revokeCheckIns), so it must be computed from all check-ins. */
async function known(tx: Tx, challenge: ChallengeId, member: MemberId) {
  return new Map([[challenge, await tx.ownCheckIns(challenge, member)]]);
}

export type MoveProof = ReturnType<typeof createMoveProof>;
