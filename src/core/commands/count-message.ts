import type { Verdict } from '../check-in/judge.ts';
import type { ProofPost } from '../check-in/post.ts';
import type { ProofRow } from '../check-in/store.ts';
import { takeBack } from '../check-in/take-back.ts';
import { reasonOf } from '../errors.ts';
import type { InboundMember, TargetMessage } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type { ChannelRef, MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import type { CommandDeps } from './run.ts';

/** Why a message is not counted for who wants it to. */
export type Refusal =
  | { readonly why: 'ofBot' | 'notTheirs' | 'deleted' | 'removedByManager' }
  /** It counts already, for these. */
  | { readonly why: 'counted'; readonly countsFor: readonly string[] };

export type MayCount =
  /** `known`: what is kept of it, locked until the transaction ends. */
  { readonly ok: true; readonly known: ProofRow | null } | { readonly ok: false; readonly refusal: Refusal };

/** Whether they may have a message counted that stands anywhere: its author, or a manager for anybody's. */
export async function mayCount(
  tx: Tx,
  workspace: WorkspaceId,
  target: TargetMessage,
  by: InboundMember,
): Promise<MayCount> {
  if (target.authorIsBot) return refused({ why: 'ofBot' });
  if (target.author !== by.ref && !by.manager) return refused({ why: 'notTheirs' });
  const known = await tx.lockProof(workspace, target.message);
  if (known?.deleted) return refused({ why: 'deleted' });
  if (known && known.countsFor.length > 0) return refused({ why: 'counted', countsFor: known.countsFor });
  if (known && !by.manager && (await tx.wasRemoved(known.id))) return refused({ why: 'removedByManager' });
  return { ok: true, known };
}

const refused = (refusal: Refusal) => ({ ok: false, refusal }) as const;

/** Judged and not counted before, or undone: the same message may be judged anew, and what was said of it goes. */
export async function judgeAnew(
  tx: Tx,
  workspace: WorkspaceId,
  known: ProofRow | null,
  at: Instant,
): Promise<void> {
  if (!known || known.member === null) return;
  if (!known.undone) await takeBack(tx, { workspace, proof: known.id }, at, 'undone');
  await tx.releaseMessage(known.id);
}

/** The message as it is judged for who wants it counted. */
export function postOf(
  target: TargetMessage,
  channel: ChannelRef,
  by: InboundMember,
  more: Pick<ProofPost, 'origin' | 'privateNotice'>,
): ProofPost {
  const own = target.author === by.ref;
  return {
    message: target.message,
    channel,
    member: {
      ref: target.author,
      name: target.authorName,
      locale: own ? (by.locale ?? null) : null,
      zone: (own ? by.zone : target.authorZone) ?? null,
    },
    at: target.at,
    text: target.text,
    attachments: target.attachments,
    ...more,
  };
}

/** Which manager counts somebody else's message, and by which deed. */
export interface CountedBy {
  readonly workspace: WorkspaceId;
  readonly actor: MemberId;
  readonly call: string;
}

/** Notes what a manager counted of somebody else's. Its member sees the mark and the cheer. It counted, noted or not. */
export async function noteCounted(
  { unitOfWork, log }: Pick<CommandDeps, 'unitOfWork' | 'log'>,
  { workspace, actor, call }: CountedBy,
  author: MemberRef,
  verdicts: readonly Verdict[],
): Promise<void> {
  const counted = verdicts.filter((verdict) => verdict.kind === 'counted');
  if (counted.length === 0) return;
  const noted = unitOfWork.run(async (tx) => {
    const of = await tx.findMember(workspace, author);
    for (const { challenge, day } of counted)
      await tx.audit({
        workspace,
        actor,
        what: 'checkInAdded',
        challenge,
        day,
        call: `${call}:${challenge}`,
        ...(of ? { member: of.id } : {}),
      });
  });
  await noted.catch((error: unknown) =>
    log.warn('audit.unwritten', { workspace, call, reason: reasonOf(error) }),
  );
}
