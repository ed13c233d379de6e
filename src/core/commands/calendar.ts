import type { Action, Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { monthCard, yearCard } from '../record/calendar-card.ts';
import type { ChallengeRow } from '../store.ts';
import { ownChallenge } from './own-challenge.ts';
import { daysOf, readMonth } from './records.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

type Shown = Extract<Action, { do: 'calendar' }>;

/** `/calendar`: shows a month or a year of one of the asker's challenges, or of all of them together. */
export function calendar(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { show, of: typed, challenge: name } = event.options;
    const of = period(show, typed, asked);
    if (of === 'none') return problem(asked.texts.records.noSuchMonth(typed ?? ''));
    if (name === undefined) {
      const [only, ...more] = await tx.listJoined(asked.member.id);
      return () => shown(deps, asked, of, only && more.length === 0 ? only : null);
    }
    const found = await ownChallenge(tx, asked, name, (challenge) => ({ do: 'calendar', challenge, of }));
    return found.ok ? () => shown(deps, asked, of, found.challenge) : found.reply;
  });
}

/** The month or year before or after the one shown, from a button. */
export function calendarPage(deps: CommandDeps, event: InboundAction, page: Shown): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const challenge = page.challenge && (await tx.findChallenge(asked.workspace.id, page.challenge));
    if (page.challenge !== null && !challenge)
      return refused(deps, asked, asked.texts.answer.unknownButton());
    return () => shown(deps, asked, page.of, challenge);
  });
}

/**
 * The period to show, as '2026-11' or '2026'; 'none' when it cannot be read. What was typed decides, even if `show` asks for the
 * other kind.
 */
function period(show: string | undefined, typed: string | undefined, { today }: Asked): string | 'none' {
  if (typed === undefined) return show === 'year' ? today.slice(0, 4) : today.slice(0, 7);
  const year = /^\s*(\d{4})\s*[년年]?\s*$/u.exec(typed)?.[1];
  if (year !== undefined) return Number(year) >= 1900 ? year : 'none';
  return readMonth(typed, today);
}

/** Draws the card. `challenge` null: all of the member's challenges together. */
async function shown(
  deps: CommandDeps,
  { member, workspace, locale, today, texts }: Asked,
  of: string,
  challenge: ChallengeRow | null,
): Promise<Reply> {
  const facts = challenge && (await deps.streaks.facts(challenge.id, member.id));
  if (challenge && !facts) return problem(texts.answer.unknownButton());
  const { from, to } = daysOf(of);
  const given = {
    challenge: challenge && facts ? { ...challenge, facts } : null,
    days: await deps.records.days(member.id, challenge?.id ?? null, from, to),
    name: member.name,
    character: member.character ?? workspace.character,
    weekStart: challenge?.weekStart ?? 1,
    today,
    zone: member.zone ?? workspace.timezone,
    locale,
    now: deps.clock.now(),
  } as const;
  return { kind: 'message', view: of.includes('-') ? monthCard(given, of) : yearCard(given, of) };
}
