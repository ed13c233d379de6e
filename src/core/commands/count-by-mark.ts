import type { RecordAnew } from '../check-in/record-anew.ts';
import type { ProofStore, RecordProof } from '../check-in/record-proof.ts';
import { PlatformError } from '../errors.ts';
import type { InboundReaction } from '../inbound.ts';
import type { MessageFacts } from '../ports.ts';
import { mayCount, noteCounted, postOf } from './count-message.ts';
import type { CommandDeps } from './run.ts';

export interface CountByMarkDeps extends Pick<CommandDeps, 'unitOfWork' | 'privateNotice' | 'log'> {
  readonly proofs: Pick<ProofStore, 'awaitedMark'>;
  readonly recordProof: RecordProof;
  readonly recordAnew: RecordAnew;
  /** Asks the platform for the message and who marked it; null when it is not there, or the platform is off here. */
  readonly messageFacts: (event: InboundReaction) => Promise<MessageFacts | null>;
}

/**
 * Counts a message on which the workspace's mark was put by hand, as "Count as check-in" would: when its author or a manager did
 * it. Whoever put it gets no answer. Any other reaction, and anybody else's, is applause. Busy servers have many reactions, so
 * one statement says which may matter before the platform is asked for anything. Rejects when the proof could not be stored, or
 * the message could not be looked up for now.
 */
export function createCountByMark(deps: CountByMarkDeps) {
  const { proofs, recordProof, recordAnew, unitOfWork, log } = deps;

  return async function countByMark(event: InboundReaction): Promise<void> {
    const awaited = await proofs.awaitedMark(event);
    if (awaited === null || bare(awaited) !== bare(event.mark)) return;
    const { platform, message, by } = event;
    const leave = (why: string) => log.info('mark.not_counted', { platform, message, by, why });
    const facts = await lookUp(event);
    if (facts === 'notFound') return leave(facts);
    if (facts.byBot) return;
    const { target, member } = facts;
    // Slack's event names a reply without its thread: under its full name it may count already.
    if (target.message !== message && !(await proofs.awaitedMark({ ...event, message: target.message })))
      return;
    const own = target.author === member.ref;
    const may = await unitOfWork.run(async (tx) => {
      const workspace = await tx.findWorkspace(platform, event.workspace);
      if (!workspace || workspace.parked) return null;
      const found = await mayCount(tx, workspace.id, target, member);
      if (!found.ok) return found;
      const { known } = found;
      const wasJudged = known !== null && known.member !== null;
      const post = postOf(target, event.channel, member, {
        origin: { kind: 'mark', by: own ? 'author' : 'manager', wasJudged },
        privateNotice: deps.privateNotice(platform),
      });
      const { at } = event;
      const anew = await recordAnew(tx, {
        platform,
        workspace: { id: workspace.id, ref: event.workspace },
        known,
        post,
        at,
      });
      if (own) return { ok: true, manager: null, post, anew } as const;
      const { id: actor } = await tx.ensureMember(workspace.id, member);
      const call = `${platform}:mark:${target.message}:${by}:${at}`;
      return { ok: true, manager: { workspace: workspace.id, actor, call }, post, anew } as const;
    });
    if (may === null) return;
    if (!may.ok) {
      const { why } = may.refusal;
      return why === 'notTheirs' || why === 'counted' ? undefined : leave(why);
    }
    const outcome = may.anew ?? (await recordProof(event, may.post));
    if (outcome.kind !== 'recorded') return leave(outcome.kind);
    const isLeft = outcome.among.length === 0 && outcome.verdicts.every(({ kind }) => kind !== 'counted');
    if (isLeft) return leave('notCounted');
    if (may.manager) await noteCounted(deps, may.manager, target.author, outcome.verdicts);
  };

  async function lookUp(event: InboundReaction): Promise<MessageFacts | 'notFound'> {
    try {
      return (await deps.messageFacts(event)) ?? 'notFound';
    } catch (error) {
      if (error instanceof PlatformError && !passing.has(error.kind)) return 'notFound';
      throw error;
    }
  }
}

/** Errors after which the platform may answer when asked again. */
const passing: ReadonlySet<PlatformError['kind']> = new Set(['rateLimited', 'unavailable', 'ambiguous']);

/** An emoji without its skin tone and its variation selector. */
const bare = (mark: string): string => mark.replace(/[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu, '');
