import type { Action, Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { addDays, type CivilDay, dayOf } from '../model/day.ts';
import { daysPerPage, nudgeLogCard } from '../nudge/log/card.ts';
import { refused } from './refused.ts';
import { asking, type CommandDeps } from './run.ts';

type Page = Extract<Action, { do: 'nudgeLog' }>;

/** `/admin nudges`: which nudges of the last 14 days were sent, skipped (and why) or failed. */
export function adminNudges(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return shown(deps, event, null);
}

/** The 14 days up to the day that the pressed button names. */
export function adminNudgesPage(deps: CommandDeps, event: InboundAction, page: Page): Promise<Reply> {
  return shown(deps, event, page.until);
}

function shown(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  day: CivilDay | null,
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, texts } = asked;
    if (!event.member.manager) return refused(deps, asked, texts.answer.managersOnly());
    const today = dayOf(deps.clock.now(), workspace.timezone, 0);
    const until = day === null || day > today ? today : day;
    const found = await tx.nudgeLog(workspace.id, { from: addDays(until, 1 - daysPerPage), to: until });
    return { kind: 'message', view: nudgeLogCard({ found, until, today, texts }) };
  });
}
