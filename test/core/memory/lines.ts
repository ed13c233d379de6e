import type { Locale } from '../../../src/core/model/locale.ts';

/**
 * Proofs as people write them, in groups of one kind of doing: within a group each may recall another, across groups none
 * should.
 */
export const alike: Readonly<Record<Locale, readonly (readonly string[])[]>> = {
  ko: [
    [
      '한강에서 5km 달렸어요',
      '비 와서 한강 대신 트랙에서 5km 달렸다',
      '퇴근하고 한강 달리기 6km 완료',
      '오늘은 한강 3km만 가볍게 달리기',
    ],
    ['스쿼트 30개 하고 플랭크 1분', '플랭크 2분, 스쿼트 50개 성공', '스쿼트 자세 고치면서 40개'],
    ['퇴근길 지하철에서 12쪽 읽었어요', '지하철에서 책 20쪽 읽음', '자기 전에 소설책 30쪽 읽었다'],
    ['영어 단어 50개 외우고 섀도잉 10분', '영어 섀도잉 15분 했어요', '출근 전에 영어 단어 30개 외움'],
    ['물 2리터 마시기 성공', '오늘도 물 2리터 다 마셨어요', '물 1.5리터까지 마셨다'],
    [
      '저녁에 된장찌개 끓여 먹음. 배달 안 시키기 3일',
      '배달 대신 김치찌개 끓여 먹었어요',
      '집밥: 두부조림이랑 된장찌개',
    ],
    ['일기 한 쪽 썼어요', '아침에 모닝페이지 세 쪽 씀', '자기 전에 일기 세 줄 썼다'],
    ['기타 코드 연습 20분, F코드 드디어 소리 남', '기타 F코드 연습 30분', '기타로 노래 한 곡 끝까지 쳐 봤다'],
    ['방 청소하고 책상 정리함', '책상 서랍 정리 끝', '주말이라 방 대청소'],
    ['6시에 일어나서 창문 열었어요', '알람 한 번에 6시 기상 성공', '오늘은 6시 반에 일어남'],
    ['그림 한 장 그렸어요. 고양이 크로키', '크로키 10장 그림', '수채화로 고양이 그림 완성'],
    ['명상 10분', '아침 명상 15분 하고 호흡 세기', '점심시간에 명상 5분 했어요'],
  ],
  en: [
    ['Ran 5k along the river', 'Easy 3k run by the river before work', 'River run, 6k, legs heavy'],
    ['30 squats and a one minute plank', 'Plank for two minutes, 50 squats', '40 squats after lunch'],
    ['Read 12 pages on the train', 'Train reading: 20 pages of the novel', 'Read a chapter before bed'],
    [
      'Practised the F chord for 20 minutes',
      'Guitar: F chord again, 30 minutes',
      'Played one whole song on guitar',
    ],
    ['Wrote three lines in my diary', 'Diary done, one page', 'Morning pages: wrote three pages'],
    [
      'Cooked lentil soup instead of takeaway',
      'No takeaway, cooked pasta',
      'Lentil soup again, cooked double',
    ],
    ['Meditated for ten minutes', 'Ten minutes of meditation at lunch', 'Meditated before breakfast'],
  ],
  ja: [
    ['川沿いを5キロ走りました', '雨上がりに川沿いを3キロ走った', '朝ラン6キロ、川沿いは風が強かった'],
    ['スクワット30回とプランク1分', 'プランク2分、スクワット50回できた', 'お昼にスクワット40回'],
    ['電車で本を12ページ読みました', '通勤電車で小説を20ページ読んだ', '寝る前に本を30ページ読んだ'],
    ['ギターのFコードを20分練習', 'Fコードの練習30分、ギターの音が出た', 'ギターで一曲弾けた'],
    ['日記を三行書きました', '日記を一ページ書いた', '朝の日記を書いた'],
    ['自炊で味噌汁と焼き魚を作りました', '自炊：豚汁を作った', '味噌汁を作って自炊三日目'],
    ['瞑想を10分しました', '昼休みに瞑想5分', '朝の瞑想15分と呼吸'],
  ],
};
