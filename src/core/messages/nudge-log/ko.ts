import { dates } from '../dates.ts';
import type { NudgeLogTexts } from './texts.ts';

export const nudgeLog: NudgeLogTexts = {
  heading: (from, to) => `알림 내역 · ${dates.ko.day(from)}~${dates.ko.day(to)}`,
  intro: () => ['개인 알림은 수만 보여 줘요.'],
  nothing: () => ['이 기간에는 나간 알림도 쉰 알림도 없어요.'],
  kind: { channel: '채널', summary: '요약', personal: '개인' },
  outcome: { sent: '보냄', skipped: '쉼', failed: '못 보냄', waiting: '기다림' },
  entry: ({ count, reason, names }) => {
    const more = count - names.length;
    const whose = [...names, ...(more > 0 ? [names.length > 0 ? `외 ${more}` : `${more}`] : [])].join(', ');
    return reason === null ? whose : `${whose} (${reason})`;
  },
  silence: {
    tooLate: '때를 지났어요',
    off: '알림을 껐어요',
    scheduleChanged: '알림을 새로 정했어요',
    snoozed: '미뤄 두었어요',
    quietHours: '조용한 시간이에요',
    dayOff: '설정에서 쉬기로 한 날이에요',
    nowhere: '참여하는 챌린지가 없어요',
    done: '오늘 마쳤어요',
    resting: '멤버가 쉬고 있어요',
    nothingDue: '인증하지 않아도 되는 날이에요',
    notAtRisk: '급하지 않은 날이에요',
    away: '다음 인증을 기다려요',
  },
  gone: '채널이 없어요',
  broken: '오류가 났어요',
  newer: '최근',
  older: '이전',
};
