import type { Verdict } from '../check-in/judge.ts';
import type { ProofPost } from '../check-in/post.ts';
import type { ProofRow } from '../check-in/store.ts';
import { reasonOf } from '../errors.ts';
import type { InboundMember, TargetMessage } from '../inbound.ts';
import type { ChannelRef, MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import type { CommandDeps } from './run.ts';

/** Why a message is not counted for whoever asked for it. */
export type Refusal =
  | { readonly why: 'ofBot' | 'notTheirs' | 'deleted' | 'removedByManager' }
  /** It counts already, for the challenges named. */
  | { readonly why: 'counted'; readonly countsFor: readonly string[] };

/** Whether a message may be counted, or why not. */
export type MayCount =
  /** `known`: the stored proof of the message, locked until the transaction ends; null when there is none. */
  { readonly ok: true; readonly known: ProofRow | null } | { readonly ok: false; readonly refusal: Refusal };

/** Whether somebody may have a message counted, wherever it stands: its author may, and a manager may for anybody's. */
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

/** The post to be judged, made from the message; `by` is whoever wants it counted. */
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

/** The manager who counts somebody else's message, and the call by which they do so. */
export interface CountedBy {
  readonly workspace: WorkspaceId;
  readonly actor: MemberId;
  readonly call: string;
}

/**
 * Notes in the audit log that a manager counted somebody else's message. Its author sees the mark and the cheer. The message
 * counts even if this note fails.
 */
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
