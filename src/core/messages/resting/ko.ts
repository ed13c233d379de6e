import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { RestingTexts, RestSpan } from './texts.ts';

const { day: date } = dates.ko;

type DaySpan = Pick<RestSpan, 'from' | 'to'>;

const span = ({ from, to }: DaySpan): string =>
  from === to ? date(from) : `${date(from)}부터 ${date(to)}까지`;
/** "11월 20일은", "12월 24일부터 12월 26일까지는" */
const as = (days: readonly DaySpan[]): string => {
  const last = days.at(-1);
  return `${days.map(span).join(', ')}${last && last.from === last.to ? '은' : '는'}`;
};
const booked = (spans: readonly RestSpan[]): string =>
  spans.map((each) => `${span(each)} (${each.kind === 'pause' ? '멈춤' : '쉼'})`).join(', ');

export const resting: RestingTexts = {
  rested: (titles, days) => [
    ...listed(titles),
    days.kind === 'pause' ? `: ${span(days)} 잠시 멈춰요. ` : `: ${span(days)} 쉬어요. `,
    '푹 쉬세요. 연속은 그대로예요. 쉬는 날이 지나면 저절로 이어지고, 더 일찍 돌아오거나 취소하려면 ',
    command('rest'),
    ' 명령을 쓰면 돼요.',
  ],
  alreadyResting: (titles, days) => [...listed(titles), `: ${as([days])} 이미 쉬기로 되어 있어요.`],
  back: (titles, days) => [
    ...listed(titles),
    `: 다시 함께해요! ${as(days)} 이제 쉬는 날이 아니에요. 오늘부터 인증이 평소처럼 이어져요.`,
  ],
  cancelled: (titles, days) => [...listed(titles), `: ${as(days)} 이제 쉬는 날이 아니에요.`],
  stays: (titles, spans) => [...listed(titles), `: 정해 둔 쉬는 날은 그대로예요: ${booked(spans)}`],
  notResting: () => ['오늘은 쉬는 날이 아니에요.'],
  notBooked: () => ['이미 취소했거나 바뀐 쉬는 날이에요.'],
  nothingToEnd: () => ['오늘부터 정해 둔 쉬는 날이 없어요.'],
  list: (title, spans) => [
    bold(title),
    spans.length === 0 ? ': 정해 둔 쉬는 날이 없어요.' : `: ${booked(spans)}`,
  ],
  how: () => [
    '쉬는 날, 휴가, 멈춤은 ',
    command('rest'),
    ' 명령에서 정해요. 하루는 첫날만, 여러 날은 마지막 날도 적으면 돼요.',
  ],
  pastDay: (day) => [`${date(day)}은 지난 날이라 쉬는 날로 바꿀 수 없어요. 오늘부터 정할 수 있어요.`],
  tooFar: (day) => [`${date(day)}은 너무 먼 날이에요. 한 해 안의 날로 적어 주세요.`],
  holidayNeedsEnd: () => ['휴가는 마지막 날도 함께 적어 주세요. 예: 시작 12-24, 끝 12-26'],
  tooLong: (most) => [`한 번에 ${most}일까지 쉴 수 있어요. 조금 짧게 적어 주세요.`],
  pauseTooLong: (title, most, left) => [
    bold(title),
    left > 0
      ? `: 멈춤은 모두 합쳐 ${most}일까지예요. 지금은 ${left}일까지 더 정할 수 있어요.`
      : `: 멈춤은 모두 합쳐 ${most}일까지라 더 정할 수 없어요. 하루 쉬기는 언제든 할 수 있어요.`,
  ],
  restToday: '오늘 쉬기',
  comeBack: (title) => `돌아오기${title === null ? '' : ` (${title})`}`,
  cancel: ({ from, to }, title) =>
    `${from === to ? date(from) : `${date(from)}~${date(to)}`} 쉬기 취소${title === null ? '' : ` (${title})`}`,
  zoneSet: (zone) => ['이제부터 ', bold(zone), ' 시간으로 하루를 셀게요. 지난 기록은 그대로예요.'],
  zoneAlready: (zone) => ['이미 ', bold(zone), ' 시간으로 세고 있어요.'],
  zoneTooSoon: (zone, from) => [
    '시간대는 하루에 한 번 바꿀 수 있어요. ',
    bold(zone),
    ` 시간대는 ${from}부터 정할 수 있어요.`,
  ],
};
