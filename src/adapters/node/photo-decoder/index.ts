import { asPhotoKind, sniff } from '../../../core/model/file-type.ts';
import {
  maxPhotoBytes,
  type PhotoOutcome,
  type PhotoProcessor,
  PhotoWorkerError,
  refusalOfType,
} from '../../../core/photo.ts';
import type { Log } from '../../../core/ports.ts';
import { untilAborted } from '../until-aborted.ts';
import { type DecoderProcess, startDecoder } from './decoder-process.ts';
import type { DecoderAnswer } from './frames.ts';

export interface PhotoProcessorOptions {
  readonly log: Log;
  /** How many photos are decoded at once, each in its own process. */
  readonly processes?: number;
  /** The time limit for one photo, in milliseconds. */
  readonly timeLimitMs?: number;
  /** The memory limit of one process, in bytes. */
  readonly memoryLimitBytes?: number;
  /** A process without work for this long is ended; starting one takes about a quarter of a second. */
  readonly idleMs?: number;
}

export type ClosablePhotoProcessor = PhotoProcessor & {
  /** Ends the processes; photos that are waiting or being decoded throw `closed`. */
  close(): Promise<void>;
};

interface Seat {
  decoder: DecoderProcess | null;
  idleTimer: NodeJS.Timeout | null;
}

/**
 * Decodes photos in child processes that hold no secrets, started at the first photo and kept running. A file that is clearly no photo is
 * refused here and never reaches them. Photos wait in a queue, first come first served.
 */
export function createPhotoProcessor(options: PhotoProcessorOptions): ClosablePhotoProcessor {
  const { log, processes = 1, idleMs = 60_000 } = options;
  const limits = {
    timeLimitMs: options.timeLimitMs ?? 10_000,
    memoryLimitBytes: options.memoryLimitBytes ?? 512 * 1024 * 1024,
  };
  const seats = Array.from({ length: processes }, (): Seat => ({ decoder: null, idleTimer: null }));
  const free = [...seats];
  const atWork = new Set<Promise<PhotoOutcome>>();
  const line: PromiseWithResolvers<Seat>[] = [];
  let closed = false;

  const takeSeat = async (signal: AbortSignal): Promise<Seat> => {
    const seat = free.pop();
    if (seat !== undefined) return seat;
    const place = Promise.withResolvers<Seat>();
    line.push(place);
    const leave = (): void => {
      const index = line.indexOf(place);
      if (index >= 0) line.splice(index, 1);
      place.reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await place.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };

  const leaveSeat = (seat: Seat): void => {
    const next = line.shift();
    if (next !== undefined) {
      next.resolve(seat);
      return;
    }
    free.push(seat);
    if (closed || seat.decoder === null) return;
    seat.idleTimer = setTimeout(() => void seat.decoder?.kill(), idleMs).unref();
  };

  /**
   * Decodes a photo. A refusal by a decoder kept from earlier photos is not final if the decoder may be at fault; a fresh one then decides.
   */
  const decode = async (seat: Seat, bytes: Uint8Array): Promise<PhotoOutcome> => {
    if (seat.idleTimer !== null) clearTimeout(seat.idleTimer);
    seat.idleTimer = null;
    try {
      const kept = seat.decoder;
      if (kept?.usable() === true) {
        const answer = await unlessAlreadyDead(kept.decode(bytes));
        if (answer?.sound) return answer.outcome;
      }
      if (closed) throw stopping();
      seat.decoder = await startDecoder(limits);
      if (closed) throw stopping();
      return (await seat.decoder.decode(bytes)).outcome;
    } catch (error) {
      if (error instanceof PhotoWorkerError) {
        log.warn('photo.decoder.failed', { failure: error.failure, detail: error.detail });
      }
      throw error;
    } finally {
      if (closed) await seat.decoder?.kill();
      leaveSeat(seat);
    }
  };

  return {
    async process(bytes, signal) {
      signal.throwIfAborted();
      if (closed) throw stopping();
      if (bytes.length > maxPhotoBytes) return { ok: false, refusal: 'tooLarge' };
      const type = sniff(bytes);
      if (asPhotoKind(type) === null) return { ok: false, refusal: refusalOfType(type) ?? 'unreadable' };
      const seat = await takeSeat(signal);
      const work = decode(seat, bytes);
      atWork.add(work);
      // A decoder cannot be interrupted: it finishes within its time limit, and only then is its seat free.
      return untilAborted(
        work.finally(() => atWork.delete(work)),
        signal,
      );
    },
    async close() {
      closed = true;
      for (const place of line.splice(0)) place.reject(stopping());
      for (const seat of seats) if (seat.idleTimer !== null) clearTimeout(seat.idleTimer);
      await Promise.all(seats.map((seat) => seat.decoder?.kill()));
      await Promise.allSettled(atWork);
    },
  };
}

const stopping = (): PhotoWorkerError => new PhotoWorkerError('closed', 'the program is stopping');

/** Null if the kept decoder has died since its last photo without our having noticed; a new one is then started. */
async function unlessAlreadyDead(work: Promise<DecoderAnswer>): Promise<DecoderAnswer | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PhotoWorkerError && error.failure === 'notStarted') return null;
    throw error;
  }
}
