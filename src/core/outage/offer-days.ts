import { deliveryKey } from '../delivery/keys.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay } from '../model/day.ts';
import type { MemberRef, WorkspaceRef } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { ChallengeRow, Tx, UnitOfWork, WorkspaceRow } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import { type Away, lookBackMs, lostDays } from './lost-days.ts';
import { offerCard } from './offer-card.ts';
import type { Outage, OutageStore } from './store.ts';

export interface OfferDeps {
  readonly unitOfWork: UnitOfWork;
  readonly outages: OutageStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** A challenge with the days that are offered to be excused. */
export interface Offered {
  readonly challenge: ChallengeRow;
  readonly days: readonly CivilDay[];
}

/**
 * Looks for the days that an outage took and offers them to the managers, in one message for each host of the challenges, or in
 * the channel where nobody hosts. Outside of its channel a closed challenge is named to its host alone. Each workspace is one
 * transaction, and a day is offered once, so that a repetition after a kill says nothing twice.
 */
export function createOfferDays({ unitOfWork, outages, clock, log }: OfferDeps) {
  return async function offerDays({ outage: id }: { readonly outage: string }): Promise<void> {
    const outage = await outages.find(id);
    if (!outage) return;
    const absences = (await outages.absences(outage.to - lookBackMs, outage.to)).filter(
      ({ platform, from }) => platform === outage.platform && from <= outage.from,
    );
    for (const ref of await outages.workspaces(outage)) {
      const days = await unitOfWork.run((tx) => offerIn(tx, outage, ref, absences));
      if (days > 0) log.info('outage.days_offered', { outage: id, workspace: ref, days });
    }
  };

  async function offerIn(
    tx: Tx,
    outage: Outage,
    ref: WorkspaceRef,
    absences: readonly Away[],
  ): Promise<number> {
    const workspace = await tx.findWorkspace(outage.platform, ref);
    if (!workspace || workspace.parked) return 0;
    const challenges = [
      ...(await tx.listChallenges(workspace.id)),
      ...(await tx.listOver(workspace.id, outage.from)),
    ];
    const offered: Offered[] = [];
    for (const challenge of challenges) {
      if (challenge.startedAt === null || challenge.startedAt >= outage.to) continue;
      const lost = await daysOf(tx, challenge, absences);
      if (lost.length === 0) continue;
      const days = await tx.offerDays(outage.id, challenge.id, lost, clock.now());
      if (days.length > 0) offered.push({ challenge, days });
    }
    if (offered.length > 0) await tell(tx, outage, workspace, offered);
    return offered.reduce((sum, { days }) => sum + days.length, 0);
  }
}

/** The days that were lost in the zone of a member who takes part and has not done them. */
async function daysOf(
  tx: Tx,
  challenge: ChallengeRow,
  absences: readonly Away[],
): Promise<readonly CivilDay[]> {
  const lost = new Map<string, readonly CivilDay[]>();
  const terms = { ...challenge, ...graceOf(challenge) };
  for (const zone of await tx.memberZones(challenge.id)) lost.set(zone, lostDays(terms, zone, absences));
  const all = [...lost.values()].flat().sort();
  const [from, to] = [all[0], all.at(-1)];
  if (from === undefined || to === undefined) return [];
  const open = await tx.openDays(challenge.id, { from, to });
  const days = open.filter(({ zone, day }) => lost.get(zone)?.includes(day)).map(({ day }) => day);
  return [...new Set(days)].sort();
}

async function tell(
  tx: Tx,
  outage: Outage,
  workspace: WorkspaceRow,
  offered: readonly Offered[],
): Promise<void> {
  const hosts = new Set(offered.flatMap(({ challenge: { host } }) => (host === null ? [] : [host])));
  for (const host of hosts) {
    const locale = (await tx.findMember(workspace.id, host))?.locale ?? workspace.locale;
    const view = offerCard(offeredTo(host, offered), {
      outage,
      zone: workspace.timezone,
      texts: messagesFor(locale),
    });
    const key = deliveryKey('outage', outage.id, workspace.id, host);
    const target = { kind: 'direct', member: host, workspace: workspace.ref } as const;
    await tx.deliver(workspace.id, null, key, { do: 'post', target, view });
  }
  const told = new Set([...hosts].flatMap((host) => offeredTo(host, offered)));
  await offerInChannels(
    tx,
    outage,
    workspace,
    offered.filter((each) => !told.has(each)),
  );
}

/** The challenges a host is told of: a closed one only if it is their own. Pure. */
export function offeredTo(host: MemberRef, offered: readonly Offered[]): readonly Offered[] {
  return offered.filter(({ challenge }) => !challenge.closed || challenge.host === host);
}

/**
 * Makes the offer where no host can be told: for challenges that all may read in the channel of one of them, and for each closed
 * challenge in its own channel.
 */
export async function offerInChannels(
  tx: Tx,
  outage: Outage,
  workspace: WorkspaceRow,
  offered: readonly Offered[],
): Promise<void> {
  const open = offered.find(({ challenge }) => !challenge.closed)?.challenge.channel;
  const there = Map.groupBy(offered, ({ challenge }) =>
    challenge.closed ? challenge.channel : (open ?? challenge.channel),
  );
  for (const [channel, told] of there) {
    const view = offerCard(told, {
      outage,
      zone: workspace.timezone,
      texts: messagesFor(workspace.locale),
    });
    const name = channel === open ? (['channel'] as const) : (['channel', channel] as const);
    const key = deliveryKey('outage', outage.id, workspace.id, ...name);
    await tx.deliver(workspace.id, null, key, {
      do: 'post',
      target: { kind: 'channel', channel },
      view,
    });
  }
}
