import { actionId, type Reply } from '../actions.ts';
import { newChallenge } from '../challenge/new-challenge.ts';
import { settingsOf } from '../challenge/settings.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { addDays, dayOf, daysBetween } from '../model/day.ts';
import type { ChallengeId, MemberRef } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import { preview } from './challenge-draft.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/** [Hand over]: opens the form that asks for the member who takes over. */
export function challengeHandOverForm(
  deps: CommandDeps,
  event: InboundAction,
  id: ChallengeId,
): Promise<Reply> {
  return hosting(deps, event, id, async (_, { texts }) => ({
    kind: 'form',
    form: {
      action: actionId({ do: 'handOverTo', challenge: id }),
      title: texts.challenge.handOverTitle,
      submit: texts.challenge.button.handOver,
      fields: [{ kind: 'member', name: 'member', label: texts.challenge.handOverMember, required: true }],
    },
  }));
}

/** `/challenge handover` and its form: the named member becomes the host and may change the challenge from now on. */
export function challengeHandOver(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  const named = 'options' in event ? event.options.member : event.values.member;
  return hosting(
    deps,
    event,
    id,
    async (tx, { workspace, member, texts }, challenge) => {
      const { answer } = texts.challenge;
      const name = nameOf(challenge);
      if (event.bots?.some((bot) => bot === named)) return problem(answer.notToBots());
      const to = named ? await tx.findMember(workspace.id, named as MemberRef) : null;
      if (!to) return problem(answer.unknownMember());
      if (challenge.host === to.ref) return problem(answer.hostsAlready(name, to.name));
      await tx.handOver(challenge.id, to.id);
      await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what: 'handedOver',
        challenge: challenge.id,
        member: to.id,
        call: callOf(event),
      });
      deps.log.info('challenge.handed_over', { challenge: challenge.id, member: to.id });
      return done(answer.handedOver(name, to.name));
    },
    (challenge) => ({ do: 'handOver', challenge }),
  );
}

/**
 * [Once more]: makes a draft with the same settings and nudges, from today on and as long as the last one was planned to be. When
 * several press it, all are shown the same draft.
 */
export function challengeAgain(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return hosting(deps, event, id, async (tx, asked, challenge) => {
    const { workspace, member, texts } = asked;
    const waiting = await tx.draftAgain(id);
    const draft = waiting && (await tx.findChallenge(workspace.id, waiting));
    if (draft) return preview(deps, tx, asked, draft);
    const settings = settingsOf(challenge);
    const startsOn = dayOf(deps.clock.now(), challenge.timezone, graceOf(challenge));
    const planned = challenge.endedAt === null ? undefined : await tx.plannedEnd(id);
    const last = planned === undefined ? challenge.endsOn : planned;
    const length = last === null ? null : daysBetween(challenge.startsOn, last);
    const made = await tx.createChallenge(
      newChallenge({
        ...settings,
        startsOn,
        endsOn: length === null ? null : addDays(startsOn, length),
        workspace: workspace.id,
        createdBy: member.id,
        startedAt: null,
        call: callOf(event),
      }),
    );
    const nudges = made.made ? await tx.findNudges(id) : null;
    if (nudges) {
      const change = { challengeZone: settings.timezone, since: deps.clock.now() };
      await tx.saveNudges(made.id, nudges, change);
    }
    if (made.made) await tx.chooseSummaries(made.id, challenge.summaries);
    if (made.made)
      await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what: 'copied',
        challenge: made.id,
        detail: { from: id },
        call: callOf(event),
      });
    const copy = await tx.findChallenge(workspace.id, made.id);
    return copy ? preview(deps, tx, asked, copy) : problem(texts.answer.unknownButton());
  });
}
