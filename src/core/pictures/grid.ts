import type { CivilDay, Weekday } from '../model/day.ts';
import { moodSigns } from '../views.ts';
import { altOf } from './alt.ts';
import { cellsBefore, dayAt, inWeeks, weekFrom } from './calendar.ts';
import { type CellMark, cellMarks, type PictureSpec, type SpecOf } from './spec.ts';
import { type PictureWords, pictureWords } from './words/index.ts';

/** Signs of different shapes, so that they can be told apart without colour. Each is two columns wide. */
const signs: Readonly<Record<CellMark, string>> = {
  done: '✅',
  rest: '🌙',
  paused: '💤',
  frozen: '🧊',
  missed: '⚪',
  open: '⭕',
  free: '➖',
  future: '⬜',
};
/** An empty cell, as wide as a sign. */
const blank = '\u3000';
/** Full-width letters, which are as wide as one sign too. */
const fullWidth: Readonly<Record<string, string>> = { M: 'Ｍ', T: 'Ｔ', W: 'Ｗ', F: 'Ｆ', S: 'Ｓ' };

/**
 * A picture's cells as lines of signs with a legend, for platforms and clients that show no pictures. Pictures without cells are
 * described in words (`altOf`).
 */
export function gridOf(spec: PictureSpec): string {
  const words = pictureWords[spec.locale];
  switch (spec.kind) {
    case 'streak':
      return lines(header(spec.weekStart, words), spec.weeks, words);
    case 'month': {
      const before = cellsBefore(dayAt(spec.year, spec.month), spec.weekStart);
      return lines(header(spec.weekStart, words), inWeeks(spec.days, before), words);
    }
    case 'together':
      return togetherGrid(spec, words);
    case 'weeks':
      return weeksGrid(spec, words);
    case 'face':
      return moodSigns[spec.mood];
    case 'year':
    case 'milestone':
    case 'finish':
    case 'leaderboard':
    case 'stats':
      return altOf(spec);
  }
}

type Cell = { readonly mark: CellMark; readonly today: boolean };

function lines(head: string, rows: readonly (readonly (Cell | null)[])[], words: PictureWords): string {
  const cells = rows.flat().filter((cell) => cell !== null);
  const drawn = rows.map((row) => {
    const signed = row.map((cell) => (cell === null ? blank : signs[cell.mark])).join('');
    return row.some((cell) => cell?.today === true) ? `${signed} ◀ ${words.today}` : signed.trimEnd();
  });
  const used = cellMarks.filter((mark) => cells.some((cell) => cell.mark === mark));
  return [head, ...drawn, used.map((mark) => `${signs[mark]} ${words.mark[mark]}`).join('  ')].join('\n');
}

function weeksGrid(spec: SpecOf<'weeks'>, words: PictureWords): string {
  const sign = (day: CivilDay, due: 'due' | 'any' | 'none'): string => {
    if (day === spec.startsOn) return '🚩';
    if (day === spec.endsOn) return '🏁';
    return due === 'none' ? signs.free : due === 'due' ? signs.open : signs.future;
  };
  const rows = spec.weeks.map(({ days, target }) => {
    const signed = days.map(({ day, due }) => sign(day, due)).join('');
    return target === null ? signed : `${signed} ${words.weekTarget(target)}`;
  });
  const all = spec.weeks.flatMap(({ days }) => days);
  const legend = [
    `🚩 ${words.starts(spec.startsOn)}`,
    spec.endsOn === null ? '' : `🏁 ${words.ends(spec.endsOn)}`,
    all.some(({ due }) => due === 'due') ? `${signs.open} ${words.dueDay}` : '',
    all.some(({ due }) => due === 'any') ? `${signs.future} ${words.anyDay}` : '',
  ];
  return [header(spec.weekStart, words), ...rows, legend.filter((item) => item !== '').join('  ')].join('\n');
}

/** The number of members on each day, as full-width digits; ＋ is ten and more. */
function togetherGrid(spec: SpecOf<'together'>, words: PictureWords): string {
  const before = cellsBefore(dayAt(spec.year, spec.month), spec.weekStart);
  const sign = (count: number | null): string => {
    if (count === null) return blank;
    if (count === 0) return '・';
    return count > 9 ? '＋' : String.fromCodePoint(0xff10 + count);
  };
  const rows = inWeeks(spec.days, before).map((week) => week.map(sign).join('').trimEnd());
  const legend = spec.days.some((count) => (count ?? 0) > 9)
    ? `${words.membersADay} (＋ 10–)`
    : words.membersADay;
  return [header(spec.weekStart, words), ...rows.filter((row) => row !== ''), legend].join('\n');
}

function header(weekStart: Weekday, words: PictureWords): string {
  return weekFrom(weekStart)
    .map((day) => words.weekday(day).slice(0, 1))
    .map((letter) => fullWidth[letter] ?? letter)
    .join('');
}
