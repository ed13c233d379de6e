/** The initial and highest limit of calls under way; further calls wait. */
const most = 1_000;
/** The most waiting calls, as each may hold a photo in memory; further ones are refused at once. */
const mostWaiting = 2_000;

/** Frees a call's place. `busy`: the server rate-limited the call; `unclear`: the call says nothing about the server's load. */
export type Leave = (end: 'answered' | 'busy' | 'unclear') => void;

/** Limits how many calls are under way at once. */
export interface Limiter {
  /** Resolves when there is a place, or with null if the signal was aborted first or too many calls wait already. */
  enter(signal: AbortSignal): Promise<Leave | null>;
  state(): { readonly underWay: number; readonly waiting: number; readonly limit: number };
}

/**
 * Adapts how many calls of one model at one endpoint may be under way at once. A busy server halves the limit, once for all calls
 * that were under way together; each answer raises it by 1/limit, so that a full round of answers adds one (additive increase,
 * multiplicative decrease, as in TCP).
 */
export function createLimiter(): Limiter {
  let limit: number = most;
  let underWay = 0;
  /** Raised by each halving; a `busy` from a call that began before the last halving is ignored. */
  let age = 0;
  const waiting = new Set<() => void>();

  function leaveOf(begun: number): Leave {
    let left = false;
    return (end) => {
      if (left) return;
      left = true;
      if (end === 'answered') limit = Math.min(most, limit + 1 / limit);
      if (end === 'busy' && begun === age) {
        limit = Math.max(1, Math.floor(Math.min(limit, underWay) / 2));
        age++;
      }
      underWay--;
      letIn();
    };
  }

  function letIn(): void {
    for (const enter of waiting) {
      if (underWay >= Math.floor(limit)) return;
      waiting.delete(enter);
      enter();
    }
  }

  function take(): Leave {
    underWay++;
    return leaveOf(age);
  }

  return {
    state: () => ({ underWay, waiting: waiting.size, limit: Math.floor(limit) }),
    enter(signal) {
      if (signal.aborted) return Promise.resolve(null);
      if (underWay < Math.floor(limit)) return Promise.resolve(take());
      if (waiting.size >= mostWaiting) return Promise.resolve(null);
      return new Promise((resolve) => {
        const enter = () => {
          signal.removeEventListener('abort', giveUp);
          resolve(take());
        };
        const giveUp = () => {
          waiting.delete(enter);
          resolve(null);
        };
        waiting.add(enter);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
