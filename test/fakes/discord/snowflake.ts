/** Discord: reference, "Snowflakes": milliseconds since 2015-01-01 in the upper 42 bits. */
const DISCORD_EPOCH = 1_420_070_400_000;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** Makes ids that carry the clock's time and never repeat, also when the clock stands still or goes back. */
export function createSnowflakes(clock: Clock): (at?: number) => string {
  let counter = 0n;
  return (at = clock.now()) => {
    counter = (counter + 1n) & 0x3f_ffffn;
    return ((BigInt(Math.trunc(at) - DISCORD_EPOCH) << 22n) | counter).toString();
  };
}

/** Order of two ids by age, as Discord sorts messages. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
