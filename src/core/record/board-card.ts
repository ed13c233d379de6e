import { actionId } from '../actions.ts';
import type { Challenge } from '../challenge/challenge.ts';
import { nameOf } from '../challenge/title.ts';
import { heroOf } from '../characters/index.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay } from '../model/day.ts';
import type { MemberId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { rankOf, type Streak, topOf, type Unit } from '../model/streak/index.ts';
import type { Metric } from '../pictures/spec.ts';
import { pictureWords } from '../pictures/words/index.ts';
import type { MemberNow } from '../streak/read-members.ts';
import type { Button, CardView } from '../views.ts';
import { type BoardOrder, boardOrders } from './board-orders.ts';
import { pictureUnit } from './streak-card.ts';

/** A member who chose to be shown, with their numbers at the instant of the board, the same for all rows (R16). */
export interface BoardRow {
  readonly id: MemberId;
  readonly name: string;
  readonly streak: Pick<
    Streak,
    'current' | 'longest' | 'daysDone' | 'completionPct' | 'adherencePct' | 'unit' | 'comebacks'
  >;
}

/** What a board shows of a member, and whether the member is on it. */
export function boardRow({ id, name, onBoard, streak }: MemberNow): BoardRow & { readonly onBoard: boolean } {
  const { current, longest, daysDone, completionPct, adherencePct, unit, comebacks } = streak;
  return {
    ...{ id, name, onBoard },
    streak: { current, longest, daysDone, completionPct, adherencePct, unit, comebacks },
  };
}

/** What a board is made from. */
export interface BoardShown {
  readonly challenge: Pick<Challenge, 'id' | 'title' | 'emoji' | 'teamGoal'>;
  /** Only members who chose to be shown: nobody else gets onto a board. */
  readonly members: readonly BoardRow[];
  /** Days done by everybody together, whether shown or not: a sum names nobody. */
  readonly teamDays: number;
  /** The asker, and whether they are shown; null when they take no part. */
  readonly self: { readonly id: MemberId; readonly isShown: boolean } | null;
  /** The character on the card's picture; absent: 담찌. */
  readonly character?: string;
  readonly by: BoardOrder;
  readonly today: CivilDay;
  readonly zone: string;
  readonly locale: Locale;
}

const rowsShown = 10;
const comebacksShown = 5;

/** The card of `/leaderboard`: members who chose to be shown, ranked 1, 2, 2, 4, who came back, and how far the team is. */
export function boardCard(shown: BoardShown): CardView {
  const { challenge, self, by, today, zone, locale } = shown;
  const { board } = messagesFor(locale).streak;
  const { person } = pictureWords[locale];
  const rows = shown.members
    .map(({ id, name, streak }) => ({ id, name, streak, metrics: metricsOf(streak, by) }))
    .filter(({ metrics }) => (metrics[0] ?? 0) > 0);
  const top = topOf(rows, rowsShown);
  const [first = 'day', ...units] = new Set(rows.map(({ streak }) => streak.unit));
  const unit = units.length === 0 ? first : 'block';
  const line = ({ name, streak, metrics }: (typeof rows)[number]) => {
    const { rank, isTied } = rankOf(metrics, rows);
    return `${board.rank(rank, isTied)} ${person(name)} · ${valueText(streak, by, locale)}`;
  };
  const own = rows.find(({ id }) => id === self?.id);
  const back = shown.members.filter(({ streak }) => streak.comebacks > 0 && streak.current > 0);
  const team = challenge.teamGoal === null ? null : { value: shown.teamDays, goal: challenge.teamGoal };
  return {
    view: 'card',
    title: `${board.title(nameOf(challenge))} · ${board.by(by)}`,
    lines: rows.length === 0 ? [board.empty()] : [...top.map((row) => [line(row)]), [board.hidden]],
    fields: [
      ...(own && top.every(({ id }) => id !== own.id) ? [{ label: board.yours, value: [line(own)] }] : []),
      ...(back.length > 0
        ? [
            {
              label: board.comebacks,
              value: [
                back
                  .slice(0, comebacksShown)
                  .map(({ name }) => person(name))
                  .join(', '),
              ],
            },
          ]
        : []),
      ...(team ? [{ label: board.team, value: [board.teamOf(team.value, team.goal)] }] : []),
    ],
    picture:
      rows.length === 0
        ? null
        : {
            kind: 'leaderboard',
            locale,
            asOf: { day: today, zone },
            challenge: { title: challenge.title, emoji: challenge.emoji },
            metric: metricOf(by, unit),
            rows: top.map(({ rank, name, metrics }) => ({ rank, name, value: metrics[0] ?? 0 })),
            team,
            ...heroOf(shown.character),
          },
    buttons: buttons(shown),
  };
}

/** The numbers to rank by (R16): the first decides, further ones break ties. */
function metricsOf(streak: BoardRow['streak'], by: BoardOrder): readonly number[] {
  const { current, longest, daysDone } = streak;
  switch (by) {
    case 'current':
      return [current];
    case 'longest':
      return [longest];
    case 'days':
      return [daysDone];
    case 'completion':
      return [streak.completionPct ?? streak.adherencePct ?? 0];
  }
}

function metricOf(by: BoardOrder, unit: Unit): Metric {
  if (by === 'completion') return 'percent';
  return by === 'days' ? 'day' : pictureUnit(unit);
}

function valueText(streak: BoardRow['streak'], by: BoardOrder, locale: Locale): string {
  const { amount, board } = messagesFor(locale).streak;
  const [value = 0] = metricsOf(streak, by);
  if (by === 'completion') return board.percent(value);
  return amount(value, by === 'days' ? 'day' : streak.unit);
}

function buttons({ challenge, members, self, by, locale }: BoardShown): Button[] {
  const { board, button } = messagesFor(locale).streak;
  const others = members.length > 0 ? boardOrders.filter((order) => order !== by) : [];
  const turn = (order: BoardOrder): Button => ({
    action: actionId({ do: 'board', challenge: challenge.id, by: order }),
    label: board.by(order),
    style: 'secondary',
  });
  const own: Button[] =
    self === null
      ? []
      : [
          {
            action: actionId({ do: self.isShown ? 'boardOff' : 'boardOn', challenge: challenge.id }),
            label: self.isShown ? button.hide : button.show,
            style: self.isShown ? 'secondary' : 'primary',
          },
        ];
  return [...others.map(turn), ...own];
}
