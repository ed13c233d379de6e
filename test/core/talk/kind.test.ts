import { describe, expect, test } from 'vitest';
import { isNothingButTalk, kindOf, namesUs, type TalkKind } from '../../../src/core/talk/kind.ts';

const kinds: Readonly<Record<TalkKind, readonly string[]>> = {
  ai: [
    '사람이에요?',
    '사람이야?',
    '너 AI야?',
    '너 에이아이야',
    '혹시 로봇인가요',
    '봇이에요?',
    '인공지능이죠?',
    '챗GPT야?',
    '진짜 햄스터야?',
    '담찌는 누구야?',
    '초롱이는 누구야?',
    '느루는 정체가 뭐예요',
    '넌 정체가 뭐야',
    '누가 답장 쓰는 거예요?',
    'are you human',
    'Are you a bot?',
    'are you real?',
    'r u an AI',
    'is this a real person?',
    'Am I talking to a bot',
    'who are you?',
    'あなたは人間ですか？',
    'AIなの？',
    'ロボットですか',
    '中の人は人間なのか？',
  ],
  cannot: [
    '뭘 할 수 있어?',
    '내일 알람 등록해 줘',
    '이거 번역해 줘',
    '오늘 날씨 어때?',
    'What can you do?',
    'can you remind me tomorrow',
    '使い方は？',
    'レシピを教えて',
  ],
  thanks: [
    '고마워!',
    '알려줘서 고마워',
    '감사합니다 담찌님',
    'thank you',
    'Thx',
    'ありがとうございます',
    'うれしい',
  ],
  tired: ['오늘 너무 힘들었어 ㅠㅠ', '지친다', 'so tired today', 'もう疲れました'],
  hello: ['안녕!', '좋은 아침', 'hey', 'Good morning', 'おはよう', 'こんばんは'],
  other: [
    '5km 뛰었어요',
    '오늘 사람이 많았어',
    '좋은 사람이에요',
    'AI 공부했어요',
    '봇 만들기 강의 들었어요',
    '프로그램 짰어요',
    'I built a bot',
    'この人すごい',
    'ㅋㅋㅋ',
  ],
};

describe('what the words look like', () => {
  for (const [kind, texts] of Object.entries(kinds))
    test.each(texts)(`${kind}: %s`, (text) => expect(kindOf(text)).toBe(kind));
});

describe('a post that mentions us', () => {
  test.each([
    '@담찌 고마워!',
    '<@123456789012345678> 정말 고마워요',
    '@담찌 너 AI야?',
    '@담찌',
    '@담찌 안녕하세요',
    'Thank you so much!',
    '뭘 할 수 있어?',
  ])('is nothing but talk: %s', (text) => expect(isNothingButTalk(text)).toBe(true));
  test.each([
    '@담찌 고마워! 오늘 5km',
    '<@123456789012345678> 고마워 오늘도 완료',
    '@담찌 오늘 물 많이 마심',
    '@담찌 힘들었지만 끝까지 했어요',
    '@담찌 덕분에 오늘도 책 읽었어요',
    '@Boost hello, ran by the river today',
    '@담찌 ありがとう、今日も走りました',
  ])('may be a proof: %s', (text) => expect(isNothingButTalk(text)).toBe(false));
});

describe('our name', () => {
  test.each([
    '담찌야 나 왔어',
    '안녕 담찌야',
    '고마워 담찌',
    'Damjji, hi',
    'thanks Damjji!',
    'ダムチさん、こんにちは',
    '초롱님!',
  ])('calls us: %s', (text) => expect(namesUs(text)).toBe(true));
  test.each([
    '담찌 귀엽다',
    '귀여운 담찌',
    '담찌가 그랬어',
    'Damjji is cute',
    'ダムチはかわいい',
    '초롱초롱한 눈',
  ])('is spoken of: %s', (text) => expect(namesUs(text)).toBe(false));
});
