import type { Category } from '../challenge/challenge.ts';
import { heroOf } from '../characters/index.ts';
import { messagesFor } from '../messages/index.ts';
import { shortWeekday } from '../messages/weekday.ts';
import type { CivilDay, Weekday } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';
import type { Stats } from '../model/streak/index.ts';
import type { CardView, Line } from '../views.ts';

/** What the card of `/stats` is made from: the member's own check-ins, and how well each challenge was kept. */
export interface StatsShown {
  readonly stats: Stats;
  /** The number of distinct days with a check-in. */
  readonly daysDone: number;
  /** The challenges with their own numbers; no more than are shown. */
  readonly kept: readonly {
    readonly title: string;
    readonly completionPct: number | null;
    readonly adherencePct: number | null;
  }[];
  /** Links to the messages of the first and the latest proof; null where there is none. */
  readonly links: { readonly first: string | null; readonly latest: string | null };
  /** The character on the card's picture; absent: 담찌. */
  readonly character?: string;
  readonly name: string;
  readonly today: CivilDay;
  readonly zone: string;
  readonly locale: Locale;
}

/** How many challenges are listed with their own numbers. */
export const challengesShown = 6;

/** The card of `/stats`. */
export function statsCard({
  stats,
  daysDone,
  kept,
  links,
  name,
  character,
  today,
  zone,
  locale,
}: StatsShown): CardView {
  const { streak: texts, challenge } = messagesFor(locale);
  const said = texts.stats;
  const field = (label: string, value: Line | string) => ({
    label,
    value: typeof value === 'string' ? [value] : value,
  });
  const when = (day: CivilDay, url: string | null): Line => {
    const text = said.on(day);
    return url === null ? [text] : [{ kind: 'link', text, url }];
  };
  const category = stats.mostKept && challenge.category(stats.mostKept.category as Category);
  const months = said.besideLast(stats.month.thisSoFar, stats.month.lastSoFar, stats.month.last);
  const often = stats.first && favourite(stats, locale);
  return {
    view: 'card',
    title: said.title,
    lines: [],
    fields: [
      field(said.total, `${texts.amount(daysDone, 'day')} · ${said.checkIns(stats.total)}`),
      ...(category === null
        ? []
        : [field(said.mostKept, `${category} · ${said.checkIns(stats.mostKept!.total)}`)]),
      ...(often === null ? [] : [field(said.favourite, often)]),
      ...(months === '' ? [] : [field(said.thisMonth, months)]),
      ...kept.slice(0, challengesShown).flatMap(({ title, completionPct, adherencePct }) => {
        // Nobody is shown a zero (product): one proof in a year is still 0 %.
        const parts = [
          ...(completionPct ? [`${said.completion} ${completionPct}%`] : []),
          ...(adherencePct ? [`${said.adherence} ${adherencePct}%`] : []),
        ];
        return parts.length === 0 ? [] : [field(title, parts.join(' · '))];
      }),
      ...(stats.first ? [field(said.firstProof, when(stats.first.day, links.first))] : []),
      ...(stats.latest ? [field(said.latestProof, when(stats.latest.day, links.latest))] : []),
    ],
    picture: {
      kind: 'stats',
      locale,
      asOf: { day: today, zone },
      name,
      weekdays: [...stats.byWeekday],
      hours: [...stats.byHour],
      thisMonth: stats.month.thisSoFar,
      lastMonth: stats.month.lastSoFar,
      mostKept: category === null ? null : { title: category, emoji: null },
      daysDone,
      checkIns: stats.total,
      ...heroOf(character),
    },
    buttons: [],
  };
}

/** More equals than this are no favourite. */
const mostEquals = 2;

/** The weekdays and the hours with the most check-ins, listing equals together; null where none stands out. */
function favourite({ byWeekday, byHour }: Stats, locale: Locale): string | null {
  const most = (counts: readonly number[]) => {
    const top = Math.max(...counts);
    const equals = counts.flatMap((count, index) => (count === top ? [index] : []));
    return equals.length > mostEquals ? [] : equals;
  };
  const days = most(byWeekday).map((index) => shortWeekday((index + 1) as Weekday, locale));
  const hours = most(byHour);
  if (days.length === 0 && hours.length === 0) return null;
  return messagesFor(locale).streak.stats.daysAndHours(days, hours);
}
