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

  test.each([
    '오늘 5km 뛰었어요!',
    '완료!',
    'Done!',
    '走りました',
    diary,
    `${diary} 내일은 꼭 달릴게요`,
    `생각보다 ${diary}`,
    '5km 뛰었어요! 내일도 파이팅',
    '5km 뛰었어요 ㅎㅎ 내일도 파이팅',
    '5km 뛰었어요💪 내일도 파이팅',
    '5km 뛰었어요 내일은 더 뛸게요',
    '30분 독서 완료, 왜 이렇게 재밌죠?',
    '오늘 10쪽 읽었어요. 주인공 이야기가 슬펐어요',
    '오늘은 생각보다 많이 걸었어요',
    '2.5km! 내일은 3km 갈게요',
    '10,000보, 뿌듯하네요',
    '아침 6시 기상!',
    '아침 6시 기상 ☀️',
    '물 2L 클리어',
    '물 2L',
    '물 500ml 마셨어요',
    '미라클 모닝 성공했어요',
    'Ran 5k this morning. Should have slept more but did it',
    'Read 20 pages! Will read more tomorrow',
    'Finished my sketch, what do you think?',
    '5km走りました。明日も走りたいです',
    '読書30分、楽しかったです',
    'だいたい5km走りました',
    '達成！',
    '쉴 새 없이 달렸어요',
    '水2リットル',
  ])('counts: %s', (text) => expect(answersWithDeed(text)).toBe(true));

  test.each([
    '오늘은 쉴게요',
    '내일부터 할게요',
    '오늘은 못 갈 것 같아요 ㅠㅠ',
    '저도 참여할게요!',
    '알겠어요, 고마워요',
    '오늘은 30분만 쉴게요',
    '이따 5km 뛸게',
    '5km, 내일 뛸게요',
    '5km 뛰면, 인증이에요?',
    '내일 6시 기상!',
    '기상 시간이 몇 시예요?',
    '인증 까먹었어요 ㅠㅠ',
    '오늘은 몸이 안 좋아서 아무래도 못 갈 것 같아요. 내일은 꼭 일찍 일어나서 여러분이랑 같이 한강을 달릴게요! 다들 파이팅',
    "I'll rest today",
    'Starting tomorrow!',
    "I can't make it today, sorry",
    'count me in!',
    'If I run 5k, does it count?',
    '今日は休みます',
    '明日からやります',
    '今日は行けそうにないです',
    '私も参加します！',
    '5km走ります！',
  ])('is talk: %s', (text) => expect(answersWithDeed(text)).toBe(false));
});
