import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../core/errors.ts';
import { isMistake, mostFailures } from '../../core/outage/giving-up.ts';
import type { Log } from '../../core/ports.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

export interface LaneLimits {
  /** After this many tries an event is given up for now, so that it does not block its whole channel. */
  readonly mostTries: number;
  readonly mostWaiting: number;
}

/** 24 tries take about three minutes. */
export const LANE_LIMITS: LaneLimits = { mostTries: 24, mostWaiting: 50_000 };

/** One event to hand to the core. */
export interface Task {
  /** For the log, so it must contain ids only. */
  readonly name: string;
  /** The id of the message that the task hands to the core. */
  readonly message?: string;
  /** True if the task is not made up for after it was given up. */
  readonly lapses?: true;
  run(): Promise<void>;
}

/** The queues of events, one lane per channel. */
export interface Lanes {
  /** Runs the task after all earlier ones of its lane. A failed task is retried before the next one begins. */
  add(lane: string, task: Task): void;
  /** Like `add`, but ahead of the tasks that wait in the lane. Resolves when all are done. */
  first(lane: string, tasks: readonly Task[]): Promise<void>;
  /** Makes a lane, or every lane (null), wait until the returned function is called. */
  hold(lane: string | null): () => void;
  /** Accepts no more tasks, works off the waiting ones for at most `drainMs` ms and drops the rest. Resolves when nothing runs. */
  stop(drainMs: number): Promise<void>;
  readonly waiting: number;
}

interface Lane {
  readonly queue: Task[];
  holds: number;
  running: boolean;
}

/**
 * Queues of tasks: those of one lane (a channel) run in order, different lanes run side by side. A message is handed to the core only
 * after the one before it was committed, so everything up to the newest message that the core has seen was received. The exceptions are
 * tasks that were given up or did not fit: each is passed to `lost`, and after a task was given up the lane waits for `lost`.
 */
export function createLanes(
  log: Log,
  lost: (lane: string, task: Task) => Promise<void>,
  { mostTries, mostWaiting }: LaneLimits = LANE_LIMITS,
): Lanes {
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let waiting = 0;
  let heldAll = 0;
  let closed = false;

  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { queue: [], holds: 0, running: false };
    lanes.set(name, lane);
    return lane;
  };

  const pump = (name: string): void => {
    const lane = laneOf(name);
    if (lane.running || lane.holds > 0 || heldAll > 0 || stopping.signal.aborted) return;
    const task = lane.queue.shift();
    if (task === undefined) {
      lanes.delete(name);
      return;
    }
    waiting -= 1;
    lane.running = true;
    const done = attempt(name, task).finally(() => {
      lane.running = false;
      running.delete(done);
      pump(name);
    });
    running.add(done);
  };

  const attempt = async (lane: string, task: Task): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        await task.run();
        return;
      } catch (error) {
        const reason = reasonOf(error);
        const most = isMistake(error) ? Math.min(mostFailures, mostTries) : mostTries;
        if (stopping.signal.aborted || tries >= most) {
          log.error('discord.intake.given_up', { task: task.name, tries, reason });
          if (!stopping.signal.aborted) await lost(lane, task);
          return;
        }
        log.warn('discord.intake.retry', { task: task.name, tries, reason });
        const wait = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LONGEST_RETRY_MS);
        await sleep(wait * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };

  return {
    add(name, task) {
      if (closed) return;
      if (waiting >= mostWaiting) {
        log.error('discord.intake.full', { task: task.name, waiting });
        void lost(name, task);
        return;
      }
      waiting += 1;
      laneOf(name).queue.push(task);
      pump(name);
    },
    async first(name, tasks) {
      if (tasks.length === 0 || stopping.signal.aborted) return;
      const lane = laneOf(name);
      const held = Promise.withResolvers<void>();
      lane.holds += 1;
      const all: Promise<void> = (async () => {
        for (const task of tasks) if (!stopping.signal.aborted) await attempt(name, task);
      })().finally(() => {
        running.delete(all);
        lane.holds -= 1;
        held.resolve();
        pump(name);
      });
      running.add(all);
      await held.promise;
    },
    hold(name) {
      const lane = name === null ? null : laneOf(name);
      if (lane === null) heldAll += 1;
      else lane.holds += 1;
      let released = false;
      return () => {
        if (released) return;
        released = true;
        if (lane === null) heldAll -= 1;
        else lane.holds -= 1;
        for (const waitingLane of name === null ? [...lanes.keys()] : [name]) pump(waitingLane);
      };
    },
    async stop(drainMs) {
      closed = true;
      const deadline = sleep(drainMs, 'late', { signal: stopping.signal, ref: false });
      while (running.size > 0) {
        if ((await Promise.race([deadline, ...running])) === 'late') break;
      }
      stopping.abort();
      deadline.catch(() => {});
      await Promise.all(running);
      lanes.clear();
      waiting = 0;
    },
    get waiting() {
      return waiting;
    },
  };
}
