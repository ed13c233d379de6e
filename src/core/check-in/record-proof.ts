import type { AtOnce } from '../delivery/at-once.ts';
import { againOf } from '../delivery/keys.ts';
import { ContendedError } from '../errors.ts';
import type { InboundReaction } from '../inbound.ts';
import { type CivilDay, dayOf, type Instant } from '../model/day.ts';
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
import { challengesOf, forDayOf } from './origin.ts';
import { type Plan, planProof } from './plan.ts';
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
   * challenge, and the message neither counts already nor was undone after it was marked. Else null. One statement.
   */
  awaitedMark(
    marked: Pick<InboundReaction, 'platform' | 'workspace' | 'channel' | 'message' | 'at'>,
  ): Promise<string | null>;
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
const again = [2, 3, 4];

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
    const query = { ...scope, post, around: forDayOf(post.origin) ?? dayOf(post.at, 'UTC', 0) };
    for (let tried = 0; tried < maxTries; tried++) {
      const read = await readContext(query, challengesOf(post.origin));
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
      const plan = await planWhole(context, post, ids, clock.now(), away);
      if (!plan) return { kind: 'nothing' };
      const fresh = await withoutSaid(plan.facts);
      const marked = atOnce?.hasRoom() ? claimMark(fresh, scope.platform, ids.proof, clock.now()) : null;
      const planned = marked?.facts ?? fresh;
      // Many proofs of one member at once would conflict again and again over the streak: so it is left to be replayed later.
      const facts = tried < contendedFrom ? planned : withoutStreaks(planned);
      const claimedAt = clock.monotonic();
      if ((await proofs.write(facts)) === 'conflict') continue;
      if (marked) atOnce?.begin(marked.claimed, claimedAt);
      const { verdicts, among } = plan;
      for (const verdict of verdicts) {
        log.info('proof.judged', {
          proof: facts.proof.id,
          challenge: verdict.challenge,
          verdict: verdict.kind,
        });
      }
      if (facts.cheer) log.info('cheer.queued', { proof: facts.proof.id, situation: facts.cheer.situation });
      if (among.length > 0) log.info('proof.undecided', { proof: facts.proof.id });
      return { kind: 'recorded', proof: facts.proof.id, verdicts, among, plan, context };
    }
    throw new ContendedError('the proof kept changing while it was recorded');
  };

  async function readContext(
    query: Omit<ContextQuery, 'challenge'>,
    challenges: readonly ChallengeId[] | null,
  ): Promise<ProofContext | null> {
    const found = await Promise.all(
      (challenges ?? [null]).map((challenge) => proofs.context({ ...query, challenge })),
    );
    const [first, ...more] = found.filter((context) => context !== null);
    if (!first) return null;
    return { ...first, challenges: [first, ...more].flatMap((context) => context.challenges) };
  }

  /** Plans the proof; in the rare case that a kept streak cannot be continued (R17), plans it again with all check-ins. */
  async function planWhole(
    context: ProofContext,
    post: ProofPost,
    ids: { proof: ProofId; member: MemberId },
    now: Instant,
    away: readonly Away[],
  ): Promise<Plan | null> {
    const plan = planProof(context, post, ids, now, new Map(), away);
    if (!plan || plan.unfolded.length === 0 || context.member === null) return plan;
    const member = context.member.id;
    const known = await Promise.all(
      plan.unfolded.map(async (id) => [id, await proofs.checkIns(id, member)] as const),
    );
    return planProof(context, post, ids, now, new Map(known), away);
  }

  /**
   * Leaves out deliveries that were sent before. A note that is sent once a day is not repeated while it stands; if it was taken back, it
   * may be sent again, a few times. If two are planned at the same time, the key refuses one, whose proof is then planned again.
   */
  async function withoutSaid(planned: Facts): Promise<Facts> {
    const facts = await withoutRepeated(planned);
    const once = facts.deliveries.find(({ how }) => how === 'oncePerDay');
    if (!once) return facts;
    const keys = [once.key, ...again.map((n) => againOf(once.key, n))];
    const known = await proofs.known(keys);
    const isSaid = known.some(({ stands }) => stands);
    const free = isSaid ? undefined : keys.find((key) => !known.some((each) => each.key === key));
    if (free === once.key) return facts;
    return {
      ...facts,
      deliveries: facts.deliveries.flatMap((each) => {
        if (each !== once) return [each];
        return free ? [{ ...each, key: free }] : [];
      }),
    };
  }

  async function withoutRepeated(facts: Facts): Promise<Facts> {
    const keys = facts.deliveries.filter(({ how }) => how === 'unlessSaid').map(({ key }) => key);
    if (keys.length === 0) return facts;
    const said = new Set((await proofs.known(keys)).map(({ key }) => key));
    return { ...facts, deliveries: facts.deliveries.filter(({ key }) => !said.has(key)) };
  }
}

function withoutStreaks(facts: Facts): Facts {
  return { ...facts, enrollments: facts.enrollments.map((each) => ({ ...each, streak: null })) };
}

export type RecordProof = ReturnType<typeof createRecordProof>;
