/** Most times of day a schedule can hold. */
export const mostTimes = 4;

/** Why times could not be read; `typed` is the piece in question. */
export interface TimesProblem {
  readonly what:
    | 'empty'
    | 'notATime'
    /** '9시반' may be in the morning or in the evening: it is better to ask than to guess. */
    | 'halfSaid'
    /** A zone is typed beside the time, but is asked for separately. */
    | 'hasZone'
    /** "every 5 minutes": there is one nudge a day. */
    | 'repeats'
    | 'tooMany';
  readonly typed: string;
}

export type ReadTimes =
  | { readonly ok: true; readonly times: readonly number[] }
  | { readonly ok: false; readonly problem: TimesProblem };

/**
 * Reads times of day as people type them: '21:00', '21시반', '오후 9시', '9pm', '午後9時', several separated by commas. Returns them in
 * minutes after midnight. `by24`: the writer is known to use the 24-hour clock, so that 8시 is in the morning.
 */
export function readTimes(text: string, { by24 = false }: { readonly by24?: boolean } = {}): ReadTimes {
  const typed = text.trim();
  const plain = fold(typed);
  if (plain === '') return refused('empty', typed);
  if (/\bevery\b|\beach\b|hourly|마다|매시|매분|간격|毎時|毎分|ごと|おき/.test(plain))
    return refused('repeats', typed);
  const times = new Set<number>();
  for (const piece of plain.split(/\s*(?:[,;、，·・&\n]|\band\b|그리고|\s와\s)\s*/).filter(Boolean)) {
    const found = timesIn(piece);
    const meant = piece === plain ? typed : piece;
    if (!by24 && isHalfSaid(piece)) return refused('halfSaid', meant);
    if (!found) return refused(namesZone(piece) ? 'hasZone' : 'notATime', meant);
    for (const time of found) times.add(time);
  }
  if (times.size === 0) return refused('notATime', typed);
  if (times.size > mostTimes) return refused('tooMany', typed);
  return { ok: true, times: [...times].sort((one, other) => one - other) };
}

/** One time, or several with nothing but spaces between them; null when a part is not a time. */
function timesIn(piece: string): readonly number[] | null {
  const whole = timeOf(piece);
  if (whole !== null) return [whole];
  const each = piece.split(/\s+/).map(timeOf);
  return each.every((time) => time !== null) ? each : null;
}

const words: Readonly<Record<string, number>> = {
  정오: 720,
  noon: 720,
  正午: 720,
  자정: 0,
  midnight: 0,
};

type Half = 'am' | 'pm' | 'evening';
const halves: Readonly<Record<string, Half>> = {
  am: 'am',
  오전: 'am',
  午前: 'am',
  새벽: 'am',
  아침: 'am',
  朝: 'am',
  pm: 'pm',
  오후: 'pm',
  午後: 'pm',
  낮: 'pm',
  저녁: 'evening',
  밤: 'evening',
  夕方: 'evening',
  夜: 'evening',
};
const half = Object.keys(halves).join('|');
const namesHalf = new RegExp(half);
const time = new RegExp(
  `^(?<before>${half})?\\s*(?<hour>\\d{1,2})(?:\\s*(?:[:.]|시|時)\\s*(?<minute>\\d{2}|\\d(?=\\s*[분分])|반|半)?\\s*[분分]?)?\\s*(?<after>am|pm)?(?:\\s*(?:에|に))?$`,
);

/** Minutes after midnight; null when the piece is not a time. A number alone is none: 9 may be morning or evening. */
function timeOf(piece: string): number | null {
  const word = words[piece];
  if (word !== undefined && Object.hasOwn(words, piece)) return word;
  const { before, hour: typedHour, minute: typedMinute, after } = time.exec(piece)?.groups ?? {};
  if (typedHour === undefined || (before !== undefined && after !== undefined)) return null;
  const named = before ?? after;
  const bare = /^\d+$/.test(piece);
  const colon = /^\D*\d+[:.]\D*$/.test(piece);
  if (bare || colon) return null;
  const minute = typedMinute === undefined ? 0 : /[반半]/.test(typedMinute) ? 30 : Number(typedMinute);
  const hour = named === undefined ? Number(typedHour) : onTheClock(Number(typedHour), halves[named]!);
  return hour === null || hour > 23 || minute > 59 ? null : hour * 60 + minute;
}

/**
 * The hour of the day for an hour typed with its half of the day; null when they contradict. '밤 12시' is midnight, '낮 12시' noon;
 * '오후 21시' says the half twice, and is accepted.
 */
function onTheClock(hour: number, of: Half): number | null {
  if (of === 'am') return hour === 12 ? 0 : hour < 12 ? hour : null;
  if (of === 'evening' && (hour === 12 || hour === 24)) return 0;
  if (hour === 12) return 12;
  return hour === 0 || hour > 23 ? null : hour < 12 ? hour + 12 : hour;
}

/** Whether the piece names an hour up to twelve in words without the half of the day. '09시' counts as a clock's notation. */
function isHalfSaid(piece: string): boolean {
  return /(?:^|\s)(?:[1-9]|1[0-2])\s*[시時]/.test(piece) && timesIn(piece) !== null && !namesHalf.test(piece);
}

function namesZone(piece: string): boolean {
  const rest = piece.replace(/(?<![a-z])[ap]m\b/g, ' ');
  return (
    /\d\s*[a-z]{2,5}(?:[+-]\d{1,2})?$/.test(rest) ||
    /\d\s*(?:z|[+-]\d{1,2}(?::?\d{2})?)$/.test(rest) ||
    /[a-z]+\/[a-z_]+/.test(rest) ||
    /한국\s*시간|日本時間|시간대/.test(rest)
  );
}

function refused(what: TimesProblem['what'], typed: string): ReadTimes {
  return { ok: false, problem: { what, typed: typed.slice(0, 60) } };
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b([ap])\.\s?m\.?/g, '$1m')
    .replace(/[ \t]+/g, ' ');
}

/** Minutes after midnight as a clock shows them: "21:00". */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
