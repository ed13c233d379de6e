import { actionId, type Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { dayOf } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import { onChallenge } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/** `/challenge join` and its button. A member who comes back continues where they were. */
export function challengeJoin(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return onChallenge(
    deps,
    event,
    id,
    async (tx, { member, workspace, texts, locale }, challenge) => {
      const name = nameOf(challenge);
      const { answer } = texts.challenge;
      if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
      if (challenge.startedAt === null) return problem(answer.isDraft(name));
      const day = dayOf(deps.clock.now(), member.zone ?? workspace.timezone, graceOf(challenge));
      const how = await tx.join(challenge.id, member.id, day);
      if (how === 'already') return done(answer.alreadyJoined(name));
      deps.log.info('challenge.joined', { challenge: challenge.id, member: member.id, how });
      if (how === 'again') return done(answer.joinedAgain(name));
      const sentence = goalSentence(challenge.goal, challenge, locale);
      return challenge.startsOn > day
        ? done(answer.joinedEarly(name, sentence, challenge.startsOn))
        : done(answer.joined(name, sentence));
    },
    { offer: (challenge) => ({ do: 'join', challenge }) },
  );
}

/** `/challenge leave`: asks whether the records are kept. */
export function challengeLeaveAsk(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return onChallenge(
    deps,
    event,
    null,
    async (tx, { member, texts }, challenge) => {
      const { answer, button } = texts.challenge;
      const name = nameOf(challenge);
      if (!(await tx.enrolledIn(member.id)).includes(challenge.id)) return problem(answer.notJoined(name));
      return done(answer.leaveHow(name), [
        {
          action: actionId({ do: 'leave', challenge: challenge.id }),
          label: button.leaveKeep,
          style: 'primary',
        },
        {
          action: actionId({ do: 'leaveErase', challenge: challenge.id }),
          label: button.leaveErase,
          style: 'danger',
        },
      ]);
    },
    { ownFirst: true, offer: (challenge) => ({ do: 'leave', challenge }) },
  );
}

/** Leaves the challenge; the member's records stay, and can still be erased. */
export function challengeLeave(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return onChallenge(
    deps,
    event,
    id,
    async (tx, { member, texts }, challenge) => {
      const { answer, button } = texts.challenge;
      const name = nameOf(challenge);
      if (!(await tx.leave(challenge.id, member.id, event.at))) return problem(answer.notJoined(name));
      deps.log.info('challenge.left', { challenge: challenge.id, member: member.id });
      return done(answer.left(name), [
        { action: actionId({ do: 'leaveErase', challenge: id }), label: button.eraseToo, style: 'danger' },
      ]);
    },
    { left: true },
  );
}

/** Leaves the challenge and erases everything kept of the member in it; what we said under their posts is removed too. */
export function challengeLeaveErase(
  deps: CommandDeps,
  event: InboundAction,
  id: ChallengeId,
): Promise<Reply> {
  return onChallenge(
    deps,
    event,
    id,
    async (tx, { member, texts }, challenge) => {
      const { answer } = texts.challenge;
      const name = nameOf(challenge);
      const checkIns = await tx.eraseRecords(id, { member: member.id, words: true }, deps.clock.now());
      const was = await tx.forgetEnrollment(id, member.id, event.at);
      if (!was && checkIns === 0) return problem(answer.notJoined(name));
      deps.log.info('challenge.left', { challenge: id, member: member.id, erased: checkIns });
      return done(answer.leftErased(name, checkIns));
    },
    { left: true },
  );
}
