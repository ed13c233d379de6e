import { actionId, type Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow } from '../store.ts';
import { onChallenge } from './challenge-membership.ts';
import type { CommandDeps } from './run.ts';

/** `/challenge info`: the whole rule. */
export function challengeInfo(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return onChallenge(deps, event, id, async (tx, { member, texts, locale }, challenge) => {
    const joined = (await tx.enrolledIn(member.id)).includes(challenge.id);
    const act = (what: 'join' | 'leave') => actionId({ do: what, challenge: challenge.id });
    const open = challenge.endedAt === null;
    return {
      kind: 'message',
      view: {
        view: 'challengeInfo',
        title: challenge.title,
        sentence: goalSentence(challenge.goal, challenge, locale),
        fields: fields(challenge, texts),
        buttons: [
          ...(open && !joined
            ? [{ action: act('join'), label: texts.button.join, style: 'primary' } as const]
            : []),
          ...(joined
            ? [{ action: act('leave'), label: texts.button.leave, style: 'secondary' } as const]
            : []),
        ],
      },
    };
  });
}

function fields(challenge: ChallengeRow, texts: Messages) {
  const { info } = texts;
  const until = challenge.endsOn === null ? info.openEnded : texts.day(challenge.endsOn);
  return [
    { label: info.proof, value: [texts.proofKind(challenge.proofKind)] },
    { label: info.period, value: [`${texts.day(challenge.startsOn)} – ${until}`] },
    { label: info.dayEnds, value: [info.untilNextDay(clock(challenge.graceMinutes))] },
    { label: info.zone, value: [challenge.timezone] },
    { label: info.channel, value: [{ kind: 'channel', ref: challenge.channel } as const] },
    { label: info.members, value: [info.people(challenge.members)] },
  ];
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
