/** The breaker opens after this many failures in a row. */
const failuresToOpen = 5;
/** It also opens when half of the last 20 calls failed and all of them ended within a minute. */
const recentCalls = 20;
const recentMs = 60_000;
const shareToOpen = 0.5;
const firstRestMs = 30_000;
const longestRestMs = 5 * 60_000;
/** How long it stays open after an error that only the operator can mend. */
const fatalRestMs = 15 * 60_000;

/** Whether a call may be made. If the breaker is open, one call is let through after `retryAfterMs` to probe the model. */
export type Admission =
  | { readonly open: false }
  | { readonly open: true; readonly retryAfterMs: number; readonly fatal: boolean };

/** How a call ended. `unclear`: it says nothing about the model. `rateLimited`: the model is up but refuses calls for a while. */
export type CallEnd =
  | { readonly end: 'answered' | 'failed' | 'fatal' | 'unclear' }
  | { readonly end: 'rateLimited'; readonly retryAfterMs: number };

/** What a call's end changed, for the log; null if nothing. */
export type BreakerNews =
  | { readonly kind: 'opened'; readonly forMs: number }
  | { readonly kind: 'closed' }
  | null;

/** Keeps calls away from a model that fails. */
export interface Breaker {
  /** To be asked before each call; a call that is let through must `report` its end. */
  admit(): Admission;
  /** Records how a call ended and returns what that changed. */
  report(call: CallEnd): BreakerNews;
  /** Whether calls are kept away now, apart from a probe. */
  resting(): boolean;
}

type State =
  | { readonly is: 'closed'; readonly failures: number }
  /** `restMs`: how long it stays open again if the next probe fails. */
  | {
      readonly is: 'open' | 'probing';
      readonly until: number;
      readonly restMs: number;
      readonly fatal: boolean;
    };

/** Makes the breaker of one endpoint and model. `monotonic`: a clock in milliseconds that never steps back. */
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
        // This call was under way when the breaker opened.
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
      // Other calls are refused during the probe; if it never reports, another one goes after `firstRestMs`.
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
