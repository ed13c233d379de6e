import type { Reply } from '../actions.ts';
import type { InboundCommand, TargetMessage } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import type { Line } from '../views.ts';
import { replyTo } from './checkin.ts';
import { type CountedBy, judgeAnew, mayCount, noteCounted, postOf, type Refusal } from './count-message.ts';
import { meantChallenge } from './meant-challenge.ts';
import { callOf } from './on-challenge.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

/** "Count as check-in" on a message that stands anywhere: the author's own, or anybody's for a manager. */
export function count(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const { target } = event;
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace } = asked;
    if (!target) return problem(texts.answer.noMessageGiven());
    const may = await mayCount(tx, workspace.id, target, event.member);
    if (!may.ok) return problem(lineFor(may.refusal, texts));
    const challenge = await channelOrOwn(tx, asked);
    if (!challenge.ok) return challenge.reply;
    await judgeAnew(tx, workspace.id, may.known, event.at);
    const by = { workspace: workspace.id, actor: asked.member.id, call: callOf(event) };
    return () => countTarget(deps, asked, target, challenge.id, by);
  });
}

function lineFor(refusal: Refusal, { answer, admin }: Messages): Line {
  switch (refusal.why) {
    case 'ofBot':
      return answer.botMessage();
    case 'notTheirs':
      return answer.notYourMessage();
    case 'deleted':
      return answer.messageDeleted();
    case 'counted':
      return answer.messageAlreadyCounted(refusal.countsFor);
    case 'removedByManager':
      return admin.answer.removedByManager();
  }
}

async function countTarget(
  deps: CommandDeps,
  { event, texts, locale }: Asked,
  target: TargetMessage,
  challenge: ChallengeId | null,
  by: CountedBy,
): Promise<Reply> {
  const own = target.author === event.member.ref;
  const post = postOf(target, event.channel, event.member, {
    // Which challenge it is for, the author alone can say.
    answered: own,
    privateNotice: deps.privateNotice(event.platform),
  });
  const outcome = await deps.recordProof(event, post, challenge);
  if (!own && outcome.kind === 'recorded') await noteCounted(deps, by, target.author, outcome.verdicts);
  if (!own && outcome.kind === 'recorded' && outcome.among.length > 0)
    return done(texts.counting.authorIsAsked(target.authorName));
  // Plain talk of somebody else's: it is not held against its author, and the manager is not left without an answer.
  if (!own && outcome.kind === 'nothing') return problem(texts.counting.nothingInIt());
  return replyTo(outcome, texts, locale, { own });
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
