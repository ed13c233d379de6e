import type { AtOnce } from '../delivery/at-once.ts';
import { PlatformError } from '../errors.ts';
import { type CivilDay, dayOf } from '../model/day.ts';
import type {
  ChallengeId,
  MemberId,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import { claimMark } from './claim-mark.ts';
import type { ProofContext } from './context.ts';
import type { Facts } from './facts.ts';
import type { Verdict } from './judge.ts';
import { type ProofPost, planProof } from './plan.ts';

/** What the one hot path asks of the database: read all that matters, write all that follows. One round trip each. */
export interface ProofStore {
  /** Null: the channel has no challenge that is on (or `challenge` is not on in this workspace). */
  context(query: ContextQuery): Promise<ProofContext | null>;
  /** `conflict`: something changed since the context was read; nothing was written. */
  write(facts: Facts): Promise<'written' | 'conflict'>;
}

export interface ContextQuery {
  readonly platform: PlatformName;
  readonly workspace: WorkspaceRef;
  readonly post: Pick<ProofPost, 'channel' | 'message' | 'member'>;
  /** Civil date of the message in UTC. */
  readonly around: CivilDay;
  /** Only this challenge, wherever the message stands. */
  readonly challenge: ChallengeId | null;
}

export type RecordOutcome =
  | { readonly kind: 'noChallenge' }
  /** Taken in before, deleted, or of no meaning here. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'recorded';
      readonly proof: ProofId;
      readonly verdicts: readonly Verdict[];
      readonly context: ProofContext;
    };

export interface RecordProofDeps {
  readonly proofs: ProofStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Null: this instance delivers nothing, the queue's workers do. */
  readonly atOnce: AtOnce | null;
  /** Takes a workspace into service again. */
  readonly unpark: (workspace: WorkspaceId) => Promise<void>;
}

const maxTries = 6;

/**
 * Records a proof once, however often and wherever it arrives: read, judge, write under unique keys, and again when
 * somebody was faster. Resolves when it is committed. Rejects (`unavailable`) when that could not be established.
 */
export function createRecordProof({ proofs, clock, log, newId, atOnce, unpark }: RecordProofDeps) {
  return async function recordProof(
    scope: { readonly platform: PlatformName; readonly workspace: WorkspaceRef },
    post: ProofPost,
    challenge: ChallengeId | null = null,
  ): Promise<RecordOutcome> {
    const ids = { proof: newId() as ProofId, member: newId() as MemberId };
    const query = { ...scope, post, around: dayOf(post.at, 'UTC', 0), challenge };
    for (let tried = 0; tried < maxTries; tried++) {
      const context = await proofs.context(query);
      if (!context) return { kind: 'noChallenge' };
      if (context.workspace.parked) {
        // A message from there proves that we are let in again.
        await unpark(context.workspace.id);
        log.info('workspace.back', { workspace: context.workspace.id });
        continue;
      }
      const plan = planProof(context, post, ids, clock.now());
      if (!plan) return { kind: 'nothing' };
      const marked = atOnce?.hasRoom() ? claimMark(plan.facts, scope.platform, newId(), clock.now()) : null;
      const facts = marked?.facts ?? plan.facts;
      const claimedAt = clock.monotonic();
      if ((await proofs.write(facts)) === 'conflict') continue;
      if (marked) atOnce?.begin(marked.claimed, claimedAt);
      const { verdicts } = plan;
      for (const verdict of verdicts) {
        log.info('proof.judged', {
          proof: facts.proof.id,
          challenge: verdict.challenge,
          verdict: verdict.kind,
        });
      }
      if (facts.cheer) log.info('cheer.queued', { proof: facts.proof.id, situation: facts.cheer.situation });
      return { kind: 'recorded', proof: facts.proof.id, verdicts, context };
    }
    throw new PlatformError('unavailable', 'the proof kept changing while it was recorded');
  };
}
export type RecordProof = ReturnType<typeof createRecordProof>;
