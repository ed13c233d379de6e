import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import { finishCard } from '../closing/finish-card.ts';
import type { InboundAction } from '../inbound.ts';
import type { ChallengeId } from '../model/ids.ts';
import { onChallenge } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/**
 * [My card] on a closing post: shows the card that is sent to each finisher, also to members who take no direct messages. A
 * member without a card is told what they did.
 */
export function myCard(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return onChallenge(deps, event, id, async (tx, { workspace, member, locale, texts }, challenge) => {
    if (challenge.endedAt === null) return problem(texts.answer.unknownButton());
    const finisher = await tx.findFinisher(challenge.id, member.id);
    const linkTo = (message: Parameters<typeof deps.linkTo>[1]) => deps.linkTo(workspace.platform, message);
    const view =
      finisher &&
      finishCard({ ...finisher, member: { ...finisher.member, locale } }, deps.clock.now(), linkTo);
    if (view) return { kind: 'message', view };
    const { none } = texts.closing;
    const days = await tx.daysOf(challenge.id, member.id);
    const name = nameOf(challenge);
    return done(days === null ? none.stranger(name) : none.partOfIt(name, days));
  });
}
