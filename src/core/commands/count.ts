import type { Reply } from '../actions.ts';
import type { Verdict } from '../check-in/judge.ts';
import type { ProofPost } from '../check-in/post.ts';
import { takeBack } from '../check-in/take-back.ts';
import type { InboundCommand, TargetMessage } from '../inbound.ts';
import type { ChallengeId, MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import { replyTo } from './checkin.ts';
import { meantChallenge } from './meant-challenge.ts';
import { callOf } from './on-challenge.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

/** Which manager counts somebody else's message, and by which call. */
interface CountedBy {
  readonly workspace: WorkspaceId;
  readonly actor: MemberId;
  readonly call: string;
}

/** "Count as check-in" on a message that stands anywhere: the author's own, or anybody's for a manager. */
export function count(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const { target } = event;
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace } = asked;
    if (!target) return problem(texts.answer.noMessageGiven());
    if (target.authorIsBot) return problem(texts.answer.botMessage());
    if (target.author !== event.member.ref && !event.member.manager)
      return problem(texts.answer.notYourMessage());
    const known = await tx.lockProof(workspace.id, target.message);
    if (known?.deleted) return problem(texts.answer.messageDeleted());
    if (known && known.countsFor.length > 0)
      return problem(texts.answer.messageAlreadyCounted(known.countsFor));
    if (known && !event.member.manager && (await tx.wasRemoved(known.id)))
      return problem(texts.admin.answer.removedByManager());
    const challenge = await channelOrOwn(tx, asked);
    if (!challenge.ok) return challenge.reply;
    // Judged and not counted before, or undone: the same message may be judged anew, and what was said of it goes.
    if (known && known.member !== null) {
      if (!known.undone) await takeBack(tx, { workspace: workspace.id, proof: known.id }, event.at, 'undone');
      await tx.releaseMessage(known.id);
    }
    const by = { workspace: workspace.id, actor: asked.member.id, call: callOf(event) };
    return () => countTarget(deps, asked, target, challenge.id, by);
  });
}

async function countTarget(
  deps: CommandDeps,
  { event, texts, locale }: Asked,
  target: TargetMessage,
  challenge: ChallengeId | null,
  by: CountedBy,
): Promise<Reply> {
  const own = target.author === event.member.ref;
  const post: ProofPost = {
    message: target.message,
    channel: event.channel,
    member: {
      ref: target.author,
      name: target.authorName,
      locale: own ? (event.member.locale ?? null) : null,
      zone: (own ? event.member.zone : target.authorZone) ?? null,
    },
    at: target.at,
    forDay: null,
    text: target.text,
    attachments: target.attachments,
    asked: true,
    shown: { as: 'own' },
    // Which challenge it is for, the author alone can say.
    answered: own,
    chosen: null,
    privateNotice: deps.privateNotice(event.platform),
    fromStream: false,
  };
  const outcome = await deps.recordProof(event, post, challenge);
  if (!own && outcome.kind === 'recorded') await note(deps, by, target.author, outcome.verdicts);
  if (!own && outcome.kind === 'recorded' && outcome.among.length > 0)
    return done(texts.counting.authorIsAsked(target.authorName));
  // Plain talk of somebody else's: it is not held against its author, and the manager is not left without an answer.
  if (!own && outcome.kind === 'nothing') return problem(texts.counting.nothingInIt());
  return replyTo(outcome, texts, locale, { own });
}

/** Notes what a manager counted of somebody else's. Its member sees the mark and the cheer. It counted, noted or not. */
async function note(
  { unitOfWork, log }: CommandDeps,
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
    log.warn('audit.unwritten', { workspace, call, reason: (error as Error).message.slice(0, 200) }),
  );
}

/** The challenges of the message's channel, all of them (null); elsewhere the one the member must mean. */
async function channelOrOwn(
  tx: Tx,
  asked: Asked,
): Promise<{ ok: true; id: ChallengeId | null } | { ok: false; reply: Reply }> {
  if (await tx.isWatched(asked.workspace.id, asked.event.channel)) return { ok: true, id: null };
  const own = await tx.enrolledIn(asked.member.id);
  const on = (await tx.listChallenges(asked.workspace.id)).filter(({ id }) => own.includes(id));
  if (on.length === 1) return { ok: true, id: on[0]!.id };
  const found = await meantChallenge(tx, asked, undefined);
  return found.ok ? { ok: true, id: found.challenge.id } : found;
}
