import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import { isZone } from '../model/zone.ts';
import { clockText } from '../nudge/read-times.ts';
import type { ChallengeListView } from '../views.ts';
import { ownItem } from './nudge-me.ts';
import { summariesText } from './nudge-summary.ts';
import { asking, type CommandDeps } from './run.ts';
import { thereFor } from './there-for.ts';

/** `/nudge list`: lists the asker's own nudges and those set for channels, and which of them are paused and why. */
export function nudgeList(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, texts } = asked;
    const { list, answer, weekdays } = texts.nudge;
    const started = await thereFor(tx, asked, await tx.listChallenges(workspace.id));
    const all = event.member.manager ? [...started, ...(await tx.listDrafts(workspace.id))] : started;
    const own = await ownItem(tx, deps, asked);
    const items: ChallengeListView['items'][number][] = own ? [own] : [];
    const schedules = await tx.listNudges(all.map(({ id }) => id));
    for (const challenge of all) {
      const schedule = schedules.get(challenge.id);
      const told = summariesText(challenge, texts);
      if (!schedule) {
        const gone = isZone(challenge.timezone) ? [] : list.zoneGone(challenge.timezone);
        if (told !== null) items.push({ title: nameOf(challenge), line: [told, ...gone], buttons: [] });
        continue;
      }
      const zone = schedule.zone ?? challenge.timezone;
      const resting = !isZone(zone)
        ? list.zoneGone(zone)
        : schedule.pausedReason === null
          ? []
          : list.paused();
      const times = schedule.times.map(clockText).join(', ');
      items.push({
        title: nameOf(challenge),
        line: [
          ...list.line(times, weekdays(schedule.weekdays), zone),
          ...(told === null ? [] : [` · ${told}`]),
          ...resting,
        ],
        buttons: [],
      });
    }
    return {
      kind: 'message',
      view: { view: 'challengeList', heading: list.heading, items, empty: answer.noneAnywhere() },
    };
  });
}
