/** Straight transport failures after which nobody is sent there for a while. */
const failuresToOpen = 5;
/** So it is too when half of so many calls in so long failed, whatever came between. */
const recentCalls = 20;
const recentMs = 60_000;
const shareToOpen = 0.5;
const firstRestMs = 30_000;
const longestRestMs = 5 * 60_000;
/** After what only the operator can mend. */
const fatalRestMs = 15 * 60_000;

/** `open`: not now; asked again after `retryAfterMs`, one call is let through to see whether the model is back. */
export type Admission =
  | { readonly open: false }
  | { readonly open: true; readonly retryAfterMs: number; readonly fatal: boolean };

/** How a call ended. `unclear`: it says nothing about the model. `rateLimited`: it is up, but wants to be left alone. */
export type CallEnd =
  | { readonly end: 'answered' | 'failed' | 'fatal' | 'unclear' }
  | { readonly end: 'rateLimited'; readonly retryAfterMs: number };

/** What a call's end changed, for the log; null when nothing is new. */
export type BreakerNews =
  | { readonly kind: 'opened'; readonly forMs: number }
  | { readonly kind: 'closed' }
  | null;

export interface Breaker {
  /** Asked before each call; a call let through reports its end. */
  admit(): Admission;
  report(call: CallEnd): BreakerNews;
  /** Whether nobody is sent there now, the one who looks excepted. */
  resting(): boolean;
}

type State =
  | { readonly is: 'closed'; readonly failures: number }
  /** `restMs`: the next rest, should the probe after this one fail. */
  | {
      readonly is: 'open' | 'probing';
      readonly until: number;
      readonly restMs: number;
      readonly fatal: boolean;
    };

/** One breaker for each endpoint and model. `monotonic`: milliseconds that never step back. */
export function createBreaker(monotonic: () => number): Breaker {
  let state: State = { is: 'closed', failures: 0 };
  let busyUntil = Number.NEGATIVE_INFINITY;
  /** How the last calls ended, oldest first. */
  let recent: readonly { readonly at: number; readonly failed: boolean }[] = [];

  function note(failed: boolean): void {
    recent = [...recent, { at: monotonic(), failed }].slice(-recentCalls);
  }

  function tooManyFailed(): boolean {
    const now = monotonic();
    const lately = recent.filter(({ at }) => now - at < recentMs);
    const failed = lately.filter((call) => call.failed);
    return lately.length === recentCalls && failed.length >= recentCalls * shareToOpen;
  }

  function open(forMs: number, restMs: number, fatal: boolean): BreakerNews {
    state = { is: 'open', until: monotonic() + forMs, restMs, fatal };
    recent = [];
    return { kind: 'opened', forMs };
  }

  function answered(): BreakerNews {
    const wasOpen = state.is !== 'closed';
    note(false);
    state = { is: 'closed', failures: 0 };
    return wasOpen ? { kind: 'closed' } : null;
  }

  function failed(): BreakerNews {
    switch (state.is) {
      case 'closed': {
        const failures = state.failures + 1;
        note(true);
        if (failures >= failuresToOpen || tooManyFailed()) return open(firstRestMs, firstRestMs * 2, false);
        state = { is: 'closed', failures };
        return null;
      }
      case 'probing':
        return open(state.restMs, Math.min(state.restMs * 2, longestRestMs), false);
      case 'open':
        // A call that was under way when it opened.
        return null;
    }
  }

  return {
    resting: () => state.is !== 'closed' || monotonic() < busyUntil,
    admit() {
      const now = monotonic();
      if (now < busyUntil) return { open: true, retryAfterMs: Math.ceil(busyUntil - now), fatal: false };
      if (state.is === 'closed') return { open: false };
      if (now < state.until) {
        return { open: true, retryAfterMs: Math.ceil(state.until - now), fatal: state.fatal };
      }
      // Whoever comes meanwhile waits for the probe; should it never report, the next goes after another rest.
      state = { ...state, is: 'probing', until: now + firstRestMs };
      return { open: false };
    },
    report(call) {
      switch (call.end) {
        case 'answered':
          return answered();
        case 'failed':
          return failed();
        case 'fatal':
          return state.is === 'open' && state.fatal ? null : open(fatalRestMs, firstRestMs, true);
        case 'rateLimited':
          busyUntil = Math.max(busyUntil, monotonic() + Math.min(call.retryAfterMs, longestRestMs));
          return answered();
        case 'unclear':
          if (state.is === 'probing') state = { ...state, is: 'open', until: monotonic() };
          return null;
      }
    },
  };
}
