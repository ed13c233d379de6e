import { againOf } from '../delivery/keys.ts';
import { dayOf, dayUnder, type Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, PlatformName, ProofId, WorkspaceRef } from '../model/ids.ts';
import type { CheckInFact } from '../model/streak/index.ts';
import type { Away } from '../outage/lost-days.ts';
import { graceOf } from '../streak/terms.ts';
import type { ProofContext } from './context.ts';
import type { Facts } from './facts.ts';
import { zoneHistory } from './judge.ts';
import { challengesOf, forDayOf } from './origin.ts';
import { type Plan, planProof } from './plan.ts';
import type { ProofPost } from './post.ts';
import type { ProofStore } from './record-proof.ts';
import { applyToldZone } from './told-zone.ts';

/** What planning a post reads: from the database itself (record-proof.ts), or within a transaction (record-anew.ts). */
export type PlanReads = Pick<ProofStore, 'context' | 'checkIns' | 'known'>;

/** Where a post was made. */
export interface Scope {
  readonly platform: PlatformName;
  readonly workspace: WorkspaceRef;
}

const again = [2, 3, 4];

/**
 * Reads what the verdict on a post depends on, in all challenges it may be for; null when there is none. One after another, as a
 * transaction asks for it; more than one is only read for a post that stands elsewhere.
 */
export async function readContext(
  { context }: Pick<PlanReads, 'context'>,
  { platform, workspace }: Scope,
  post: ProofPost,
): Promise<ProofContext | null> {
  const around = forDayOf(post.origin) ?? dayOf(post.at, 'UTC', 0);
  const found: ProofContext[] = [];
  for (const challenge of challengesOf(post.origin) ?? [null]) {
    const each = await context({ platform, workspace, post, around, challenge });
    if (each) found.push(each);
  }
  const [first, ...more] = found;
  if (!first) return null;
  return { ...first, challenges: [first, ...more].flatMap(({ challenges }) => challenges) };
}

/** Plans the proof; in the rare case that a kept streak cannot be continued (R17), plans it again with all check-ins. */
export async function planWhole(
  { checkIns }: Pick<PlanReads, 'checkIns'>,
  context: ProofContext,
  post: ProofPost,
  ids: { readonly proof: ProofId; readonly member: MemberId },
  now: Instant,
  away: readonly Away[],
): Promise<Plan | null> {
  const plan = planProof(context, post, ids, now, new Map(), away);
  if (!plan || plan.unfolded.length === 0 || context.member === null) return plan;
  const member = context.member.id;
  const known = new Map<ChallengeId, readonly CheckInFact[]>();
  for (const challenge of plan.unfolded) known.set(challenge, await checkIns(challenge, member));
  return planProof(context, post, ids, now, known, away);
}

/**
 * The same; but where a member who is done in their usual challenge would be asked once more that day which one is meant, the post is
 * planned again with their last answer.
 */
export async function planAskedOnce(
  reads: Pick<PlanReads, 'checkIns'> & Pick<ProofStore, 'lastQuestion'>,
  context: ProofContext,
  post: ProofPost,
  ids: { readonly proof: ProofId; readonly member: MemberId },
  now: Instant,
  away: readonly Away[],
): Promise<Plan | null> {
  const plan = await planWhole(reads, context, post, ids, now, away);
  if (!plan?.done || !context.member) return plan;
  // By the zone that the post tells, as it was judged.
  const day = dayUnder(zoneHistory(applyToldZone(context, post).context), post.at, graceOf(plan.done));
  const of = { member: context.member.id, post, challenge: plan.done.id, day };
  const lastQuestion = await reads.lastQuestion(of);
  return lastQuestion ? planWhole(reads, { ...context, lastQuestion }, post, ids, now, away) : plan;
}

/**
 * Leaves out deliveries that were sent before. A note that is sent once a day is not repeated while it stands; if it was taken back, it
 * may be sent again, a few times. If two are planned at the same time, the key refuses one, whose proof is then planned again.
 */
export async function withoutSaid(reads: Pick<PlanReads, 'known'>, planned: Facts): Promise<Facts> {
  const facts = await withoutRepeated(reads, planned);
  const once = facts.deliveries.find(({ how }) => how === 'oncePerDay');
  if (!once) return facts;
  const keys = [once.key, ...again.map((n) => againOf(once.key, n))];
  const known = await reads.known(keys);
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

async function withoutRepeated(reads: Pick<PlanReads, 'known'>, facts: Facts): Promise<Facts> {
  const keys = facts.deliveries.filter(({ how }) => how === 'unlessSaid').map(({ key }) => key);
  if (keys.length === 0) return facts;
  const said = new Set((await reads.known(keys)).map(({ key }) => key));
  return { ...facts, deliveries: facts.deliveries.filter(({ key }) => !said.has(key)) };
}
