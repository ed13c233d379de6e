import { UsageError } from './command.ts';

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses '30m', '6h', '2d' (ago) or a date with an optional time, as milliseconds since 1970. Throws UsageError. */
export function readSince(text: string, now: number): number {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text.trim()) ?? [];
  if (count && unit) return now - Number(count) * units[unit]!;
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(`--since ${text} is no time: write 30m, 6h, 2d or 2026-12-01T09:00Z.`);
  return at;
}

/** A duration as a short text in its largest unit: '40s', '12m', '5h', '3d'. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}
