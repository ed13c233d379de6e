import type { Reply } from '../actions.ts';
import { choiceKind } from '../check-in/choose.ts';
import type { ProofPost } from '../check-in/post.ts';
import type { PostedProof } from '../check-in/store.ts';
import type { InboundAction } from '../inbound.ts';
import type { ChallengeId, ProofId } from '../model/ids.ts';
import type { Line } from '../views.ts';
import { replyTo } from './checkin.ts';
import { type CountedBy, noteCounted } from './count-message.ts';
import { callOf } from './on-challenge.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

interface Choice {
  readonly proof: ProofId;
  readonly challenge: ChallengeId;
  readonly once?: true;
}

/**
 * The answer to "which challenge is it for?": the post counts for the chosen challenge, at the time it was posted, and so will
 * the member's next posts of its kind in this channel, unless the question was about this post alone (`once`). Only its author
 * can choose.
 */
export function choose(deps: CommandDeps, event: InboundAction, choice: Choice): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace, member } = asked;
    const posted = await tx.findPosted(workspace.id, choice.proof);
    if (!posted) return refused(deps, asked, texts.answer.unknownButton());
    if (posted.member.id !== member.id)
      return refused(deps, asked, texts.counting.notYourQuestion(posted.member.name));
    return overFor(posted, asked) ?? (() => countFor(deps, event, asked, posted, choice));
  });
}

/**
 * The same for a manager who counts somebody else's post: the choice holds for that post alone, and is noted in the audit log
 * like everything managers count.
 */
export function chooseFor(deps: CommandDeps, event: InboundAction, choice: Choice): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace, member } = asked;
    const posted = await tx.findPosted(workspace.id, choice.proof);
    if (!posted) return refused(deps, asked, texts.answer.unknownButton());
    if (!event.member.manager) return refused(deps, asked, texts.answer.notYourMessage());
    const by = { workspace: workspace.id, actor: member.id, call: callOf(event) };
    return overFor(posted, asked) ?? (() => countFor(deps, event, asked, posted, { ...choice, by }));
  });
}

async function countFor(
  deps: CommandDeps,
  event: InboundAction,
  asked: Asked,
  posted: PostedProof,
  { proof, challenge, once, by }: Choice & { readonly by?: CountedBy },
): Promise<Reply> {
  const { texts } = asked;
  const { ref, name } = posted.member;
  const post: ProofPost = {
    message: posted.message,
    channel: posted.channel,
    // When a manager chooses, the event tells nothing of the author's language and zone.
    member: by
      ? { ref, name, locale: null, zone: null }
      : { ref, name, locale: event.locale, zone: event.member.zone ?? null },
    at: posted.at,
    text: posted.text,
    attachments: posted.attachments,
    origin: { kind: 'choice', by: by ? 'manager' : 'author', challenge, remember: once !== true && !by },
    privateNotice: deps.privateNotice(event.platform),
  };
  const outcome = await deps.recordProof(event, post);
  if (outcome.kind === 'nothing') {
    // Somebody pressed twice, or took the post back, at the same moment.
    return asking(deps, event, async (tx) => {
      const now = await tx.findPosted(asked.workspace.id, proof);
      return (now && overFor(now, asked)) ?? problem(texts.counting.questionOver());
    });
  }
  if (by && outcome.kind === 'recorded') await noteCounted(deps, by, ref, outcome.verdicts);
  const counted = outcome.kind === 'recorded' && outcome.plan.facts.choice !== null;
  const photos = choiceKind(posted) === 'photo';
  const more = counted ? texts.counting.remembered(photos) : null;
  return replyTo(outcome, texts, asked.locale, { more });
}

function overFor({ gone, countsFor }: PostedProof, { texts }: Asked): Reply | null {
  if (gone) return problem(texts.counting.questionOver());
  const line: Line = texts.counting.alreadyChosen(countsFor);
  return countsFor.length > 0 ? done(line) : null;
}
