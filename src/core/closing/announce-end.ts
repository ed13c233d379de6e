import { actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import { nameOfCharacter } from '../characters/speaker.ts';
import { deliveryKey } from '../delivery/keys.ts';
import { priorities } from '../jobs/table.ts';
import { messagesFor } from '../messages/index.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeRow, Tx, WorkspaceRow } from '../store.ts';
import type { Button, CardView } from '../views.ts';

/**
 * Finish cards are sent this far apart: hundreds at once would delay what members are waiting for, and Discord takes many direct
 * messages opened together for spam (error 40003).
 */
const cardsApartMs = 2_000;

/**
 * Plans what follows from the end of a challenge, in the transaction that ends it: one closing post, and a card for each
 * finisher. Both are sent only once ever, whatever is counted afterwards.
 */
export async function announceEnd(
  tx: Tx,
  workspace: WorkspaceRow,
  challenge: ChallengeRow,
  at: Instant,
): Promise<void> {
  const { id, channel } = challenge;
  const view = closingPost(workspace, challenge, await tx.togetherDone(id));
  const key = deliveryKey('closing', id);
  const target = { kind: 'channel', channel } as const;
  await tx.deliver(workspace.id, null, key, { do: 'post', target, view }, priorities.housekeeping);
  await tx.planFinishCards(id, at, cardsApartMs);
}

/** The closing post: what all did together. Nobody is named: whoever wants to be seen is on the leaderboard. */
export function closingPost(
  { locale, character }: Pick<WorkspaceRow, 'locale' | 'character'>,
  challenge: Pick<ChallengeRow, 'id' | 'title' | 'emoji' | 'teamGoal'>,
  { members, days }: { readonly members: number; readonly days: number },
): CardView {
  const { closing } = messagesFor(locale);
  const { id, teamGoal } = challenge;
  const lines =
    members === 0
      ? [closing.post.quiet()]
      : [
          closing.post.together(members, days),
          ...(teamGoal === null ? [] : [closing.post.team(days, teamGoal)]),
          closing.post.thanks(nameOfCharacter(character, locale)),
        ];
  const press = (what: 'myCard' | 'again', label: string): Button => ({
    action: actionId({ do: what, challenge: id }),
    label,
    style: 'secondary',
  });
  return {
    view: 'card',
    title: closing.post.title(nameOf(challenge)),
    lines,
    fields: [],
    picture: null,
    buttons: [
      ...(members === 0 ? [] : [press('myCard', closing.post.mine)]),
      press('again', closing.post.again),
    ],
  };
}
