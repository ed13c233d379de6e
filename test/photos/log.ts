import type { Log } from '../../src/core/ports.ts';

/** A log that says nothing. */
export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
