import { sqlState } from './errors.ts';

/** PostgreSQL takes no writes: it is a standby (25006), or its disk is full (53100). */
const refusals: readonly (string | null)[] = ['25006', '53100'];
/** Whoever was refused asks again sooner than this; after it nobody knows. */
const knownForMs = 30_000;

/** Whether the database refused to write lately, and has not written since. Reading it would not tell. */
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
