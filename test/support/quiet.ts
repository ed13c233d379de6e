import type { Log } from '../../src/core/ports.ts';

/** For tests that are not about what is logged. */
export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
