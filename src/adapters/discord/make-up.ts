import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import { createGivingUp, type GivingUp } from '../../core/outage/giving-up.ts';
import type { Hearing } from '../../core/outage/hears.ts';
import type { KeyValue } from '../../core/ports.ts';
import { type HistoryDeps, PAGE, readPage } from './history.ts';
import type { Intake } from './intake.ts';
import type { Task } from './lanes.ts';
import { lookAgain } from './look-again.ts';
import { isHopeless } from './persist.ts';
import { compareIds, idAt, lastHeard, readId, timeOf } from './refs.ts';

/** What is missing by channel, for the next process should this one end before it is made up for. */
const note = 'missed:discord';
const AGAIN_MS = 10_000;
const LONGEST_MS = 5 * 60_000;
/** About a day. */
const MOST_ROUNDS = 300;

export interface MakeUpDeps extends HistoryDeps {
  readonly inbound: Pick<Inbound, 'watchedChannels'>;
  readonly knownProofs: KnownProofs;
  readonly hearing: Hearing;
  readonly notes: KeyValue;
  /** Whether the database is away, so that the same thing works later. */
  readonly isOutage: (error: unknown) => boolean;
  readonly againMs?: number | undefined;
  /** An intake whose work goes to `queue` instead of the lanes. */
  readonly intakeTo: (
    queue: (task: Task) => void,
  ) => Pick<Intake, 'toTask' | 'edited' | 'deleted' | 'textOf'>;
}

/** `from`: the oldest message that is missing; null: only edits and deletions are to be looked at. */
interface Missed {
  readonly from: string | null;
}

export interface MakeUp {
  /** Something of this lane was given up: resolves when that is kept, after which newer may be taken in. */
  lost(lane: string, task: Pick<Task, 'message'>): Promise<void>;
  /** Goes on with what an earlier process left. */
  resume(): Promise<void>;
}

/**
 * Reads a channel again from the oldest message that was given up, since the newest one taken in says nothing about it any more,
 * and looks again at its edits and deletions: until nothing fails, more and more seldom, for a day. Each is tried once a round,
 * beside the lane, which goes on; what fails by itself is given up sooner. Ends with the signal.
 */
export function createMakeUp(deps: MakeUpDeps): MakeUp {
  const { inbound, notes, log, signal } = deps;
  const givingUp = createGivingUp(deps.isOutage, log, 'discord.make_up');
  const missed = new Map<string, Missed>();
  let working = false;

  let saved: Promise<void> = Promise.resolve();
  /** One after another, each as it is by then. */
  const save = (): Promise<void> => {
    saved = saved
      .then(() => notes.set(note, JSON.stringify(Object.fromEntries(missed))))
      .catch((error: unknown) => log.warn('discord.make_up.not_kept', { reason: reasonOf(error) }));
    return saved;
  };

  /** Answers whether it says something new. */
  const add = (channel: string, from: string | null): boolean => {
    const before = missed.get(channel);
    const now = { from: older(before?.from ?? null, from) };
    missed.set(channel, now);
    if (!working) void work().catch(() => {});
    return before?.from !== now.from;
  };

  async function work(): Promise<void> {
    working = true;
    const over = deps.hearing.catchingUp();
    try {
      let wait = deps.againMs ?? AGAIN_MS;
      for (let round = 1; missed.size > 0; round++) {
        await sleep(wait, undefined, { signal });
        wait = Math.min(wait * 1.5, LONGEST_MS);
        await everyChannel().catch((error: unknown) => {
          log.warn('discord.make_up.failed', { reason: reasonOf(error) });
        });
        if (round >= MOST_ROUNDS) {
          log.error('discord.make_up.given_up', { channels: [...missed.keys()].join() });
          missed.clear();
        }
        await save();
      }
    } finally {
      working = false;
      over();
    }
  }

  async function everyChannel(): Promise<void> {
    const watched = await inbound.watchedChannels('discord');
    for (const [channel, before] of [...missed]) {
      signal.throwIfAborted();
      const found = watched.find((each) => each.channel === channel);
      const left = found ? await again({ ...deps, patienceMs: 0, givingUp }, found, before.from) : null;
      // What was lost meanwhile is for the next round.
      if (missed.get(channel) !== before) continue;
      if (left === null) missed.delete(channel);
      else missed.set(channel, left);
    }
  }

  return {
    lost(lane, { message }) {
      return add(lane, message ?? null) ? save() : saved;
    },
    async resume() {
      const kept = JSON.parse((await notes.get(note)) ?? '{}') as Record<string, Missed>;
      for (const [channel, { from }] of Object.entries(kept)) add(channel, from);
    },
  };
}

/** Takes one channel in again; answers what of it still fails, null: nothing. A channel that is closed to us has no more to give. */
async function again(
  deps: MakeUpDeps & { readonly givingUp: GivingUp },
  watched: WatchedChannel,
  from: Missed['from'],
): Promise<Missed | null> {
  const { givingUp, log, signal } = deps;
  const channelId = readId(watched.channel);
  const queue: Task[] = [];
  const intake = deps.intakeTo((task) => queue.push(task));
  const failed: Task[] = [];
  /** Whether it is to be tried again. */
  const isMissing = (task: string, error: unknown): boolean => {
    signal.throwIfAborted();
    return givingUp.failed(task, error, { task, channel: channelId });
  };
  const runAll = async (tasks: readonly Task[]): Promise<void> => {
    for (const task of tasks) {
      signal.throwIfAborted();
      try {
        await task.run();
        givingUp.worked(task.name);
      } catch (error) {
        if (isMissing(task.name, error)) failed.push(task);
      }
    }
  };
  try {
    const known = await deps.knownProofs('discord', watched, timeOf(from ?? lastHeard(watched)));
    const start = idAt(watched.since);
    let after = from && (compareIds(from, start) > 0 ? String(BigInt(from) - 1n) : start);
    while (after !== null) {
      const page = await readPage(deps, channelId, { after });
      await runAll(
        page.map((each) => intake.toTask(each, watched.workspace)).filter((task) => task !== null),
      );
      after = page.length < PAGE ? null : page.at(-1)!.id;
    }
    await lookAgain({ ...deps, intake }, watched, known, null);
    await runAll(queue);
    givingUp.worked(channelId);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PlatformError && isHopeless(error))
      log.warn('discord.make_up.failed', { channel: channelId, reason: reasonOf(error) });
    else if (isMissing(channelId, error)) return { from };
  }
  if (failed.length === 0) return null;
  return { from: failed.map(({ message }) => message ?? null).reduce(older) };
}

/** The older of two messages, where there is one. */
function older(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compareIds(one, other) < 0 ? one : other;
}
