import { type Action, actionId, type Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { dayOf, type Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { isZone } from '../model/zone.ts';
import { previewMs } from '../nudge/schedule.ts';
import {
  type PlannedSummary,
  plannedSummaries,
  type Summaries,
  type SummaryKind,
  summaryKinds,
} from '../nudge/summary/period.ts';
import { wallTime } from '../record/moment.ts';
import type { ChallengeRow, Tx, WorkspaceRow } from '../store.ts';
import type { Button, Line } from '../views.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type Asked, type CommandDeps, problem } from './run.ts';

type Pressed = Extract<Action, { do: 'summary' }>;

/** `/nudge summary`: shows which summaries a challenge's channel gets when a week or a month is over; changes those that are given. */
export function nudgeSummary(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const { weekly, monthly } = event.options;
  const change = { ...switched('week', weekly), ...switched('month', monthly) };
  return choose(deps, event, null, change);
}

/** The same, by a button under the command's answer. */
export function switchSummary(deps: CommandDeps, event: InboundAction, pressed: Pressed): Promise<Reply> {
  return choose(deps, event, pressed.challenge, { [pressed.kind]: pressed.on });
}

function switched(kind: SummaryKind, typed: string | undefined): Partial<Summaries> {
  return typed === 'on' || typed === 'off' ? { [kind]: typed === 'on' } : {};
}

function choose(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
  change: Partial<Summaries>,
): Promise<Reply> {
  return hosting(deps, event, id, async (tx, asked, challenge) => {
    const { summary } = asked.texts;
    if (challenge.endedAt !== null) return problem(summary.answer.ended(nameOf(challenge)));
    const summaries = { ...challenge.summaries, ...change };
    const changed = summaryKinds.filter((kind) => summaries[kind] !== challenge.summaries[kind]);
    if (changed.length > 0) {
      await tx.chooseSummaries(challenge.id, summaries);
      await tx.audit({
        workspace: asked.workspace.id,
        actor: asked.member.id,
        what: 'summariesSet',
        challenge: challenge.id,
        detail: { ...summaries },
        call: callOf(event),
      });
      deps.log.info('summary.chosen', { challenge: challenge.id, ...summaries });
    }
    return said(deps, tx, asked, { ...challenge, summaries });
  });
}

async function said(
  { clock }: CommandDeps,
  tx: Tx,
  { texts, workspace }: Asked,
  challenge: ChallengeRow,
): Promise<Reply> {
  const { answer, button } = texts.summary;
  const ahead = await summariesAhead(tx, workspace, challenge, clock.now());
  const state = (kind: SummaryKind): Line => {
    const next = ahead.find((each) => each.kind === kind);
    const on = next ? summaryMoment(next, challenge, texts) : 'none';
    return answer.state(kind, challenge.summaries[kind] ? on : null);
  };
  const press = (kind: SummaryKind): Button => {
    const on = !challenge.summaries[kind];
    return {
      action: actionId({ do: 'summary', challenge: challenge.id, kind, on }),
      label: on ? button.on(kind) : button.off(kind),
      style: on ? 'primary' : 'secondary',
    };
  };
  const lines = [answer.heading(nameOf(challenge)), ...summaryKinds.map(state), answer.hint()];
  return {
    kind: 'message',
    view: { view: 'answer', tone: 'done', lines, buttons: summaryKinds.map(press) },
  };
}

/** The summaries planned for a challenge's channel in the next 30 days. */
export async function summariesAhead(
  tx: Tx,
  workspace: WorkspaceRow,
  challenge: ChallengeRow,
  now: Instant,
): Promise<readonly PlannedSummary[]> {
  if (challenge.endedAt !== null || !isZone(challenge.timezone)) return [];
  const zones = [workspace.timezone, ...(await tx.zonesOf(challenge.id))];
  const off = { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) };
  const waiting = await tx.waitingSummaries(challenge.id);
  const span = { from: now, to: now + previewMs, zones, off, waiting };
  return plannedSummaries(challenge.summaries, challenge, span);
}

/** The day and time of a summary by the clocks of the challenge's zone: "11월 23일(월) 09:00". */
export function summaryMoment(
  { at }: { readonly at: Instant },
  { timezone }: Pick<ChallengeRow, 'timezone'>,
  { nudge }: Messages,
): string {
  return `${nudge.preview.day(dayOf(at, timezone, 0))} ${wallTime(at, timezone)}`;
}

/** The chosen summaries in words, "주간 요약, 월말 그림"; null when none is chosen. */
export function summariesText({ summaries }: ChallengeRow, { summary }: Messages): string | null {
  const chosen = summaryKinds.filter((kind) => summaries[kind]).map((kind) => summary.kind[kind]);
  return chosen.length === 0 ? null : chosen.join(', ');
}
