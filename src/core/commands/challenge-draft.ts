import { actionId, type Reply } from '../actions.ts';
import { partsFor } from '../challenge/form-fields.ts';
import { previewCard } from '../challenge/preview.ts';
import { announceStart } from '../challenge/start-challenge.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction } from '../inbound.ts';
import { dayOf } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import { infoOf } from './challenge-info.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type Asked, type CommandDeps, done, problem } from './run.ts';

/** A preview of a draft, with the buttons that start, change or discard it. */
export async function preview(
  deps: CommandDeps,
  tx: Tx,
  { event, workspace, locale }: Asked,
  challenge: ChallengeRow,
): Promise<Reply> {
  const view = previewCard(challenge, {
    now: deps.clock.now(),
    locale,
    character: workspace.character,
    parts: partsFor(deps.formFields(event.platform)),
    zones: [workspace.timezone, ...(await tx.zonesOf(challenge.id))],
    plans: {
      nudges: await tx.findNudges(challenge.id),
      privateNotice: deps.privateNotice(event.platform),
      off: { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) },
    },
  });
  return { kind: 'message', view };
}

/** Shows the preview again; for a challenge that has started meanwhile, its info. */
export function challengePreview(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return hosting(deps, event, id, async (tx, asked, challenge) =>
    challenge.startedAt === null ? preview(deps, tx, asked, challenge) : infoOf(deps, tx, asked, challenge),
  );
}

/** [Start]: posts the welcome; from now on proofs count. */
export function challengeStart(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return hosting(deps, event, id, async (tx, { workspace, member, texts, locale }, challenge) => {
    const name = nameOf(challenge);
    const { answer } = texts.challenge;
    if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
    if (challenge.startedAt !== null) return problem(answer.alreadyStarted(name));
    const now = deps.clock.now();
    const { endsOn } = challenge;
    if (endsOn !== null && endsOn < dayOf(now, challenge.timezone, graceOf(challenge)))
      return problem(texts.challenge.problem({ what: 'endIsPast', endsOn }));
    // Members' days follow the workspace's zone until they set their own (R2), and Discord tells nobody's zone.
    const adopted = await tx.adoptZone(workspace.id, challenge.timezone);
    await tx.startChallenge(challenge.id, now);
    const timezone = adopted ? challenge.timezone : workspace.timezone;
    await announceStart(tx, { ...workspace, timezone }, challenge, now);
    await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'started',
      challenge: challenge.id,
      call: callOf(event),
    });
    deps.log.info('challenge.started', { challenge: challenge.id, workspace: workspace.id });
    const said = [
      ...answer.started(name, goalSentence(challenge.goal, challenge, locale)),
      ...(deps.pinsWelcome(event.platform) ? [] : answer.pinWelcome()),
      ...(adopted ? answer.zoneAdopted(timezone) : []),
    ];
    return done(said, [
      {
        action: actionId({ do: 'info', challenge: challenge.id }),
        label: texts.button.info,
        style: 'secondary',
      },
      {
        action: actionId({ do: 'join', challenge: challenge.id }),
        label: texts.button.join,
        style: 'primary',
      },
    ]);
  });
}
