import type { AtOnce } from '../delivery/at-once.ts';
import { ContendedError } from '../errors.ts';
import type { InboundReaction } from '../inbound.ts';
import type { CivilDay } from '../model/day.ts';
import type {
  ChallengeId,
  DeliveryKey,
  MemberId,
  MessageRef,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { CheckInFact } from '../model/streak/index.ts';
import type { Away } from '../outage/lost-days.ts';
import type { Clock, Log } from '../ports.ts';
import { claimMark } from './claim-mark.ts';
import { asPosted, type ChallengeStanding, type ProofContext } from './context.ts';
import type { Facts } from './facts.ts';
import type { Verdict } from './judge.ts';
import type { LookedAt } from './left-alone.ts';
import type { Plan } from './plan.ts';
import { planAskedOnce, readContext, withoutSaid } from './planning.ts';
import type { ProofPost } from './post.ts';

/** What the hot path needs of the database: read everything that matters, write everything that follows, in one round trip each. */
export interface ProofStore {
  /** Reads what the verdict depends on. Null: the channel has no current challenge, or `challenge` is not current in this workspace. */
  context(query: ContextQuery): Promise<ProofContext | null>;
  /** Writes all the facts or none. `conflict`: something has changed since the context was read, and nothing was written. */
  write(facts: Facts): Promise<'written' | 'conflict'>;
  /** Which of these deliveries exist. `stands`: it waits or was sent, and was not taken back. */
  known(
    keys: readonly DeliveryKey[],
  ): Promise<readonly { readonly key: DeliveryKey; readonly stands: boolean }[]>;
  /** Whether the message is a proof, not taken back, of a member who hosts no challenge of its channel. */
  isMembersProof(platform: PlatformName, workspace: WorkspaceRef, message: MessageRef): Promise<boolean>;
  /**
   * The workspace's mark, if putting it on this message may count the message: the workspace is not parked, the channel has a current
   * challenge, the message neither counts already nor was undone after it was marked, and what is kept of whoever put it was not erased
   * after that. Else null. One statement.
   */
  awaitedMark(
    marked: Pick<InboundReaction, 'platform' | 'workspace' | 'channel' | 'message' | 'by' | 'at'>,
  ): Promise<string | null>;
  /** The last question which challenge another post is for, of those that `LastQuestion` means; null when there was none. */
  lastQuestion(of: LastQuestion): Promise<NonNullable<ProofContext['lastQuestion']> | null>;
  /** Stores how far channels with a challenge were handled, unless a later message is stored already. */
  lookedAt(all: readonly LookedAt[]): Promise<void>;
  /** Every counted check-in of a member in a challenge; none if they were never in it. */
  checkIns(challenge: ChallengeId, member: MemberId): Promise<readonly CheckInFact[]>;
}

/** Which message the context is read for. */
export interface ContextQuery {
  readonly platform: PlatformName;
  readonly workspace: WorkspaceRef;
  readonly post: Pick<ProofPost, 'channel' | 'message' | 'member'>;
  /** The day that was named for it, else the date of the message in UTC. */
  readonly around: CivilDay;
  /** Only this challenge, wherever the message was posted; null: the current ones of its channel. */
  readonly challenge: ChallengeId | null;
}

/** Which questions: about other posts of the member in the channel of `post`, from when `challenge` was done for the day up to `post`. */
export interface LastQuestion {
  readonly member: MemberId;
  readonly post: Pick<ProofPost, 'channel' | 'message' | 'at'>;
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
}

/** What became of a post. */
export type RecordOutcome =
  | { readonly kind: 'noChallenge' }
  /** It was recorded before, is deleted, or was left alone. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'recorded';
      readonly proof: ProofId;
      /** Empty when the member must first say which challenge of `among` the post is for. */
      readonly verdicts: readonly Verdict[];
      readonly among: readonly ChallengeStanding[];
      readonly plan: Plan;
      readonly context: ProofContext;
    };

export interface RecordProofDeps {
  readonly proofs: ProofStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Null: this instance sends nothing itself; the queue's workers do. */
  readonly atOnce: AtOnce | null;
  /** The recent times in which a platform was not heard. */
  readonly away: (platform: PlatformName) => readonly Away[];
  /** Ends the parking of a workspace. */
  readonly unpark: (workspace: WorkspaceId) => Promise<void>;
}

const maxTries = 6;
const contendedFrom = 3;

/**
 * Records a proof once, however often and wherever it arrives: reads, judges, writes under unique keys, and starts again when
 * a concurrent change came first. Resolves when it is committed. Rejects when it could not be recorded (`ContendedError`: only
 * this proof is affected).
 */
export function createRecordProof(deps: RecordProofDeps) {
  const { proofs, clock, log, newId, atOnce, unpark } = deps;

  return async function recordProof(
    scope: { readonly platform: PlatformName; readonly workspace: WorkspaceRef },
    post: ProofPost,
  ): Promise<RecordOutcome> {
    const ids = { proof: newId() as ProofId, member: newId() as MemberId };
    for (let tried = 0; tried < maxTries; tried++) {
      const read = await readContext(proofs, scope, post);
      if (!read) return { kind: 'noChallenge' };
      if (read.workspace.parked) {
        // A message from a parked workspace proves that we have access again.
        await unpark(read.workspace.id);
        log.info('workspace.back', { workspace: read.workspace.id });
        continue;
      }
      const context = asPosted(read, post);
      if (!context) return { kind: 'nothing' };
      const away = deps.away(scope.platform);
      const plan = await planAskedOnce(proofs, context, post, ids, clock.now(), away);
      if (!plan) return { kind: 'nothing' };
      const fresh = await withoutSaid(proofs, plan.facts);
      const marked = atOnce?.hasRoom() ? claimMark(fresh, scope.platform, ids.proof, clock.now()) : null;
      const planned = marked?.facts ?? fresh;
      // Many proofs of one member at once would conflict again and again over the streak: so it is left to be replayed later.
      const facts = tried < contendedFrom ? planned : withoutStreaks(planned);
      const claimedAt = clock.monotonic();
      if ((await proofs.write(facts)) === 'conflict') continue;
      if (marked) atOnce?.begin(marked.claimed, claimedAt);
      logRecorded(log, plan);
      const { verdicts, among } = plan;
      return { kind: 'recorded', proof: facts.proof.id, verdicts, among, plan, context };
    }
    throw new ContendedError('the proof kept changing while it was recorded');
  };
}

/** Logs what became of a recorded post. */
export function logRecorded(log: Log, { verdicts, among, facts: { proof, cheer } }: Plan): void {
  for (const { challenge, kind } of verdicts)
    log.info('proof.judged', { proof: proof.id, challenge, verdict: kind });
  if (cheer) log.info('cheer.queued', { proof: proof.id, situation: cheer.situation });
  if (among.length > 0) log.info('proof.undecided', { proof: proof.id });
}

function withoutStreaks(facts: Facts): Facts {
  return { ...facts, enrollments: facts.enrollments.map((each) => ({ ...each, streak: null })) };
}

export type RecordProof = ReturnType<typeof createRecordProof>;
