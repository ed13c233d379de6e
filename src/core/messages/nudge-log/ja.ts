import { dates } from '../dates.ts';
import type { NudgeLogTexts } from './texts.ts';

export const nudgeLog: NudgeLogTexts = {
  heading: (from, to) => `お知らせの履歴 · ${dates.ja.day(from)}〜${dates.ja.day(to)}`,
  intro: () => ['個人へのお知らせは数だけです。'],
  nothing: () => ['この期間に送ったお知らせも休んだお知らせもありません。'],
  kind: { channel: 'チャンネル', summary: 'まとめ', personal: '個人' },
  outcome: { sent: '送信', skipped: '休み', failed: '送れず', waiting: '待ち' },
  entry: ({ count, reason, names }) => {
    const more = count - names.length;
    const whose = [...names, ...(more > 0 ? [names.length > 0 ? `ほか${more}` : `${more}`] : [])].join('、');
    return reason === null ? whose : `${whose}（${reason}）`;
  },
  silence: {
    tooLate: '時間を過ぎました',
    off: 'お知らせはオフです',
    scheduleChanged: '新しく決められました',
    snoozed: 'スヌーズ中です',
    quietHours: '静かな時間です',
    dayOff: '設定した休みの日です',
    nowhere: '参加中のチャレンジがありません',
    done: '今日は終わりました',
    resting: '本人が休んでいます',
    nothingDue: '予定のない日です',
    notAtRisk: '急がない日です',
    away: '次の記録を待っています',
  },
  gone: 'チャンネルがありません',
  broken: 'エラーが起きました',
  newer: '新しい方',
  older: '前の方',
};
