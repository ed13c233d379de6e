import { actionId, type Reply } from '../actions.ts';
import { isShown } from '../check-in/evidence.ts';
import type { Move } from '../check-in/move-proof.ts';
import type { RecordOutcome } from '../check-in/record-proof.ts';
import { noteFor } from '../check-in/sayings.ts';
import type { PostedProof } from '../check-in/store.ts';
import { openYesterday } from '../check-in/yesterday.ts';
import type { InboundAction, TargetMessage } from '../inbound.ts';
import { addDays, type CivilDay } from '../model/day.ts';
import type { ChallengeId, ProofId } from '../model/ids.ts';
import type { Tx } from '../store.ts';
import type { Button } from '../views.ts';
import { replyTo } from './checkin.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

interface ForDay {
  readonly proof: ProofId;
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
}

/**
 * The button under a post that counted for today: moves its check-in to the day before. Only its author may press; pressed twice,
 * it moves once.
 */
export function countForDay(deps: CommandDeps, event: InboundAction, choice: ForDay): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace, member, locale } = asked;
    const posted = await tx.findPosted(workspace.id, choice.proof);
    if (!posted) return refused(deps, asked, texts.answer.unknownButton());
    if (posted.member.id !== member.id) return refused(deps, asked, texts.answer.notYourMessage());
    const lock = () => tx.lockProof(workspace.id, posted.message);
    // When the check-in was moved while we waited for the lock, a second statement sees the proof that now counts from the same message.
    const locked = (await lock()) ?? (await lock());
    if (!locked || locked.deleted || locked.undone) return problem(texts.counting.movedAway());
    const [now, ...more] = await tx.checkInsOfProof(locked.id);
    if (now?.challenge !== choice.challenge || more.length > 0) return problem(texts.counting.movedAway());
    if (now.day === choice.day) return done(texts.note.countedForDay(locked.countsFor[0] ?? null, now.day));
    if (locked.id !== choice.proof) return problem(texts.counting.movedAway());
    const moved = await deps.moveProof(tx, {
      platform: event.platform,
      workspace: { id: workspace.id, ref: event.workspace },
      ...choice,
      post: postOf(posted, event),
      at: event.at,
    });
    if (moved.kind === 'refused') {
      const { verdict } = moved;
      return problem(noteFor(verdict, verdict.title, locale) ?? texts.counting.movedAway());
    }
    return replyTo(moved, texts, locale);
  });
}

function postOf(
  { message, channel, member, at, text, attachments }: PostedProof,
  by: InboundAction,
): Move['post'] {
  return {
    message,
    channel,
    member: { ref: member.ref, name: member.name, locale: by.locale, zone: by.member.zone ?? null },
    at,
    text,
    // The moved proof keeps only the attachments that are still in the message.
    attachments: attachments.filter(isShown),
    privateNotice: false,
  };
}

/**
 * The button for a message that counts already and whose author asks about it, if yesterday is still open. None where it counts
 * for several challenges.
 */
export async function offerOfKnown(
  tx: Tx,
  asked: Asked,
  target: TargetMessage,
  now: number,
): Promise<readonly Button[]> {
  const { workspace, event, texts } = asked;
  const known = await tx.lockProof(workspace.id, target.message);
  const [checkIn, ...more] = known ? await tx.checkInsOfProof(known.id) : [];
  if (!known || !checkIn || more.length > 0) return [];
  const { challenge, day } = checkIn;
  const { ref, name, locale = null, zone = null } = event.member;
  const post = { channel: event.channel, message: target.message, member: { ref, name, locale, zone } };
  const around = addDays(day, -1);
  const context = await tx.proofContext({
    platform: event.platform,
    workspace: event.workspace,
    post,
    around,
    challenge,
  });
  const yesterday = context && openYesterday(context, target, checkIn, now);
  return yesterday ? [button({ proof: known.id, challenge, day: yesterday }, texts)] : [];
}

/** The same for a message that was counted just now. A member who joined by it began today and gets no button. */
export function offerOfCounted(
  outcome: RecordOutcome,
  { texts }: Asked,
  target: TargetMessage,
  now: number,
): readonly Button[] {
  if (outcome.kind !== 'recorded') return [];
  const [verdict, ...more] = outcome.verdicts;
  if (more.length > 0 || (verdict?.kind !== 'counted' && verdict?.kind !== 'alreadyCounted')) return [];
  const yesterday = verdict.joins ? null : openYesterday(outcome.context, target, verdict, now);
  return yesterday
    ? [button({ proof: outcome.proof, challenge: verdict.challenge, day: yesterday }, texts)]
    : [];
}

function button(of: ForDay, { counting }: Asked['texts']): Button {
  return { action: actionId({ do: 'forDay', ...of }), label: counting.forYesterday(), style: 'secondary' };
}
