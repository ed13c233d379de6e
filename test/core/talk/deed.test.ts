import { describe, expect, test } from 'vitest';
import { answersWithDeed, tellsOfDeed } from '../../../src/core/talk/deed.ts';

describe('words that tell of something done', () => {
  test.each([
    '5km 뛰었어요',
    '오늘도 완료!',
    '물 8잔',
    '30분 요가',
    '오늘 운동했어요',
    '책 읽었습니다',
    '걷기 했어요',
    '일어나서 바로 산책하고 왔어요',
    'Ran by the river today',
    'done!',
    'read 20 pages',
    'I finished my sketch',
    '今日も走りました',
    '読書した',
    '30分 散歩',
  ])('are seen: %s', (text) => expect(tellsOfDeed(text)).toBe(true));

  test.each([
    '오늘 좋았어',
    '비가 오네',
    '내일 5km 뛸게요',
    '30분 뒤에 달릴게',
    '오늘은 운동을 못 했어요',
    '아직 안 했어요',
    '포기했어요',
    '그 이야기했어요',
    '5km 뛰면 인증이에요?',
    '운동하고 싶다',
    'I will run 5k tomorrow',
    "I haven't finished",
    'did you see my post',
    'well done',
    '今日は走りませんでした',
    '明日走ります',
    '今日は暑いね',
    '',
  ])('are none: %s', (text) => expect(tellsOfDeed(text)).toBe(false));
});

describe('in answer to our own words', () => {
  const diary =
    '오늘은 비가 와서 창가에 앉아 책을 펼쳤다. 오래된 편지 한 통이 책갈피에서 떨어졌고, 한참을 들여다보며 그날의 바다를 떠올렸다.';

  test.each(['오늘 5km 뛰었어요!', '완료!', 'Done!', '走りました', diary])('counts: %s', (text) =>
    expect(answersWithDeed(text)).toBe(true),
  );

  test.each([
    '오늘은 쉴게요',
    '내일부터 할게요',
    '오늘은 못 갈 것 같아요 ㅠㅠ',
    '저도 참여할게요!',
    '알겠어요, 고마워요',
    `${diary} 내일은 꼭 달릴게요`,
    "I'll rest today",
    'count me in!',
    '今日は休みます',
  ])('is talk: %s', (text) => expect(answersWithDeed(text)).toBe(false));
});
