import type { Weekday } from '../model/day.ts';

export interface WeekdaysProblem {
  readonly typed: string;
}

export type ReadWeekdays =
  | { readonly ok: true; readonly weekdays: readonly Weekday[] }
  | { readonly ok: false; readonly problem: WeekdaysProblem };

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const groups: Readonly<Record<string, readonly Weekday[]>> = {
  '': everyDay,
  매일: everyDay,
  'every day': everyDay,
  everyday: everyDay,
  daily: everyDay,
  毎日: everyDay,
  평일: [1, 2, 3, 4, 5],
  주중: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  平日: [1, 2, 3, 4, 5],
  주말: [6, 7],
  weekends: [6, 7],
  weekend: [6, 7],
  週末: [6, 7],
  土日: [6, 7],
};
const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Reads weekdays as people type them: nothing or '매일' for all, '평일', '월수금', '월-금', 'mon wed fri', '月〜金'. */
export function readWeekdays(text: string): ReadWeekdays {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  const group = groups[plain];
  if (group && Object.hasOwn(groups, plain)) return { ok: true, weekdays: group };
  const days = new Set<Weekday>();
  const pieces = /[a-z]/.test(plain)
    ? plain.replace(/\s*(?:-|~|\bto\b)\s*/g, '-').split(/[\s,/·&]+|\band\b/)
    : plain
        .replace(/요일|曜日?|[\s,、·・/]/g, '')
        .match(/[월화수목금토일月火水木金土日](?:[-~〜～][월화수목금토일月火水木金土日])?|./gu);
  for (const piece of (pieces ?? []).filter(Boolean)) {
    const ends = piece.split(/[-~〜～]/).map(weekdayOf);
    const [first, last = first] = ends;
    if (!first || !last || ends.length > 2)
      return { ok: false, problem: { typed: text.trim().slice(0, 60) } };
    for (let day = first; ; day = ((day % 7) + 1) as Weekday) {
      days.add(day);
      if (day === last) break;
    }
  }
  return days.size > 0
    ? { ok: true, weekdays: [...days].sort() }
    : { ok: false, problem: { typed: text.trim().slice(0, 60) } };
}

function weekdayOf(piece: string): Weekday | null {
  const letter = Math.max('월화수목금토일'.indexOf(piece), '月火水木金土日'.indexOf(piece));
  const word = english.findIndex((name) => piece.length >= 3 && `${name}s`.startsWith(piece));
  const index = piece.length === 1 ? letter : word;
  return index < 0 ? null : ((index + 1) as Weekday);
}
