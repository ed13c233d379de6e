import { actionId } from '../../actions.ts';
import { readReason, withoutNumber } from '../../delivery/cause.ts';
import { jobFailed } from '../../jobs/table.ts';
import type { Messages } from '../../messages/index.ts';
import { addDays, type CivilDay } from '../../model/day.ts';
import { shorten } from '../../model/shorten.ts';
import type { Button, CardView, Line } from '../../views.ts';
import { type LoggedKind, loggedKinds, type NudgeCount } from './store.ts';

/** Days on one page. */
export const daysPerPage = 14;
const longestReason = 60;
const longestName = 30;

/** A page of the nudge log: one field per day, newest first, with one line for each kind and outcome. No member is named. Pure. */
export function nudgeLogCard({
  found,
  until,
  today,
  texts,
}: {
  readonly found: readonly NudgeCount[];
  readonly until: CivilDay;
  readonly today: CivilDay;
  readonly texts: Messages;
}): CardView {
  const { nudgeLog, nudge } = texts;
  const from = addDays(until, 1 - daysPerPage);
  const days = [...new Set(found.map(({ day }) => day))].sort().reverse();
  const to = (day: CivilDay, label: string): Button => ({
    action: actionId({ do: 'nudgeLog', until: day }),
    label,
    style: 'secondary',
  });
  return {
    view: 'card',
    title: nudgeLog.heading(from, until),
    lines: [found.length === 0 ? nudgeLog.nothing() : nudgeLog.intro()],
    fields: days.map((day) => ({
      label: nudge.preview.day(day),
      value: linesOf(
        found.filter((each) => each.day === day),
        texts,
      ),
    })),
    picture: null,
    buttons: [
      ...(until < today ? [to(min(addDays(until, daysPerPage), today), nudgeLog.newer)] : []),
      to(addDays(until, -daysPerPage), nudgeLog.older),
    ],
  };
}

function linesOf(counts: readonly NudgeCount[], texts: Messages): Line {
  const { nudgeLog } = texts;
  const ends = ['sent', 'skipped', 'failed', 'waiting'] as const;
  const lines = loggedKinds.flatMap((kind) =>
    ends.flatMap((outcome) => {
      const of = counts.filter((each) => each.kind === kind && each.outcome === outcome);
      if (of.length === 0) return [];
      const told = of.map((each) =>
        nudgeLog.entry({
          count: each.count,
          reason: each.reason === null ? null : reasonOf(kind, each.reason, texts),
          names: each.names.map((name) => shorten(name, longestName)),
        }),
      );
      return [`${nudgeLog.kind[kind]} · ${nudgeLog.outcome[outcome]}: ${told.join(', ')}`];
    }),
  );
  return lines.flatMap((line, index) => (index > 0 ? ['\n', line] : [line]));
}

/** The reason in words where it is one of ours; else what the platform said, without its number. */
function reasonOf(kind: LoggedKind, reason: string, { nudgeLog, nudge, summary }: Messages): string {
  const silences = { channel: nudge.silence, summary: summary.silence, personal: nudgeLog.silence };
  const known: Readonly<Record<string, string>> = silences[kind];
  const words = Object.hasOwn(known, reason) ? known[reason] : undefined;
  if (words !== undefined) return words;
  if (reason.startsWith(jobFailed)) return nudgeLog.broken;
  const { cause, detail } = readReason(reason);
  if (cause === 'gone') return nudgeLog.gone;
  if (cause === 'mistake') return nudgeLog.broken;
  const said = cause === 'tooOld' || cause === 'parked' ? reason : detail;
  return shorten(withoutNumber(said), longestReason);
}

const min = (one: CivilDay, other: CivilDay): CivilDay => (one < other ? one : other);
