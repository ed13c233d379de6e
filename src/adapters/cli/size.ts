const kilobyte = 1024;

/** A size for people: `3.4 MB`. */
export function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(kilobyte)));
  return `${(bytes / kilobyte ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}
