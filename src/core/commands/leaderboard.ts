import type { Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { ChallengeId } from '../model/ids.ts';
import { boardCard, boardRow } from '../record/board-card.ts';
import { type BoardOrder, boardOrders } from '../record/board-orders.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { meantChallenge } from './meant-challenge.ts';
import { refused } from './refused.ts';
import { type Afterwards, type Asked, asking, type CommandDeps, done, problem } from './run.ts';
import { thereFor } from './there-for.ts';

/** `/leaderboard`: ranks the members who chose to be shown; `me:` shows or hides the asker. */
export function leaderboard(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const by = boardOrders.find((order) => order === event.options.by) ?? 'current';
  return asking(deps, event, async (tx, asked) => {
    const found = await meantChallenge(tx, asked, event.options.challenge, {
      offer: (challenge) => ({ do: 'board', challenge, by }),
      overByName: true,
    });
    if (!found.ok) return found.reply;
    const { me } = event.options;
    if (me === 'show' || me === 'hide') return choose(deps, tx, asked, found.challenge, me === 'show');
    return () => shown(deps, asked, found.challenge, by);
  });
}

/** The same board sorted by another measure, from a button. */
export function boardBy(
  deps: CommandDeps,
  event: InboundAction,
  { challenge, by }: { readonly challenge: ChallengeId; readonly by: BoardOrder },
): Promise<Reply> {
  return onBoardOf(deps, event, challenge, async (_, asked, row) => () => shown(deps, asked, row, by));
}

/** Shows the asker on the board from now on, or hides them. */
export function showOnBoard(
  deps: CommandDeps,
  event: InboundAction,
  challenge: ChallengeId,
  isShown: boolean,
): Promise<Reply> {
  return onBoardOf(deps, event, challenge, (tx, asked, row) => choose(deps, tx, asked, row, isShown));
}

function onBoardOf(
  deps: CommandDeps,
  event: InboundAction,
  id: ChallengeId,
  work: (tx: Tx, asked: Asked, challenge: ChallengeRow) => Promise<Reply | Afterwards>,
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const found = await tx.findChallenge(asked.workspace.id, id);
    const [challenge] = found ? await thereFor(tx, asked, [found]) : [];
    return challenge && challenge.startedAt !== null
      ? work(tx, asked, challenge)
      : refused(deps, asked, asked.texts.answer.unknownButton());
  });
}

async function choose(
  deps: CommandDeps,
  tx: Tx,
  { member, texts }: Asked,
  challenge: ChallengeRow,
  isShown: boolean,
): Promise<Reply> {
  const { board } = texts.streak;
  if (!(await tx.showOnBoard(challenge.id, member.id, isShown))) return problem(board.notJoined());
  deps.log.info(isShown ? 'board.shown' : 'board.hidden', { challenge: challenge.id, member: member.id });
  return done(isShown ? board.shown() : board.hiddenNow());
}

async function shown(
  deps: CommandDeps,
  { member, workspace, locale, today }: Asked,
  challenge: ChallengeRow,
  by: BoardOrder,
): Promise<Reply> {
  const now = deps.clock.now();
  const [members, teamDays] = await Promise.all([
    deps.readMembers(challenge.id, now, boardRow, member.id),
    challenge.teamGoal === null ? 0 : deps.records.daysOfAll(challenge.id),
  ]);
  const own = members.find(({ id }) => id === member.id);
  const view = boardCard({
    challenge,
    members: members.filter(({ onBoard }) => onBoard),
    teamDays,
    self: own ? { id: member.id, isShown: own.onBoard } : null,
    by,
    character: member.character ?? workspace.character,
    today,
    zone: challenge.timezone,
    locale,
  });
  return { kind: 'message', view };
}
