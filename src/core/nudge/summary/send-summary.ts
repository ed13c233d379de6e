import type { Claimed } from '../../delivery/ledger.ts';
import { clocksApartMs } from '../../jobs/job.ts';
import { addDays, daysBetween, type Instant } from '../../model/day.ts';
import type { DeliveryKey } from '../../model/ids.ts';
import type { Clock, Log } from '../../ports.ts';
import type { ChallengeRow, Tx, UnitOfWork, WorkspaceRow } from '../../store.ts';
import type { DaysOff } from '../days-off.ts';
import { summarySilence } from './judge.ts';
import { daysWithin, type Period, periodFrom, summaryAt } from './period.ts';
import { type SummaryFacts, type SummaryName, summaryKey, summaryOf } from './store.ts';
import { summaryCard } from './words.ts';

export interface SummaryDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sends a channel the summary of its week or month, if it is still wanted. Run again after a kill it continues where it was; the
 * delivery ledger posts it once.
 */
export function createSendSummary(
  deps: SummaryDeps & { readonly deliver: (key: DeliveryKey) => Promise<void> },
) {
  return async function sendSummary(summary: SummaryName): Promise<void> {
    const key = await deps.unitOfWork.run((tx) => decide(tx, deps, summary));
    if (key) await deps.deliver(key);
  };
}

/** Decides what the summary says, and returns the key of the delivery; null when nothing is to be sent. */
async function decide(
  tx: Tx,
  { clock, log }: SummaryDeps,
  summary: SummaryName,
): Promise<DeliveryKey | null> {
  const found = await tx.lockChallengeWithPlace(summary.challenge);
  const slot = found && (await tx.lockSummary(summary));
  if (!found || !slot || slot.state === 'skipped') return null;
  if (slot.state === 'sending') return summaryKey(summary);
  const { challenge, workspace } = found;
  const period = periodFrom(summary.kind, summary.from);
  const now = clock.now();
  const zones = [workspace.timezone, ...(await tx.zonesOf(challenge.id))];
  const off = await daysOffOf(tx, workspace);
  const planned = slot.plannedAt;
  const at = summaryAt(period, challenge, { zones, off, planned }) ?? planned;
  if (at > planned) await tx.postponeSummary(summary, at);
  if (now < at - clocksApartMs) {
    await tx.enqueue({ task: 'summary', payload: { ...summary }, key: summaryKey(summary), runAt: at });
    log.info('summary.postponed', { ...summary });
    return null;
  }
  const facts = await factsOf(tx, challenge, period);
  const silence = summarySilence({ challenge, period, plannedAt: at, off, facts }, now);
  if (silence) {
    await tx.skipSummary(summary, silence);
    log.info('summary.skipped', { ...summary, reason: silence });
    return null;
  }
  await tx.saySummary(
    { ...summary, workspace: workspace.id },
    {
      do: 'post',
      target: { kind: 'channel', channel: challenge.channel },
      view: cardOf(challenge, workspace, period, facts, now),
    },
  );
  return summaryKey(summary);
}

async function daysOffOf(tx: Tx, { id, daysOff }: WorkspaceRow): Promise<DaysOff> {
  return { daysOff, holidays: await tx.holidays(id) };
}

function factsOf(tx: Tx, challenge: ChallengeRow, period: Period): Promise<SummaryFacts> {
  const { from, to } = daysWithin(period, challenge) ?? period;
  const length = daysBetween(period.from, period.to) + 1;
  const before = { from: addDays(period.from, -length), to: addDays(period.to, -length) };
  return tx.summaryFacts(challenge.id, { from, to }, before);
}

function cardOf(
  challenge: ChallengeRow,
  workspace: WorkspaceRow,
  period: Period,
  facts: SummaryFacts,
  now: Instant,
) {
  const { locale, character } = workspace;
  return summaryCard(challenge, { period, facts, locale, character, now });
}

/** Why a summary is no longer true or wanted, asked once its delivery is claimed; null for every other delivery. */
export function createSummaryMoot({ unitOfWork, clock }: Omit<SummaryDeps, 'log'>) {
  return async function summaryMoot({ key }: Pick<Claimed, 'key'>): Promise<string | null> {
    const summary = summaryOf(key);
    if (!summary) return null;
    const now = clock.now();
    return unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(summary.challenge);
      const slot = found && (await tx.lockSummary(summary));
      if (!found || !slot) return 'deleted';
      const { challenge, workspace } = found;
      const period = periodFrom(summary.kind, summary.from);
      const facts = await factsOf(tx, challenge, period);
      const off = await daysOffOf(tx, workspace);
      return summarySilence({ challenge, period, plannedAt: slot.plannedAt, off, facts }, now);
    });
  };
}
