import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { RecordTexts } from './texts.ts';

const { fullDay: date } = dates.ko;

export const records: RecordTexts = {
  heading: (title, month) => ['내 기록', title, month].filter((part) => part !== null).join(' · '),
  found: (words) => `'${words}' 검색 결과`,
  none: (narrowed) => [
    narrowed
      ? '여기에 맞는 기록은 아직 없어요.'
      : '아직 인증 글이 없어요. 챌린지 채널에 첫 글을 올리면 여기에 모여요.',
  ],
  nothingFound: (words) => [bold(words), ': 찾은 기록이 없어요. 더 짧게 찾아 보세요.'],
  tooShort: () => ['두 글자부터 찾을 수 있어요. 예: ', bold('달리')],
  when: (day, titles) => `${date(day)}(${weekdayName(day, 'ko')}) · ${titles.join(', ')}`,
  photos: (count) => `사진 ${count}장`,
  onlyPhotos: '사진 인증',
  onlyFiles: '파일 인증',
  see: '보기',
  newer: '← 새 기록',
  older: '지난 기록 →',
  noSuchMonth: (text) => [bold(text), ' 달을 찾지 못했어요. 2026-11처럼 적어 주세요.'],
  noSuchPeriod: (text) => [bold(text), ' 날짜는 달력에 없어요. 2026-11-20처럼 적어 주세요.'],
};
