import { actionId, type Reply } from '../actions.ts';
import type { InboundCommand } from '../inbound.ts';
import { goalSentence } from '../model/goal.ts';
import { asking, type CommandDeps } from './run.ts';

/** `/challenge list`: one line each, with a button to join or to see everything. */
export function challengeList(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts, locale }) => {
    const challenges = await tx.listChallenges(workspace.id);
    const own = await tx.enrolledIn(member.id);
    return {
      kind: 'message',
      view: {
        view: 'challengeList',
        heading: texts.list.heading,
        empty: texts.list.empty(),
        items: challenges.map((challenge) => ({
          title: challenge.title,
          line: [
            ...texts.list.line(goalSentence(challenge.goal, challenge, locale), challenge.members),
            ' · ',
            { kind: 'channel', ref: challenge.channel },
          ],
          buttons: [
            own.includes(challenge.id)
              ? {
                  action: actionId({ do: 'info', challenge: challenge.id }),
                  label: texts.button.info,
                  style: 'secondary',
                }
              : {
                  action: actionId({ do: 'join', challenge: challenge.id }),
                  label: texts.button.join,
                  style: 'primary',
                },
          ],
        })),
      },
    };
  });
}
