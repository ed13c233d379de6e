import { actionId } from '../actions.ts';
import { nextWeeks } from '../challenge/next-weeks.ts';
import {
  countChanged,
  factsOf,
  isSameFreezes,
  judgingOf,
  nextRuleDay,
  ruledFrom,
} from '../challenge/rule-change.ts';
import type { ChallengeSettings } from '../challenge/settings.ts';
import { nameOf } from '../challenge/title.ts';
import type { Messages } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { Locale } from '../model/locale.ts';
import { unitOf } from '../model/streak/index.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import { callOf } from './on-challenge.ts';
import type { Afterwards, Asked, CommandDeps } from './run.ts';

/** At most this many members are counted. Which ones is as good as random, since their ids are. */
const mostCounted = 500;

/**
 * Shows what a changed rule would do, for the host to look at before saving. Until it is saved, the rule is kept in the audit log
 * alone.
 */
export async function proposeRule(
  deps: CommandDeps,
  tx: Tx,
  { event, workspace, member, texts, locale }: Asked,
  challenge: ChallengeRow,
  next: ChallengeSettings,
): Promise<Afterwards> {
  const { answer, button } = texts.challenge;
  const now = deps.clock.now();
  const from = nextRuleDay(challenge, [workspace.timezone, ...(await tx.zonesOf(challenge.id))], now);
  const after = ruledFrom(challenge, next, from);
  const { id } = await tx.audit({
    workspace: workspace.id,
    actor: member.id,
    what: 'editProposed',
    challenge: challenge.id,
    detail: { ...judgingOf(next), from, version: challenge.version },
    call: `${callOf(event)}:rule`,
  });
  const isOther = !isSameFreezes(challenge, next);
  const countsOtherwise = unitOf(challenge) !== unitOf(next) && from > challenge.startsOn;
  // Read after the challenge is unlocked, so that nobody waits for the count.
  const touches = async () => {
    const members = await deps.unitOfWork.run((own) => own.memberFacts(challenge.id, { most: mostCounted }));
    const facts = members.map((each) => ({
      before: factsOf(challenge, each, workspace.timezone, now),
      after: factsOf(after, each, workspace.timezone, now),
    }));
    return answer.ruleTouches(countChanged(facts, now), members.length, challenge.members);
  };
  return async () => ({
    kind: 'message',
    view: {
      view: 'card',
      title: answer.ruleWould(nameOf(challenge)),
      lines: [
        answer.ruleFrom(from),
        await touches(),
        ...(countsOtherwise ? [answer.ruleCounts(next.goal)] : []),
      ],
      fields: [
        { label: answer.ruleBefore, value: [ruleText(challenge, isOther, texts, locale)] },
        { label: answer.ruleAfter, value: [ruleText(after, isOther, texts, locale)] },
      ],
      picture: nextWeeks(after, {
        from,
        today: dayOf(now, challenge.timezone, graceOf(challenge)),
        locale,
        character: workspace.character,
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
  });
}

/** A rule as one sentence; with `withFreezes` also how freezes come, for when that changes. */
export function ruleText(
  settings: ChallengeSettings,
  withFreezes: boolean,
  { challenge: texts }: Messages,
  locale: Locale,
): string {
  const sentence = goalSentence(settings.goal, settings, locale);
  const { freezeCap: cap, freezeEvery: every } = settings;
  const freezes = `${texts.label.freezes}: ${texts.freezes(every === null ? null : { cap, every })}`;
  return withFreezes ? `${sentence} (${freezes})` : sentence;
}
