import type { ModelPurpose } from '../language-model.ts';
import { messagesFor } from '../messages/index.ts';
import type { Instant } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';
import type { CardView, Line } from '../views.ts';
import type { Caps, Limits } from './budget.ts';
import type { Costs, OwnCaps, Spending } from './store.ts';

/** From this share of a cap on pictures are left out (the same number stands in boost_reserve). */
const nearlyGone = 0.8;
const barLength = 10;
const dayMs = 24 * 60 * 60_000;

/** The lower of the operator's caps and the workspace's own. */
export function capsOf(limits: Limits, own: OwnCaps): Caps {
  return {
    day: Math.min(limits.day, own.day ?? limits.day),
    month: Math.min(limits.month, own.month ?? limits.month),
  };
}

/** The card of `/admin cost`: what was spent today and this month, on what, and what is left. */
export function costCard({
  costs,
  limits,
  own,
  now,
  locale,
}: {
  readonly costs: Costs;
  readonly limits: Limits;
  readonly own: OwnCaps;
  readonly now: Instant;
  readonly locale: Locale;
}): CardView {
  const texts = messagesFor(locale).budget;
  const caps = capsOf(limits, own);
  const [today, month] = [totalOf(costs.day), totalOf(costs.month)];
  return {
    view: 'card',
    title: texts.managers.title,
    lines: state(shareOf(today, caps.day), shareOf(month, caps.month), now, locale),
    fields: [
      { label: texts.today, value: [gauge(today, caps.day, locale)] },
      { label: texts.month, value: [gauge(month, caps.month, locale)] },
      ...byPurpose(costs).map(([purpose, day, whole]) => ({
        label: texts.purpose[purpose],
        value: [texts.managers.spent(figures(day), figures(whole))],
      })),
      { label: texts.managers.caps, value: [texts.managers.capsAre(dollars(caps.day), dollars(caps.month))] },
      {
        label: texts.managers.most,
        value: [texts.managers.mostAre(dollars(limits.day), dollars(limits.month), limits.memberCalls)],
      },
    ],
    picture: null,
    buttons: [],
  };
}

/** The card of `/cost`: the member's own share, how many answers are left today, and what is left for everybody. */
export function memberCostCard({
  costs,
  everybody,
  limits,
  own,
  now,
  locale,
}: {
  readonly costs: Costs;
  readonly everybody: Costs;
  readonly limits: Limits;
  readonly own: OwnCaps;
  readonly now: Instant;
  readonly locale: Locale;
}): CardView {
  const texts = messagesFor(locale).budget;
  const caps = capsOf(limits, own);
  const asked = costs.day.filter(({ purpose }) => purpose !== 'guard' && purpose !== 'embed');
  const calls = asked.reduce((sum, spending) => sum + spending.calls, 0);
  const shares = [
    shareOf(totalOf(everybody.day), caps.day),
    shareOf(totalOf(everybody.month), caps.month),
  ] as const;
  const ownCost = texts.member.costs(dollars(totalOf(costs.day)), dollars(totalOf(costs.month)));
  return {
    view: 'card',
    title: texts.member.title,
    lines: [...state(shares[0], shares[1], now, locale), texts.member.promise()],
    fields: [
      {
        label: texts.today,
        value: [texts.member.calls(calls, Math.max(0, limits.memberCalls - calls))],
      },
      ...byPurpose(costs).map(([purpose, day, whole]) => ({
        label: texts.purpose[purpose],
        value: [texts.member.times(day.calls, whole.calls)],
      })),
      ...(totalOf(costs.month) > 0 ? [{ label: texts.member.cost, value: [ownCost] }] : []),
      { label: texts.member.together, value: [texts.member.left(leftOf(shares[0]), leftOf(shares[1]))] },
    ],
    picture: null,
    buttons: [],
  };
}

/** The lines that say what the state of the budget means for cheers; none while there is enough. */
function state(day: number, month: number, now: Instant, locale: Locale): readonly Line[] {
  const texts = messagesFor(locale).budget;
  if (month >= 1) return [texts.monthGone()];
  if (day >= 1) {
    const at = (Math.floor(now / dayMs) + 1) * dayMs;
    return [texts.dayGone({ kind: 'time', at, text: 'UTC 00:00' })];
  }
  return Math.max(day, month) >= nearlyGone ? [texts.nearlyGone()] : [];
}

/** "▰▰▱▱▱▱▱▱▱▱ 18% · $0.09 / $0.50" and what is left. */
function gauge(spent: number, cap: number, locale: Locale): string {
  const share = Math.min(1, shareOf(spent, cap));
  const full = Math.round(share * barLength);
  const bar = '▰'.repeat(full) + '▱'.repeat(barLength - full);
  const left = messagesFor(locale).budget.left(dollars(Math.max(0, cap - spent)));
  return `${bar} ${Math.floor(share * 100)}% · ${dollars(spent)} / ${dollars(cap)} · ${left}`;
}

function figures({ calls, spent, tokens }: Spending) {
  return { calls, cost: dollars(spent), tokens };
}

/** Each purpose with its spending of the day and the month, the most expensive of the month first. */
function byPurpose({ day, month }: Costs): readonly (readonly [ModelPurpose, Spending, Spending])[] {
  return month
    .toSorted((one, other) => other.spent - one.spent || other.calls - one.calls)
    .map((whole) => [
      whole.purpose,
      day.find(({ purpose }) => purpose === whole.purpose) ?? { ...whole, calls: 0, spent: 0, tokens: 0 },
      whole,
    ]);
}

function totalOf(spendings: readonly Spending[]): number {
  return spendings.reduce((sum, { spent }) => sum + spent, 0);
}

/** The share of a cap that is spent. With a cap of 0 it is 1 as soon as anything was spent. */
function shareOf(spent: number, cap: number): number {
  return cap > 0 ? spent / cap : spent > 0 ? 1 : 0;
}

function leftOf(share: number): number {
  return Math.max(0, 100 - Math.ceil(share * 100));
}

/** Millionths of a dollar in readable form: '$0', '$0.0004', '$0.015', '$0.41', '$12.30'. */
export function dollars(micros: number): string {
  if (micros === 0) return '$0';
  if (micros < 100) return '<$0.0001';
  const places = micros < 10_000 ? 4 : micros < 100_000 ? 3 : 2;
  return `$${(micros / 1_000_000).toFixed(places).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}
