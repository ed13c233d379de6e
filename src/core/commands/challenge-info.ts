import { actionId, type ChallengeAction, type Reply } from '../actions.ts';
import { partsFor } from '../challenge/form-fields.ts';
import { mayHost } from '../challenge/may-host.ts';
import { isPaused } from '../challenge/pauses.ts';
import { factsOf } from '../challenge/rule-change.ts';
import { type Field, settingsFields } from '../challenge/settings-fields.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId } from '../model/ids.ts';
import { read, replay } from '../model/streak/index.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import type { Button, Line } from '../views.ts';
import { editButton } from './challenge-edit.ts';
import { summariesText } from './nudge-summary.ts';
import { onChallenge } from './on-challenge.ts';
import type { Asked, CommandDeps } from './run.ts';

/** `/challenge info`: shows the whole rule, how it came about, and where the asker stands. */
export function challengeInfo(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return onChallenge(deps, event, id, (tx, asked, challenge) => infoOf(deps, tx, asked, challenge), {
    drafts: true,
    offer: (challenge) => ({ do: 'info', challenge }),
  });
}

/** Shows everything about one challenge, within the caller's transaction. */
export async function infoOf(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  challenge: ChallengeRow,
): Promise<Reply> {
  const { texts, locale, member } = asked;
  const joined = (await tx.enrolledIn(member.id)).includes(challenge.id);
  const own = joined ? await standingOf(deps, tx, asked, challenge) : null;
  const { label, value } = { label: texts.info, value: texts.challenge.value };
  const state = stateOf(challenge, asked);
  const told = summariesText(challenge, texts);
  const host = challenge.host ? await tx.findMember(asked.workspace.id, challenge.host) : null;
  const fields: readonly Field[] = [
    ...(state ? [{ label: value.state, value: [state] }] : []),
    ...settingsFields(challenge, texts),
    ...(challenge.rules.length > 1 ? [{ label: value.rules, value: ruleHistory(challenge, asked) }] : []),
    ...(challenge.pauses.length > 0
      ? [
          {
            label: value.pauses,
            value: [challenge.pauses.map(({ from, to }) => value.pause(from, to)).join(', ')],
          },
        ]
      : []),
    ...(told === null ? [] : [{ label: texts.summary.label, value: [told] }]),
    { label: label.members, value: [label.people(challenge.members)] },
    ...(host
      ? [{ label: value.host, value: [{ kind: 'member', ref: host.ref, name: host.name } as const] }]
      : []),
    ...(own ? [{ label: value.own, value: own }] : []),
  ];
  return {
    kind: 'message',
    view: {
      view: 'challengeInfo',
      title: nameOf(challenge),
      sentence: goalSentence(challenge.goal, challenge, locale),
      fields,
      buttons: [...ownButtons(challenge, joined, asked), ...hostButtons(deps, challenge, asked)],
    },
  };
}

function stateOf(challenge: ChallengeRow, { texts }: Asked): string | null {
  const { value } = texts.challenge;
  if (challenge.endedAt !== null) return value.ended;
  if (challenge.startedAt === null) return value.draft;
  return isPaused(challenge.pauses) ? value.paused : null;
}

function ruleHistory(challenge: ChallengeRow, { texts, locale }: Asked): Line {
  const { ruleFrom } = texts.challenge.value;
  return challenge.rules.flatMap(({ from, goal, weekStart }, index) => [
    ...(index > 0 ? ['\n'] : []),
    ruleFrom(from, goalSentence(goal, { ...challenge, weekStart }, locale)),
  ]);
}

/** "지금까지 12일 · 연속 5일 · 보호권 1개": the member's numbers (R9, R10, R12), folded from the facts as they are now. */
async function standingOf(
  { clock }: CommandDeps,
  tx: Tx,
  { member, workspace, texts }: Asked,
  challenge: ChallengeRow,
): Promise<Line | null> {
  const [own] = await tx.memberFacts(challenge.id, { only: member.id });
  if (!own) return null;
  const now = clock.now();
  const facts = factsOf(challenge, own, workspace.timezone, now);
  return [texts.challenge.value.standing(read(replay(facts, now), facts, now))];
}

function ownButtons(challenge: ChallengeRow, joined: boolean, { texts }: Asked): readonly Button[] {
  const press = (what: ChallengeAction) => actionId({ do: what, challenge: challenge.id });
  if (joined) return [{ action: press('leave'), label: texts.button.leave, style: 'secondary' }];
  if (challenge.endedAt !== null || challenge.startedAt === null) return [];
  return [{ action: press('join'), label: texts.button.join, style: 'primary' }];
}

/** The buttons for a host, by the state the challenge is in. */
function hostButtons(
  deps: CommandDeps,
  challenge: ChallengeRow,
  { event, workspace, texts }: Asked,
): readonly Button[] {
  if (!mayHost(event.member, workspace, challenge)) return [];
  const { button } = texts.challenge;
  const press = (what: ChallengeAction, label: string, style: Button['style'] = 'secondary'): Button => ({
    action: actionId({ do: what, challenge: challenge.id }),
    label,
    style,
  });
  const remove = press('delete', button.delete, 'danger');
  if (challenge.startedAt === null) return [press('preview', button.preview, 'primary'), remove];
  if (challenge.endedAt !== null) return [press('again', button.again), remove];
  return [
    editButton(challenge.id, partsFor(deps.formFields(event.platform))[0]!, texts),
    isPaused(challenge.pauses) ? press('resume', button.resume) : press('pause', button.pause),
    press('handOver', button.handOver),
    press('end', button.end),
    remove,
  ];
}
