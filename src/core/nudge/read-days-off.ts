import { readDate } from '../challenge/read-date.ts';
import { cleanLine } from '../challenge/title.ts';
import { addDays, type CivilDay, daysBetween, type Weekday } from '../model/day.ts';
import { graphemes } from '../pictures/plain-text.ts';
import type { Holiday, QuietHours } from './days-off.ts';
import { readTimes } from './read-times.ts';
import { readWeekdays } from './read-weekdays.ts';

/** More holidays than a workspace has in two years. */
export const mostHolidays = 60;
const longestName = 40;
/** Longest run of days that one entry may name. */
const longestRun = 31;

/** Why days off or quiet hours could not be read; `typed` is the piece in question. */
export interface DaysOffProblem {
  readonly what: 'notHours' | 'notWeekdays' | 'notADate' | 'past' | 'backwards' | 'longRun' | 'tooMany';
  readonly typed: string;
}

export type ReadSetting<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: DaysOffProblem };

const nothing = /^(?:[-–—]|없음|없어요|끄기|none|off|なし|無し)$/iu;

/** Reads quiet hours as people type them: '22:00-08:00', '밤 10시부터 오전 8시까지', '10pm to 8am'; '-' for none. */
export function readQuietHours(text: string): ReadSetting<QuietHours> {
  const typed = text.normalize('NFKC').trim();
  if (nothing.test(typed)) return { ok: true, value: { from: 0, to: 0 } };
  // Whoever types 22時 for one end uses the 24-hour clock for the other end too.
  const by24 = /(?:1[3-9]|2[0-3])\s*[시時:]/.test(typed);
  const ends = typed
    .replace(/\s*(?:까지|まで|until)\s*$/iu, '')
    .split(/\s*(?:부터|에서|から|[-–—~〜～]|\bto\b|\buntil\b)\s*/iu)
    .map((end) => readTimes(end, { by24 }));
  const [from, to] = ends.map((end) => (end.ok && end.times.length === 1 ? end.times[0] : undefined));
  if (ends.length !== 2 || from === undefined || to === undefined) return refused('notHours', typed);
  return { ok: true, value: { from, to } };
}

/** Reads weekdays off: '주말', '토일', 'sat sun'; '-' for none. */
export function readDaysOff(text: string): ReadSetting<readonly Weekday[]> {
  if (nothing.test(text.trim())) return { ok: true, value: [] };
  const read = readWeekdays(text);
  return read.ok ? { ok: true, value: read.weekdays } : refused('notWeekdays', read.problem.typed);
}

/**
 * Reads holidays as people type them: '2026-12-25 성탄절, 2027-01-01', '2027-02-06~2027-02-08 설날'; '-' for none. A date without a
 * year is the next such date. The holidays come in order, each day once. A date that is over is refused, since its year was
 * probably mistyped.
 */
export function readHolidays(text: string, today: CivilDay): ReadSetting<readonly Holiday[]> {
  if (nothing.test(text.trim())) return { ok: true, value: [] };
  const found = new Map<CivilDay, Holiday>();
  for (const piece of text.split(/\s*[,;、，\n]\s*/u).filter((each) => each.trim() !== '')) {
    const read = readHoliday(cleanLine(piece), today);
    if (!read.ok) return read;
    for (const holiday of read.value) found.set(holiday.day, holiday);
  }
  if (found.size === 0) return refused('notADate', text);
  if (found.size > mostHolidays) return refused('tooMany', String(found.size));
  return { ok: true, value: [...found.values()].sort((one, other) => (one.day < other.day ? -1 : 1)) };
}

function readHoliday(piece: string, today: CivilDay): ReadSetting<readonly Holiday[]> {
  const [start = '', end] = piece.split(/\s*[~〜～]\s*/u, 2);
  const first = dateIn(start, today);
  if (!first || (end !== undefined && first.rest !== '')) return refused('notADate', piece);
  const last = end === undefined ? first : dateIn(end, first.day);
  if (!last) return refused('notADate', piece);
  if (first.day < today) return refused('past', piece);
  const length = daysBetween(first.day, last.day) + 1;
  if (length < 1) return refused('backwards', piece);
  if (length > longestRun) return refused('longRun', piece);
  const name = graphemes(last.rest).slice(0, longestName).join('');
  return { ok: true, value: Array.from({ length }, (_, n) => ({ day: addDays(first.day, n), name })) };
}

/** The longest date that a text begins with, and the rest of the text; null when it begins with none. */
function dateIn(text: string, today: CivilDay): { readonly day: CivilDay; readonly rest: string } | null {
  const words = text.trim().split(/\s+/);
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const day = readDate(words.slice(0, count).join(' '), today, today);
    if (day) return { day, rest: words.slice(count).join(' ') };
  }
  return null;
}

function refused<T>(what: DaysOffProblem['what'], typed: string): ReadSetting<T> {
  return { ok: false, problem: { what, typed: cleanLine(typed).slice(0, 60) } };
}
