import type { Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { ChallengeId, ProofId } from '../model/ids.ts';
import { type Kept, statsOf } from '../model/streak/index.ts';
import { challengesShown, statsCard } from '../record/stats-card.ts';
import type { RecordFact } from '../record/store.ts';
import type { ChallengeRow } from '../store.ts';
import { ownChallenge } from './own-challenge.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

/** `/stats`: shows the asker's own numbers, over everything or in one challenge. */
export function stats(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const name = event.options.challenge;
    if (name === undefined) {
      const own = await tx.listJoined(asked.member.id);
      return () => shown(deps, asked, own, null);
    }
    const found = await ownChallenge(tx, asked, name, (challenge) => ({ do: 'stats', challenge }));
    return found.ok ? () => shown(deps, asked, [found.challenge], found.challenge.id) : found.reply;
  });
}

/** The same for one challenge, from a button. */
export function statsOn(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const challenge = await tx.findChallenge(asked.workspace.id, id);
    if (!challenge) return refused(deps, asked, asked.texts.answer.unknownButton());
    return () => shown(deps, asked, [challenge], challenge.id);
  });
}

async function shown(
  deps: CommandDeps,
  { member, workspace, locale, today, texts, event }: Asked,
  challenges: readonly ChallengeRow[],
  only: ChallengeId | null,
): Promise<Reply> {
  const now = deps.clock.now();
  const facts = await deps.records.facts(member.id, only);
  const numbers = statsOf(keptOf(facts), today, now);
  if (numbers.total === 0) return problem(texts.streak.stats.none());
  const link = async (proof: string | undefined) => {
    const message = proof === undefined ? null : await deps.records.messageOf(proof as ProofId);
    return message && deps.linkTo(event.platform, message);
  };
  const view = statsCard({
    stats: numbers,
    daysDone: new Set(facts.map(({ day }) => day)).size,
    kept: await Promise.all(
      challenges.slice(0, challengesShown).map((challenge) => keeping(deps, challenge, member.id, now)),
    ),
    links: { first: await link(numbers.first?.id), latest: await link(numbers.latest?.id) },
    name: member.name,
    character: member.character ?? workspace.character,
    today,
    zone: member.zone ?? workspace.timezone,
    locale,
  });
  return { kind: 'message', view };
}

async function keeping(
  deps: CommandDeps,
  { id, title }: ChallengeRow,
  member: Asked['member']['id'],
  now: number,
) {
  const read = await deps.readStreak(id, member, now);
  return {
    title,
    completionPct: read?.streak.completionPct ?? null,
    adherencePct: read?.streak.adherencePct ?? null,
  };
}

/** Check-ins grouped by challenge; each is identified by its proof, or by its day where a manager added it. */
function keptOf(facts: readonly RecordFact[]): readonly Kept[] {
  return [...Map.groupBy(facts, ({ challenge }) => challenge).values()].map((own) => ({
    category: own[0]!.category,
    checkIns: own.map(({ proof, at, zone, day }) => ({
      id: proof ?? day,
      at,
      zone,
      day,
      added: proof === null,
    })),
  }));
}
