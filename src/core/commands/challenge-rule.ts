import { actionId, type Reply } from '../actions.ts';
import { nextWeeks } from '../challenge/next-weeks.ts';
import { countChanged, factsOf, nextRuleDay, withRule } from '../challenge/rule-change.ts';
import type { ChallengeSettings } from '../challenge/settings.ts';
import { nameOf } from '../challenge/title.ts';
import { dayOf } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { callOf } from './on-challenge.ts';
import type { Asked, CommandDeps } from './run.ts';

/** More would keep others waiting: the count is then of so many. */
const mostCounted = 2_000;

/** What a changed rule would do, to be looked at before it is saved. Until then it is kept in the log alone. */
export async function proposeRule(
  deps: CommandDeps,
  tx: Tx,
  { event, workspace, member, texts, locale }: Asked,
  challenge: ChallengeRow,
  { goal, weekStart }: Pick<ChallengeSettings, 'goal' | 'weekStart'>,
): Promise<Reply> {
  const { answer, button } = texts.challenge;
  const now = deps.clock.now();
  const from = nextRuleDay(challenge, [workspace.timezone, ...(await tx.zonesOf(challenge.id))], now);
  const rules = withRule(challenge.rules, { from, goal, weekStart }, challenge.startsOn);
  const members = await tx.memberFacts(challenge.id, { most: mostCounted });
  const facts = members.map((each) => factsOf(challenge, each, workspace.timezone, now));
  const { id } = await tx.audit({
    workspace: workspace.id,
    actor: member.id,
    what: 'editProposed',
    challenge: challenge.id,
    detail: { goal, weekStart, from, version: challenge.version },
    call: `${callOf(event)}:rule`,
  });
  const after = { ...challenge, goal, weekStart, rules };
  return {
    kind: 'message',
    view: {
      view: 'card',
      title: answer.ruleWould(nameOf(challenge)),
      lines: [answer.ruleFrom(from), answer.ruleTouches(countChanged(facts, rules, now), members.length)],
      fields: [
        { label: answer.ruleBefore, value: [goalSentence(challenge.goal, challenge, locale)] },
        { label: answer.ruleAfter, value: [goalSentence(goal, after, locale)] },
      ],
      picture: nextWeeks(after, {
        from,
        today: dayOf(now, challenge.timezone, challenge.graceMinutes),
        locale,
      }),
      buttons: [
        {
          action: actionId({ do: 'applyEdit', challenge: challenge.id, change: id }),
          label: button.save,
          style: 'primary',
        },
        {
          action: actionId({ do: 'info', challenge: challenge.id }),
          label: button.cancel,
          style: 'secondary',
        },
      ],
    },
  };
}
