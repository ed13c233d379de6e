import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { addDays, dayOf, type Instant } from '../model/day.ts';
import { isZone } from '../model/zone.ts';
import { type PlannedNudge, plannedNudges, previewMs } from '../nudge/schedule.ts';
import { wallTime } from '../record/moment.ts';
import type { ChallengeRow, Tx, WorkspaceRow } from '../store.ts';
import type { Line } from '../views.ts';
import { ownPreview } from './nudge-me.ts';
import { summariesAhead, summaryMoment } from './nudge-summary.ts';
import { onChallenge } from './on-challenge.ts';
import { type Asked, type CommandDeps, problem } from './run.ts';

/** At most this many of a channel's nudges and summaries are listed, and of the asker's own; the others are counted. */
const mostShown = 15;

/**
 * `/nudge preview`: the nudges and summaries of the next 30 days, the asker's own included, computed by the same rules that send them. How
 * many there are it says of all, and when they come of the first.
 */
export function nudgePreview(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const drafts = event.member.manager === true;
  const show = async (tx: Tx, asked: Asked, challenge: ChallengeRow) => {
    const { texts, workspace } = asked;
    const own = await ownPreview(tx, deps, asked);
    const { answer, preview, list } = texts.nudge;
    const name = nameOf(challenge);
    const schedule = await tx.findNudges(challenge.id);
    const { week, month } = challenge.summaries;
    if (!schedule && !week && !month && !own) return problem(answer.none(name));
    const zone = schedule?.zone ?? challenge.timezone;
    if (!isZone(zone)) return problem(list.zoneGone(zone));
    const now = deps.clock.now();
    const nudges = (await nudgesAhead(tx, workspace, challenge, now)).map((planned) => ({
      at: planned.at,
      text: nudgeMoment(planned, zone, texts),
    }));
    const elsewhere = challenge.timezone === zone ? '' : ` (${challenge.timezone})`;
    const summaries = (await summariesAhead(tx, workspace, challenge, now)).map((planned) => ({
      at: planned.at,
      text: `${summaryMoment(planned, challenge, texts)}${elsewhere} · ${texts.summary.kind[planned.kind]}`,
    }));
    const ahead = [...nudges, ...summaries].sort((one, other) => one.at - other.at);
    const resting = schedule?.pausedReason ? [list.paused()] : [];
    const lines: readonly Line[] =
      ahead.length === 0
        ? [preview.nothing(), ...resting]
        : [
            preview.intro(ahead.length, zone),
            ...firstOf(
              ahead.map(({ text }) => text),
              texts,
            ),
            ...resting,
            ...(nudges.length > 0 ? [preview.rule()] : []),
            ...(summaries.length > 0 ? [texts.summary.answer.hint()] : []),
          ];
    // Where the channel has neither nudges nor summaries, only the asker's own nudges are shown.
    const shown = own ? [...(schedule || week || month ? lines : []), ...own] : lines;
    const view = {
      view: 'card',
      title: preview.title(name),
      lines: shown,
      fields: [],
      picture: null,
      buttons: [],
    } as const;
    return { kind: 'message', view } as const;
  };
  return onChallenge(deps, event, null, show, { drafts });
}

/** The first of the moments of a preview, a line each, and how many more there are. */
export function firstOf(moments: readonly string[], { nudge }: Messages): readonly Line[] {
  const more = moments.length - mostShown;
  return [
    ...moments.slice(0, mostShown).map((text) => [`· ${text}`]),
    ...(more > 0 ? [nudge.preview.more(more)] : []),
  ];
}

/** The nudges of a challenge's channel in the next 30 days; days that have had theirs are left out. */
export async function nudgesAhead(
  tx: Tx,
  workspace: WorkspaceRow,
  challenge: ChallengeRow,
  now: Instant,
): Promise<readonly PlannedNudge[]> {
  const schedule = await tx.findNudges(challenge.id);
  if (!schedule || challenge.endedAt !== null) return [];
  const zone = schedule.zone ?? challenge.timezone;
  if (!isZone(zone)) return [];
  const taken = await tx.nudgedDays(challenge.id, addDays(dayOf(now, zone, 0), -1));
  const off = { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) };
  return plannedNudges(schedule, challenge, { from: now, to: now + previewMs, taken, off });
}

/** The day and time of a nudge by the clocks of the schedule's zone: "11월 22일(일) 21:00". */
export function nudgeMoment({ at }: PlannedNudge, zone: string, { nudge }: Messages): string {
  return `${nudge.preview.day(dayOf(at, zone, 0))} ${wallTime(at, zone)}`;
}
