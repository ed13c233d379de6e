import type { Action, Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { todayOf } from '../model/streak/index.ts';
import { streakCard } from '../record/streak-card.ts';
import { whyCard } from '../record/why-card.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { ownChallenge } from './own-challenge.ts';
import { refused } from './refused.ts';
import { type Afterwards, type Asked, asking, type CommandDeps, problem } from './run.ts';

/** `/streak`: shows the streak card of one of the asker's challenges; `/streak why`: its ledger, day by day. */
export function streak(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const isWhy = event.options.show === 'why';
  return asking(deps, event, async (tx, asked) => {
    const offer = (challenge: ChallengeId): Action =>
      isWhy ? { do: 'why', challenge, until: asked.today } : { do: 'streak', challenge };
    const found = await ownChallenge(tx, asked, event.options.challenge, offer);
    return found.ok ? () => shown(deps, asked, found.challenge, isWhy ? 'today' : null) : found.reply;
  });
}

/** The streak card, from a button. */
export function streakOf(deps: CommandDeps, event: InboundAction, challenge: ChallengeId): Promise<Reply> {
  return asking(deps, event, (tx, asked) => own(deps, tx, asked, challenge, null));
}

/** A page of the day-by-day ledger: the days up to `until`. */
export function whyPage(
  deps: CommandDeps,
  event: InboundAction,
  { challenge, until }: { readonly challenge: ChallengeId; readonly until: CivilDay },
): Promise<Reply> {
  return asking(deps, event, (tx, asked) => own(deps, tx, asked, challenge, until));
}

async function own(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  id: ChallengeId,
  until: CivilDay | null,
): Promise<Reply | Afterwards> {
  const challenge = await tx.findChallenge(asked.workspace.id, id);
  return challenge
    ? () => shown(deps, asked, challenge, until)
    : refused(deps, asked, asked.texts.answer.unknownButton());
}

async function shown(
  deps: CommandDeps,
  { member, workspace, locale, texts }: Asked,
  challenge: ChallengeRow,
  until: CivilDay | 'today' | null,
): Promise<Reply> {
  const facts = await deps.streaks.facts(challenge.id, member.id);
  if (!facts) return problem(texts.answer.notJoined(challenge.title));
  const now = deps.clock.now();
  const character = member.character ?? workspace.character;
  const given = { challenge, facts, name: member.name, character, locale, now };
  if (until === null) return { kind: 'message', view: streakCard(given) };
  const added = await deps.records.added(member.id, challenge.id);
  const view = whyCard(given, until === 'today' ? todayOf(facts, now) : until, added);
  return { kind: 'message', view };
}
