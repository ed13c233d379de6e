import { actionId, type ChallengeAction, type Reply } from '../actions.ts';
import { mayHost } from '../challenge/may-host.ts';
import { isPaused } from '../challenge/pauses.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import { daysBetween } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow } from '../store.ts';
import type { Button, Line } from '../views.ts';
import { type Asked, asking, type CommandDeps } from './run.ts';
import { thereFor } from './there-for.ts';

/** `/challenge list`: shows one line and a button for each challenge; members who may host a draft see it too. */
export function challengeList(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    const started = await thereFor(tx, asked, await tx.listChallenges(workspace.id));
    const drafts = (await tx.listDrafts(workspace.id)).filter((draft) =>
      mayHost(event.member, workspace, draft),
    );
    const own = await tx.enrolledIn(member.id);
    return {
      kind: 'message',
      view: {
        view: 'challengeList',
        heading: texts.list.heading,
        empty: texts.list.empty(),
        items: [...started, ...drafts].map((challenge) => ({
          title: nameOf(challenge),
          line: lineOf(challenge, asked),
          buttons: [buttonOf(challenge, own, asked)],
        })),
      },
    };
  });
}

function lineOf(challenge: ChallengeRow, { texts, locale, today }: Asked): Line {
  const { value } = texts.challenge;
  const { startsOn, endsOn } = challenge;
  const when =
    challenge.startedAt === null
      ? [value.draft]
      : [
          ...(startsOn > today ? [value.startsOn(startsOn)] : []),
          ...(endsOn !== null && startsOn <= today && endsOn >= today
            ? [value.endsIn(daysBetween(today, endsOn))]
            : []),
          ...(isPaused(challenge.pauses) ? [value.paused] : []),
        ];
  return [
    ...texts.list.line(goalSentence(challenge.goal, challenge, locale), challenge.members),
    ...when.map((text) => ` · ${text}`),
    ' · ',
    { kind: 'channel', ref: challenge.channel },
  ];
}

function buttonOf(challenge: ChallengeRow, own: readonly ChallengeId[], { texts }: Asked): Button {
  const press = (what: ChallengeAction) => actionId({ do: what, challenge: challenge.id });
  if (challenge.startedAt === null)
    return { action: press('preview'), label: texts.challenge.button.preview, style: 'secondary' };
  return own.includes(challenge.id)
    ? { action: press('info'), label: texts.button.info, style: 'secondary' }
    : { action: press('join'), label: texts.button.join, style: 'primary' };
}
