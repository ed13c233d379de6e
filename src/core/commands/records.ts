import type { Action, Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { addDays, type CivilDay, parseDay } from '../model/day.ts';
import { pageAt, pageButtons, recordCard, recordsPerPage } from '../record/record-card.ts';
import type { ChallengeRow } from '../store.ts';
import { meantChallenge } from './meant-challenge.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

type Shown = Extract<Action, { do: 'records' }>;

/** `/records`: lists the asker's own proofs, newest first; only of one challenge or month where one is named. */
export function records(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { challenge: name, month: typed } = event.options;
    const of = typed === undefined ? null : readMonth(typed, asked.today);
    if (of === 'none') return problem(asked.texts.records.noSuchMonth(typed!));
    const found =
      name === undefined
        ? null
        : await meantChallenge(tx, asked, name, {
            offer: (challenge) => ({ do: 'records', challenge, of, offset: 0 }),
            overByName: true,
            left: true,
          });
    if (found && !found.ok) return found.reply;
    const challenge = found?.challenge ?? null;
    const page: Shown = { do: 'records', challenge: challenge?.id ?? null, of, offset: 0 };
    return () => shown(deps, asked, page, challenge);
  });
}

/** Another page of the list, from a button. */
export function recordsPage(deps: CommandDeps, event: InboundAction, page: Shown): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const challenge = page.challenge && (await tx.findChallenge(asked.workspace.id, page.challenge));
    return () => shown(deps, asked, page, challenge);
  });
}

async function shown(
  deps: CommandDeps,
  { member, texts, event }: Asked,
  page: Shown,
  named: ChallengeRow | null,
): Promise<Reply> {
  const { challenge, of, offset } = page;
  const span = of === null ? { from: null, to: null } : daysOf(of);
  const found = await deps.records.proofs(
    { member: member.id, challenge, ...span, words: [] },
    { offset, limit: recordsPerPage + 1 },
  );
  if (found.length === 0) return problem(texts.records.none(challenge !== null || of !== null));
  const view = recordCard({
    title: texts.records.heading(named?.title ?? null, of),
    found,
    words: [],
    buttons: pageButtons(pageAt(offset, found.length), texts, (to) => ({ ...page, offset: to })),
    texts,
    linkTo: (message) => deps.linkTo(event.platform, message),
  });
  return { kind: 'message', view };
}

/** Reads a month: '2026-11', '2026.11' or '11' (of this year). Returns it as '2026-11', or 'none' when it is not a month. */
export function readMonth(text: string, today: CivilDay): string | 'none' {
  const match = /^(?:(\d{4})\s*[-./년年]?\s*)?(\d{1,2})\s*[월月]?$/u.exec(text.normalize('NFKC').trim());
  const month = match?.[2]?.padStart(2, '0');
  const year = match?.[1] ?? today.slice(0, 4);
  return month !== undefined && parseDay(`${year}-${month}-01`) ? `${year}-${month}` : 'none';
}

/** First and last day of '2026-11' or '2026'. */
export function daysOf(period: string): { readonly from: CivilDay; readonly to: CivilDay } {
  const [year, month] = period.split('-').map(Number);
  if (month === undefined) return { from: `${period}-01-01` as CivilDay, to: `${period}-12-31` as CivilDay };
  const next = month === 12 ? `${year! + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return { from: `${period}-01` as CivilDay, to: addDays(next as CivilDay, -1) };
}
