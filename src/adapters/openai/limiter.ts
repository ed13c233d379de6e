/** At first, and at most: beyond it calls wait for their turn. */
const most = 1_000;
/** Waiting calls beyond this are turned away at once: each holds a photo. */
const mostWaiting = 2_000;

/** Frees the call's place. `busy`: the server asked to be asked less; `unclear`: it said nothing about how busy it is. */
export type Leave = (end: 'answered' | 'busy' | 'unclear') => void;

export interface Limiter {
  /** Resolves when there is a place; null: the signal came first, or too many wait already. */
  enter(signal: AbortSignal): Promise<Leave | null>;
  state(): { readonly underWay: number; readonly waiting: number; readonly limit: number };
}

/**
 * How many calls of one model at one endpoint may be under way at once. A server that says it is busy halves the number, once for all
 * calls that were under way together; each answer lets it grow by its share, so that a full round of answers adds one
 * (additive increase, multiplicative decrease, as TCP does).
 */
export function createLimiter(): Limiter {
  let limit: number = most;
  let underWay = 0;
  /** Raised by each halving: calls from before it say nothing new. */
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
