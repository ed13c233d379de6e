import { nameOf } from '../challenge/title.ts';
import { cannotBeReached } from '../delivery/cause.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import { deliveryKey } from '../delivery/keys.ts';
import type { Claimed, Settlement } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, DeliveryKey } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { ChallengeRow, Tx, UnitOfWork, WorkspaceRow } from '../store.ts';
import type { Circle, ReadCircle } from './circle.ts';
import { type Situation, silenceOf, situationsOf } from './judge.ts';
import { isSpoken } from './line/prompt.ts';
import type { LineRequest, WriteLine } from './line/write-line.ts';
import { nudgeKey, nudgeOf } from './store.ts';
import { nudgeWords, openingsApart, sentenceOf, topicOf } from './words.ts';

/** A nudge that already waited this long for its turn, because a thousand have the same time, is not delayed by a model too. */
const askedWithinMs = 20_000;
/** After this many refused nudges one after the other, the schedule is paused. */
const mostRefused = 3;

export interface NudgeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly readCircle: ReadCircle;
  readonly clock: Clock;
  readonly log: Log;
}

interface Named {
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
}

/** A line that was written, and the situation it was written for. */
interface Written {
  readonly about: Situation;
  readonly line: string | null;
}

/** What happens next: the nudge is delivered, a line is asked for first, or nothing. */
type Next = { readonly deliver: DeliveryKey } | { readonly ask: LineRequest } | null;

/**
 * Sends a planned nudge: checks once more whether it is wanted, stores what it says, and has it delivered. Run again after a kill
 * it continues where it was; the delivery ledger posts it once. Where a model is set up, it is asked for the line, once for each
 * nudge and outside of any transaction; afterwards the nudge is judged anew.
 */
export function createSendNudge(
  deps: NudgeDeps & {
    readonly deliver: (key: DeliveryKey) => Promise<void>;
    /** Null when no model is set up: then templates are used. */
    readonly writeLine: WriteLine | null;
  },
) {
  return async function sendNudge(nudge: Named): Promise<void> {
    const first = await look(nudge, null);
    if (first === null) return;
    if ('deliver' in first) return deps.deliver(first.deliver);
    const line = (await deps.writeLine?.(first.ask)) ?? null;
    const then = await look(nudge, { about: first.ask.situation, line });
    if (then && 'deliver' in then) await deps.deliver(then.deliver);
  };

  async function look(nudge: Named, written: Written | null): Promise<Next> {
    const now = deps.clock.now();
    const circle = await deps.readCircle(nudge.challenge, now);
    const mayAsk = deps.writeLine !== null && written === null;
    return deps.unitOfWork.run((tx) => decide(tx, deps, nudge, circle, { now, mayAsk, written }));
  }
}

async function decide(
  tx: Tx,
  { log }: NudgeDeps,
  { challenge: id, day }: Named,
  circle: Circle,
  {
    now,
    mayAsk,
    written,
  }: { readonly now: Instant; readonly mayAsk: boolean; readonly written: Written | null },
): Promise<Next> {
  const place = await tx.lockChallengeWithPlace(id);
  const slot = place && (await tx.lockNudgeSlot(id, day));
  if (!place || !slot || slot.state === 'skipped') return null;
  if (slot.state === 'sending') return { deliver: nudgeKey(id, day) };
  const { challenge, workspace } = place;
  const off = { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) };
  const schedule = await tx.findNudges(id);
  const silence = silenceOf({ challenge, schedule, slot: { ...slot, day }, off, circle }, now);
  if (silence) {
    await tx.skipNudge(id, day, silence);
    log.info('nudge.skipped', { challenge: id, day, reason: silence });
    return null;
  }
  const { locale } = workspace;
  const { days } = challenge.teamGoal === null ? { days: 0 } : await tx.togetherDone(id);
  const situations = situationsOf(circle, { teamGoal: challenge.teamGoal, together: days }, now);
  const situation = topicOf(challenge, day, situations);
  const said = await tx.lastNudges(workspace.id, challenge.channel, openingsApart);
  const isInTime = now - slot.plannedAt < askedWithinMs;
  if (mayAsk && slot.state === 'pending' && isSpoken(situation) && isInTime) {
    await tx.askNudgeLine(id, day);
    const recent = said.flatMap(({ line }) => (line === null ? [] : [sentenceOf(line)]));
    const payer = { workspace: workspace.id, member: null };
    return {
      ask: { payer, locale, character: workspace.character, title: challenge.title, situation, recent },
    };
  }
  const { view, opening } = nudgeWords(challenge, {
    day,
    locale,
    situation,
    lately: said.map((each) => each.opening),
    // What was true when the line was written may not be true any more.
    line: written && isSame(written.about, situation) ? written.line : null,
    character: workspace.character,
    withFace: !said.some((each) => each.day === day),
  });
  const target = { kind: 'channel', channel: challenge.channel } as const;
  await tx.sayNudge(
    { challenge: id, day, workspace: workspace.id },
    { effect: { do: 'post', target, view }, opening },
  );
  return { deliver: nudgeKey(id, day) };
}

function isSame(one: Situation, other: Situation): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Why a nudge is no longer true or wanted; null for every other delivery. Asked once the delivery is claimed, however recently
 * the nudge was decided, so that a check-in committed before is never overlooked.
 */
export function createNudgeMoot({ unitOfWork, readCircle, clock }: Omit<NudgeDeps, 'log'>) {
  return async function nudgeMoot({ key }: Pick<Claimed, 'key'>): Promise<string | null> {
    const nudge = nudgeOf(key);
    if (!nudge) return null;
    const now = clock.now();
    const circle = await readCircle(nudge.challenge, now);
    return unitOfWork.run(async (tx) => {
      const place = await tx.lockChallengeWithPlace(nudge.challenge);
      const slot = place && (await tx.lockNudgeSlot(nudge.challenge, nudge.day));
      if (!place || !slot) return 'deleted';
      const schedule = await tx.findNudges(nudge.challenge);
      const { challenge, workspace } = place;
      const off = { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) };
      return silenceOf({ challenge, schedule, slot: { ...slot, day: nudge.day }, off, circle }, now);
    });
  };
}

/**
 * Pauses the nudges of a channel that refused `mostRefused` of them one after the other, and tells the challenge's host, once.
 * Where nobody hosts it, somebody else in the workspace is told, unless the challenge is closed.
 */
export function createNudgeRefused({ unitOfWork, log }: Pick<NudgeDeps, 'unitOfWork' | 'log'>) {
  return async function nudgeRefused({ key }: Claimed, settlement: Settlement): Promise<void> {
    const nudge = nudgeOf(key);
    if (!nudge || !cannotBeReached(settlement)) return;
    const { cause, detail, missing } = settlement;
    await unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(nudge.challenge);
      if (!found || (await tx.refusedNudges(nudge.challenge)) < mostRefused) return;
      if (!(await tx.pauseNudges(nudge.challenge, cause))) return;
      const { workspace, challenge } = found;
      log.warn('nudge.paused', { challenge: challenge.id, reason: cause });
      const target = whoHears(challenge, workspace, await tx.listChallenges(workspace.id));
      if (!target) return;
      const told = target.kind === 'direct' ? await tx.findMember(workspace.id, target.member) : null;
      const why = cause === 'gone' ? null : (missing ?? detail);
      await tx.deliver(workspace.id, null, deliveryKey('nudges-paused', nudge.challenge, nudge.day), {
        do: 'post',
        target,
        view: {
          view: 'note',
          line: messagesFor(told?.locale ?? workspace.locale).nudge.paused(nameOf(challenge), why),
        },
      });
    });
  };
}

/**
 * Who is told that a challenge's nudges are paused: its host; where nobody hosts it, the host of another challenge of the
 * workspace, or else another challenge's channel. To those a closed challenge is not named. Its own channel takes nothing. Null
 * when there is nobody to tell. Pure.
 */
function whoHears(
  { host, channel, closed }: ChallengeRow,
  workspace: WorkspaceRow,
  all: readonly ChallengeRow[],
): EffectTarget | null {
  const others = closed ? [] : all;
  const member = host ?? others.find((each) => each.host !== null)?.host ?? null;
  if (member !== null) return { kind: 'direct', member, workspace: workspace.ref };
  const other = others.find((each) => each.channel !== channel);
  return other ? { kind: 'channel', channel: other.channel } : null;
}
