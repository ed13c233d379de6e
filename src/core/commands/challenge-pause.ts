import { actionId, type Reply } from '../actions.ts';
import { isPaused, paused, resumed } from '../challenge/pauses.ts';
import { tellChange } from '../challenge/tell-change.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { dayOf } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/** `/challenge pause`: from today on nothing is due for anybody until the challenge is resumed. The channel is told of both. */
export function challengePause(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return change(deps, event, id, 'paused');
}

/** `/challenge resume`: days count again, beginning with today. */
export function challengeResume(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return change(deps, event, id, 'resumed');
}

function change(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
  what: 'paused' | 'resumed',
): Promise<Reply> {
  return hosting(
    deps,
    event,
    id,
    async (tx, { workspace, member, texts }, challenge) => {
      const { answer, button } = texts.challenge;
      const name = nameOf(challenge);
      if (challenge.startedAt === null) return problem(answer.isDraft(name));
      if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
      const now = isPaused(challenge.pauses);
      if (what === 'paused' && now) return problem(answer.alreadyPaused(name));
      if (what === 'resumed' && !now) return problem(answer.notPaused(name));
      const today = dayOf(deps.clock.now(), challenge.timezone, graceOf(challenge));
      const after = what === 'paused' ? paused(challenge.pauses, today) : resumed(challenge.pauses, today);
      await tx.savePauses(challenge.id, after);
      const { id: act } = await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what,
        challenge: challenge.id,
        day: today,
        call: callOf(event),
      });
      await tellChange(tx, workspace, challenge, act, (own) => own.challenge.told[what](name));
      deps.log.info(`challenge.${what}`, { challenge: challenge.id, day: today });
      if (what === 'resumed') return done(answer.resumed(name));
      return done(answer.paused(name), [
        {
          action: actionId({ do: 'resume', challenge: challenge.id }),
          label: button.resume,
          style: 'secondary',
        },
      ]);
    },
    (challenge) => ({ do: what === 'paused' ? 'pause' : 'resume', challenge }),
  );
}
