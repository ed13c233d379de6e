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

/** The note that stores what is missing in each channel, for the next process if this one ends before it is made up for. */
const note = 'missed:discord';
const AGAIN_MS = 10_000;
const LONGEST_MS = 5 * 60_000;
/** We give up after this many rounds, which take about a day. */
const MOST_ROUNDS = 300;

export interface MakeUpDeps extends HistoryDeps {
  readonly inbound: Pick<Inbound, 'watchedChannels'>;
  readonly knownProofs: KnownProofs;
  readonly hearing: Hearing;
  readonly notes: KeyValue;
  /** Whether an error means that the database is away, so that a retry will work later. */
  readonly isOutage: (error: unknown) => boolean;
  readonly againMs?: number | undefined;
  /** Creates an intake whose tasks go to `queue` instead of the lanes. */
  readonly intakeTo: (
    queue: (task: Task) => void,
  ) => Pick<Intake, 'toTask' | 'edited' | 'deleted' | 'textOf'>;
}

/** What is missing in a channel. `from` is the id of the oldest missing message; null if only edits and deletions may be missing. */
interface Missed {
  readonly from: string | null;
}

/** Makes up for events that were given up. */
export interface MakeUp {
  /** To be called when a task of this lane was given up. Resolves when that is stored; then newer messages may be handed in. */
  lost(lane: string, task: Pick<Task, 'message'>): Promise<void>;
  /** Goes on with what an earlier process left undone. */
  resume(): Promise<void>;
}

/**
 * Reads a channel again from the oldest message that was given up (newer messages were received since, so the last-seen mark has moved past
 * it), and looks for edits and deletions again. Repeats this less and less often until nothing fails, for at most a day. Each message
 * is tried once per round, beside the channel's lane, which goes on meanwhile. A message that fails while neither the database nor Discord
 * is away is given up sooner. Ends when the signal is aborted.
 */
export function createMakeUp(deps: MakeUpDeps): MakeUp {
  const { inbound, notes, log, signal } = deps;
  const givingUp = createGivingUp(deps.isOutage, log, 'discord.make_up');
  const missed = new Map<string, Missed>();
  let working = false;

  let saved: Promise<void> = Promise.resolve();
  /** Stores what is missing. Writes happen one after another, each with the state of its time. */
  const save = (): Promise<void> => {
    saved = saved
      .then(() => notes.set(note, JSON.stringify(Object.fromEntries(missed))))
      .catch((error: unknown) => log.warn('discord.make_up.not_kept', { reason: reasonOf(error) }));
    return saved;
  };

  /** Adds a missing message and starts the work if needed. Returns whether there is something new to store. */
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
      // If more was given up meanwhile, the channel is read again in the next round.
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

/** Reads one channel again. Returns what still fails, or null if nothing does or the channel is closed to us. */
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
  /** Whether a failed task is to be tried again. */
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

/** The older of two message ids; null stands for no message. */
function older(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compareIds(one, other) < 0 ? one : other;
}
