import { sqlState } from './errors.ts';

/** PostgreSQL refuses all writes: it is a standby (25006), or its disk is full (53100). */
const refusals: readonly (string | null)[] = ['25006', '53100'];
/** A refused write is retried sooner than this; after this time the state is unknown. */
const knownForMs = 30_000;

/** Watches whether the last write was refused lately. A read would not show that. */
export function createWriteWatch() {
  let refusedAt = Number.NEGATIVE_INFINITY;
  return {
    refused: () => performance.now() - refusedAt < knownForMs,
    over:
      <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        try {
          const result = await write(...args);
          refusedAt = Number.NEGATIVE_INFINITY;
          return result;
        } catch (error) {
          if (refusals.includes(sqlState(error))) refusedAt = performance.now();
          throw error;
        }
      },
  };
}
