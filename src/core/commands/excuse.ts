import type { Action, Reply } from '../actions.ts';
import { excused } from '../challenge/pauses.ts';
import type { InboundAction } from '../inbound.ts';
import type { CivilDay } from '../model/day.ts';
import { refused } from './refused.ts';
import { asking, type CommandDeps, done } from './run.ts';

type Decide = Extract<Action, { do: 'excuseDays' | 'keepDays' }>;

/**
 * The buttons under the days that an outage took, for managers alone: to excuse them, which makes each a paused day of its
 * challenge for everybody, or to leave them as they are. It is decided once, whoever presses and however often; whoever presses
 * later is told who decided.
 */
export function decideOutage(deps: CommandDeps, event: InboundAction, action: Decide): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    const { answer } = texts.outage;
    if (!event.member.manager) return refused(deps, asked, texts.answer.managersOnly());
    const offered = await tx.offeredDays(workspace.id, action.outage);
    const byChallenge = Map.groupBy(offered, ({ challenge }) => challenge);
    const what = action.do === 'excuseDays' ? 'daysExcused' : 'daysKept';
    const decided = new Set<CivilDay>();
    // Challenges are locked in the order of their ids, so that two managers who press at once wait for one another and never deadlock.
    for (const [id, each] of byChallenge) {
      const challenge = await tx.lockChallenge(workspace.id, id);
      if (!challenge) continue;
      const days = each.map(({ day }) => day);
      const call = `outage:${action.outage}:${id}`;
      const before = await tx.outageDecision(call);
      if (before) return done(answer.already(before.by, before.what));
      await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what,
        challenge: id,
        detail: { from: days[0], to: days.at(-1), count: days.length, title: challenge.title },
        call,
      });
      for (const day of days) decided.add(day);
      if (what === 'daysKept') continue;
      await tx.savePauses(id, excused(challenge.pauses, days));
      await tx.noteExcused(id, action.outage, deps.clock.now());
    }
    if (decided.size === 0) return refused(deps, asked, answer.gone());
    deps.log.info(what === 'daysExcused' ? 'outage.days_excused' : 'outage.days_kept', {
      outage: action.outage,
      workspace: workspace.id,
      days: decided.size,
    });
    return done(what === 'daysExcused' ? answer.excused(decided.size) : answer.kept());
  });
}
