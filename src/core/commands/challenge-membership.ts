import type { Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId, DeliveryKey } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { type Asked, asking, type CommandDeps, done, meantChallenge, problem } from './run.ts';

type On = (tx: Tx, asked: Asked, challenge: ChallengeRow) => Promise<Reply>;

/** Runs on the challenge a command names, or the one a button carries: looked up in the asker's own workspace alone. */
export function onChallenge(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
  work: On,
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    if (id === null) {
      const found = await meantChallenge(tx, asked, 'options' in event ? event.options.challenge : undefined);
      return found.ok ? work(tx, asked, found.challenge) : found.reply;
    }
    const challenge = await tx.findChallenge(asked.workspace.id, id);
    if (challenge) return work(tx, asked, challenge);
    deps.log.warn('action.refused', {
      workspace: asked.workspace.id,
      member: asked.member.id,
      challenge: id,
    });
    return problem(asked.texts.answer.unknownButton());
  });
}

/** `/challenge join` and its button. */
export function challengeJoin(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return onChallenge(deps, event, id, async (tx, { member, workspace, texts, locale }, challenge) => {
    if (challenge.endedAt !== null) return problem(texts.answer.alreadyEnded(challenge.title));
    const day = dayOf(deps.clock.now(), member.zone ?? workspace.timezone, challenge.graceMinutes);
    const isNew = await tx.join(challenge.id, member.id, day);
    if (isNew) deps.log.info('challenge.joined', { challenge: challenge.id, member: member.id });
    return isNew
      ? done(texts.answer.joined(challenge.title, goalSentence(challenge.goal, challenge, locale)))
      : done(texts.answer.alreadyJoined(challenge.title));
  });
}

/** `/challenge leave`: the records stay. */
export function challengeLeave(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return onChallenge(deps, event, id, async (tx, { member, texts }, challenge) => {
    const was = await tx.leave(challenge.id, member.id, deps.clock.now());
    if (was) deps.log.info('challenge.left', { challenge: challenge.id, member: member.id });
    return was ? done(texts.answer.left(challenge.title)) : problem(texts.answer.notJoined(challenge.title));
  });
}

/** `/challenge end`, for managers. */
export function challengeEnd(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return onChallenge(deps, event, id, async (tx, { texts, workspace }, challenge) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    if (challenge.endedAt !== null) return problem(texts.answer.alreadyEnded(challenge.title));
    await tx.endChallenge(challenge.id, deps.clock.now());
    deps.log.info('challenge.ended', { challenge: challenge.id });
    // Its welcome invites nobody any more.
    await tx.deliver(workspace.id, null, `welcome-end:${challenge.id}` as DeliveryKey, {
      do: 'edit',
      of: `welcome:${challenge.id}` as DeliveryKey,
      view: {
        view: 'welcome',
        title: challenge.title,
        lines: [messagesFor(workspace.locale).answer.ended(challenge.title)],
        buttons: [],
      },
    });
    return done(texts.answer.ended(challenge.title));
  });
}
