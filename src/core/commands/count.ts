import type { Reply } from '../actions.ts';
import type { RecordOutcome } from '../check-in/record-proof.ts';
import { choiceButtons, isAskedInAnswer, whichOne } from '../check-in/sayings.ts';
import type { InboundCommand, TargetMessage } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import type { Line } from '../views.ts';
import { replyTo } from './checkin.ts';
import { type CountedBy, mayCount, noteCounted, postOf, type Refusal } from './count-message.ts';
import { offerOfCounted, offerOfKnown } from './for-day.ts';
import { callOf } from './on-challenge.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

/** "Count as check-in" on a message, wherever it stands: the author's own, or anybody's for a manager. */
export function count(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const { target } = event;
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace } = asked;
    if (!target) return problem(texts.answer.noMessageGiven());
    const may = await mayCount(tx, workspace.id, target, event.member);
    if (!may.ok) {
      const line = lineFor(may.refusal, texts);
      const isOwn = may.refusal.why === 'counted' && target.author === event.member.ref;
      const buttons = isOwn ? await offerOfKnown(tx, asked, target, deps.clock.now()) : [];
      return buttons.length > 0 ? done(line, buttons) : problem(line);
    }
    const found = await channelOrOwn(tx, asked, target);
    if (!found.ok) return found.reply;
    const { challenges } = found;
    const post = postOf(target, event.channel, event.member, {
      origin: { kind: 'menu', by: target.author === event.member.ref ? 'author' : 'manager', challenges },
      privateNotice: deps.privateNotice(event.platform),
    });
    const anew = await deps.recordAnew(tx, {
      platform: event.platform,
      workspace: { id: workspace.id, ref: event.workspace },
      known: may.known,
      post,
      at: event.at,
    });
    const by = { workspace: workspace.id, actor: asked.member.id, call: callOf(event) };
    return async () => answerTo(deps, asked, target, anew ?? (await deps.recordProof(event, post)), by);
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

/** What whoever asked is told of the outcome; what a manager counted for somebody else is noted. */
async function answerTo(
  deps: CommandDeps,
  asked: Asked,
  target: TargetMessage,
  outcome: RecordOutcome,
  by: CountedBy,
): Promise<Reply> {
  const { event, texts, locale } = asked;
  const own = target.author === event.member.ref;
  if (!own && outcome.kind === 'recorded') await noteCounted(deps, by, target.author, outcome.verdicts);
  // Both the author and whoever counts the message for them can say which challenge it is for.
  if (!own && outcome.kind === 'recorded' && outcome.among.length > 0) {
    const { proof, plan } = outcome;
    const buttons = choiceButtons(proof, plan, true);
    if (isAskedInAnswer(plan.facts, proof)) return done(whichOne(plan, null, locale), buttons);
    return done(texts.counting.authorIsAsked(target.authorName), buttons);
  }
  // The message is plain talk: that is not held against its author, and the manager still gets an answer.
  if (!own && outcome.kind === 'nothing') return problem(texts.counting.nothingInIt());
  const buttons = own ? offerOfCounted(outcome, asked, target, deps.clock.now()) : [];
  return replyTo(outcome, texts, locale, { own, buttons });
}

/** The challenges a message may count for: null for all those of its channel; elsewhere those its author takes part in, whoever asks. */
async function channelOrOwn(
  tx: Tx,
  { workspace, member, event, texts }: Asked,
  { author, authorName }: TargetMessage,
): Promise<{ ok: true; challenges: readonly ChallengeId[] | null } | { ok: false; reply: Reply }> {
  if (await tx.isWatched(workspace.id, event.channel)) return { ok: true, challenges: null };
  const on = await tx.listChallenges(workspace.id);
  if (on.length === 0) return { ok: false, reply: problem(texts.answer.noChallengeAnywhere()) };
  const own = author === event.member.ref;
  const by = own ? member : await tx.findMember(workspace.id, author);
  const joined = by ? await tx.enrolledIn(by.id) : [];
  const challenges = on.map(({ id }) => id).filter((id) => joined.includes(id));
  if (challenges.length > 0) return { ok: true, challenges };
  return {
    ok: false,
    reply: problem(own ? texts.counting.inNone() : texts.counting.authorInNone(authorName)),
  };
}
