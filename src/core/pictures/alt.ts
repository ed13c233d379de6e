import { characterOf } from '../characters/index.ts';
import type { CivilDay } from '../model/day.ts';
import { dayAt, weekFrom } from './calendar.ts';
import { clipText, plainText } from './plain-text.ts';
import {
  type CellMark,
  type ChallengeName,
  cellMarks,
  type FactSpec,
  type PictureSpec,
  type SpecOf,
} from './spec.ts';
import { closingLine, type PictureWords, pictureWords, placeOf } from './words/index.ts';

/** The longest description: Discord takes 1,024 characters and Slack 2,000. */
const longest = 1_000;

/**
 * A picture's alternative text: its facts in words, in the picture's language, the main number first, at most 1,000 characters.
 */
export function altOf(spec: PictureSpec): string {
  const words = pictureWords[spec.locale];
  if (spec.kind === 'face') return words.face(characterOf(spec.character).names[spec.locale], spec.mood);
  const place = words.dateLong(spec.asOf.day) + words.dot + placeOf(spec.asOf.zone);
  const said = [...factsOf(spec, words), place].filter((fact) => fact !== '').join(words.stop);
  return said.length <= longest ? said : `${wellCut(said, longest - 1)}…`;
}

function factsOf(spec: FactSpec, words: PictureWords): readonly string[] {
  switch (spec.kind) {
    case 'streak':
      return streakFacts(spec, words);
    case 'month':
      return [
        `${words.monthOfYear(spec.year, spec.month)}${words.dot}${personIn(spec.name, words)}`,
        spec.challenge === null ? '' : titleIn(spec.challenge),
        monthDone(spec, words),
        ...tally(spec.days, words),
      ];
    case 'year':
      return [`${words.year(spec.year)}${words.dot}${personIn(spec.name, words)}`, yearDone(spec, words)];
    case 'weeks':
      return weeksFacts(spec, words);
    case 'milestone':
      return [
        personIn(spec.name, words),
        words.reached(spec.number, spec.unit),
        titleIn(spec.challenge),
        words.milestoneLine,
      ];
    case 'finish':
      return [
        `${personIn(spec.name, words)}${words.dot}${titleIn(spec.challenge)}`,
        closingLine(spec, words),
        `${words.total} ${words.amount(spec.daysDone, 'day')}`,
        spec.longest === 0 ? '' : `${words.longest} ${words.amount(spec.longest, spec.unit)}`,
        spec.completionPct === null ? '' : `${words.completion} ${spec.completionPct}%`,
        spec.quote === null ? '' : words.quoted(clipText(plainText(spec.quote), 300)),
        spec.photos.length === 0 ? '' : words.photos(spec.photos.length),
      ];
    case 'leaderboard':
      return [
        `${titleIn(spec.challenge)}${words.dot}${words.leaderboard}`,
        ...spec.rows.map(
          (row) =>
            `${words.rank(row.rank, isTied(spec, row.rank))} ${personIn(row.name, words)} ${words.amount(row.value, spec.metric)}`,
        ),
        spec.team === null ? '' : `${words.team} ${spec.team.value}/${spec.team.goal}`,
      ];
    case 'stats':
      return statsFacts(spec, words);
    case 'together':
      return togetherFacts(spec, words);
  }
}

function streakFacts(spec: SpecOf<'streak'>, words: PictureWords): readonly string[] {
  return [
    `${personIn(spec.name, words)}${words.dot}${titleIn(spec.challenge)}`,
    leadsWithTotal(spec) ? '' : words.milestone(spec.current, spec.unit),
    words.state[spec.state],
    spec.daysDone === 0
      ? unbroken(words.begin, words)
      : `${words.total} ${words.amount(spec.daysDone, 'day')}`,
    spec.longest === 0 ? '' : `${words.longest} ${words.amount(spec.longest, spec.unit)}`,
    `${words.freezes} ${spec.freezes.left}/${spec.freezes.cap}`,
    lastWeeks(spec, words),
  ];
}

function monthDone(spec: SpecOf<'month'>, words: PictureWords): string {
  if (spec.done === 0) return unbroken(isNone(spec) ? words.none.month : words.begin, words);
  return spec.due === null ? words.reached(spec.done, 'day') : `${spec.done} ${words.doneOf(spec.due)}`;
}

function yearDone(spec: SpecOf<'year'>, words: PictureWords): string {
  if (spec.total === 0) return unbroken(isNone(spec) ? words.none.year : words.begin, words);
  return `${words.total} ${words.amount(spec.total, 'day')}`;
}

function lastWeeks({ weeks }: SpecOf<'streak'>, words: PictureWords): string {
  const told = tally(weeks.flat(), words);
  return told.length === 0 ? '' : `${words.lastWeeks(weeks.length)}: ${told.join(', ')}`;
}

function weeksFacts(spec: SpecOf<'weeks'>, words: PictureWords): readonly string[] {
  const due = spec.weeks.flatMap(({ days }) => days).filter((day) => day.due === 'due');
  return [
    titleIn(spec.challenge),
    plainText(spec.rule),
    words.starts(spec.startsOn),
    spec.endsOn === null ? words.openEnded : words.ends(spec.endsOn),
    due.length === 0 ? '' : `${words.dueDay}: ${due.map(({ day }) => words.date(day)).join(', ')}`,
  ];
}

function statsFacts(spec: SpecOf<'stats'>, words: PictureWords): readonly string[] {
  const byDay = weekFrom(1).map((day) => `${words.weekday(day)} ${spec.weekdays[day - 1]}`);
  const byHour = spec.hours.flatMap((value, hour) => (value === 0 ? [] : [`${words.hour(hour)} ${value}`]));
  return [
    `${personIn(spec.name, words)}${words.dot}${words.stats}`,
    spec.daysDone === 0
      ? unbroken(words.begin, words)
      : `${words.total} ${words.amount(spec.daysDone, 'day')}`,
    `${words.checkIns} ${words.number(spec.checkIns)}`,
    `${words.thisMonth} ${spec.thisMonth}, ${words.lastMonth} ${spec.lastMonth}`,
    spec.mostKept === null ? '' : `${words.mostKept}: ${titleIn(spec.mostKept)}`,
    `${words.byWeekday}: ${byDay.join(', ')}`,
    byHour.length === 0 ? '' : `${words.byHour}: ${byHour.join(', ')}`,
  ];
}

function togetherFacts(spec: SpecOf<'together'>, words: PictureWords): readonly string[] {
  const best = busiestDay(spec);
  return [
    `${titleIn(spec.challenge)}${words.dot}${words.monthOfYear(spec.year, spec.month)}`,
    spec.total === 0 ? unbroken(words.begin, words) : `${words.together} ${words.amount(spec.total, 'day')}`,
    `${words.people(spec.people)}${words.dot}${words.proofs(spec.proofs)}`,
    best === null ? '' : `${words.busiest} ${words.dateLong(best.day)} ${words.people(best.count)}`,
    spec.team === null
      ? ''
      : `${words.team} ${words.number(spec.team.value)}/${words.number(spec.team.goal)}`,
  ];
}

/** The day on which most members checked in, the first of equal ones; null if no day had at least two. */
export function busiestDay({
  year,
  month,
  days,
}: SpecOf<'together'>): { readonly day: CivilDay; readonly count: number } | null {
  const count = Math.max(0, ...days.map((each) => each ?? 0));
  return count < 2 ? null : { day: dayAt(year, month, days.indexOf(count) + 1), count };
}

/** Whether nothing was done in a month or year other than the current one, so that "begin" would make no sense. */
export function isNone(spec: SpecOf<'month'> | SpecOf<'year'>): boolean {
  const now = spec.asOf.day;
  return spec.kind === 'month'
    ? spec.done === 0 && !now.startsWith(dayAt(spec.year, spec.month).slice(0, 7))
    : spec.total === 0 && !now.startsWith(String(spec.year));
}

/** Whether the card leads with all days done instead of the streak: a zero is never shown, nor a comeback's short streak. */
export function leadsWithTotal(spec: SpecOf<'streak'>): boolean {
  return spec.current === 0 || spec.state === 'comeback';
}

/** Whether several rows of the leaderboard share this rank. */
export function isTied(spec: SpecOf<'leaderboard'>, rank: number): boolean {
  return spec.rows.filter((row) => row.rank === rank).length > 1;
}

/** How many cells have each mark, such as "인증 12"; free and future days are left out. */
function tally(cells: readonly { readonly mark: CellMark }[], words: PictureWords): readonly string[] {
  const told = cellMarks.filter((mark) => mark !== 'free' && mark !== 'future');
  return told.flatMap((mark) => {
    const count = cells.filter((cell) => cell.mark === mark).length;
    return count === 0 ? [] : [`${words.mark[mark]} ${count}`];
  });
}

function personIn(name: string, words: PictureWords): string {
  return words.person(clipText(plainText(name), 40) || words.someone);
}

function titleIn({ title, emoji }: ChallengeName): string {
  return clipText(plainText(emoji === null ? title : `${emoji} ${title}`), 80);
}

/** Removes the spaces that only mark line breaks in large Japanese text; read aloud there are none. */
function unbroken(text: string, words: PictureWords): string {
  return words.breaks === 'characters' ? text.replaceAll(' ', '') : text;
}

/** Cuts a text to `length` UTF-16 units, without leaving half a character. */
function wellCut(text: string, length: number): string {
  return text
    .slice(0, length)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
}
