import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import { isZone } from '../model/zone.ts';
import { clockText } from '../nudge/read-times.ts';
import type { ChallengeListView } from '../views.ts';
import { asking, type CommandDeps } from './run.ts';

/** `/nudge list`: the nudges that are set, and which of them rest and why. */
export function nudgeList(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, texts }) => {
    const { list, answer, weekdays } = texts.nudge;
    const started = await tx.listChallenges(workspace.id);
    const all = event.member.manager ? [...started, ...(await tx.listDrafts(workspace.id))] : started;
    const items: ChallengeListView['items'][number][] = [];
    for (const challenge of all) {
      const schedule = await tx.findNudges(challenge.id);
      if (!schedule) continue;
      const zone = schedule.zone ?? challenge.timezone;
      const resting = !isZone(zone)
        ? list.zoneGone(zone)
        : schedule.pausedReason === null
          ? []
          : list.paused();
      const times = schedule.times.map(clockText).join(', ');
      items.push({
        title: nameOf(challenge),
        line: [...list.line(times, weekdays(schedule.weekdays), zone), ...resting],
        buttons: [],
      });
    }
    return {
      kind: 'message',
      view: { view: 'challengeList', heading: list.heading, items, empty: answer.noneAnywhere() },
    };
  });
}
