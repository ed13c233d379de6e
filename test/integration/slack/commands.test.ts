import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/adapters/slack/commands.ts';
import { commandName } from '../../../src/adapters/slack/render/inline.ts';
import { readText } from '../../../src/adapters/slack/text.ts';
import { commandTable } from '../../../src/core/commands/table.ts';

describe('/boost <words>', () => {
  test.each([
    ['', 'help', {}],
    ['   ', 'help', {}],
    ['help', 'help', {}],
    ['도움말', 'help', {}],
    ['ヘルプ', 'help', {}],
    ['dance', 'help', {}],
    ['challenge', 'help', {}],
    ['challenge dance', 'help', {}],
    ['CHECKIN', 'checkin', {}],
    ['checkin ran 5km', 'checkin', { text: 'ran 5km' }],
    ['인증  아침  5km\n달렸어요', 'checkin', { text: '아침  5km\n달렸어요' }],
    ['인증 challenge:달리기 아침 5km', 'checkin', { challenge: '달리기 아침 5km' }],
    ['인증 아침 5km 챌린지=달리기 모임', 'checkin', { text: '아침 5km', challenge: '달리기 모임' }],
    ['인증 글:10:30에 달림', 'checkin', { text: '10:30에 달림' }],
    ['checkin see https://a.example/x:1', 'checkin', { text: 'see https://a.example/x:1' }],
    ['챌린지 목록', 'challenge list', {}],
    ['challenge 목록', 'challenge list', {}],
    ['チャレンジ 参加 ランニング', 'challenge join', { challenge: 'ランニング' }],
    ['challenge join "Morning run"', 'challenge join', { challenge: 'Morning run' }],
    ['설정 언어 English 시간대 Asia/Seoul', 'settings', { language: 'en', timezone: 'Asia/Seoul' }],
    ['settings language=ko reaction:🐹', 'settings', { language: 'ko', reaction: '🐹' }],
    ['settings language klingon', 'settings', { language: 'klingon' }],
    ['settings', 'settings', {}],
    ['설정 한국어', 'settings', { language: 'ko' }],
    ['설정 진행자:<!subteam^S123|@runners>', 'settings', { hosts: 'S123' }],
    ['settings hosts=-', 'settings', { hosts: '-' }],
    ['settings hosts @runners', 'settings', { hosts: '@runners' }],
    ['연속', 'streak', {}],
    ['연속 왜', 'streak', { show: 'why' }],
    ['streak why', 'streak', { show: 'why' }],
    ['連続 なぜ ランニング', 'streak', { show: 'why', challenge: 'ランニング' }],
    ['streak 달리기 모임', 'streak', { challenge: '달리기 모임' }],
    ['연속 보기:왜 챌린지:아침 달리기', 'streak', { show: 'why', challenge: '아침 달리기' }],
    ['검색 아침 달리기', 'search', { words: '아침 달리기' }],
    [
      'search 5km 부터:2026-11-01 까지:2026-11-30',
      'search',
      { words: '5km', from: '2026-11-01', to: '2026-11-30' },
    ],
    ['쉬기', 'rest', {}],
    ['쉬기 하루 쉬기', 'rest', { what: 'day' }],
    [
      '쉬기 휴가 시작:2026-12-01 끝:2026-12-05',
      'rest',
      { what: 'holiday', from: '2026-12-01', to: '2026-12-05' },
    ],
    [
      'rest holiday 2026-12-01 2026-12-05 Morning run',
      'rest',
      { what: 'holiday', from: '2026-12-01', to: '2026-12-05', challenge: 'Morning run' },
    ],
    ['쉬기 오늘', 'rest', { from: '오늘' }],
    [
      '쉬기 휴가 12월 1일 12월 5일 달리기',
      'rest',
      { what: 'holiday', from: '12월 1일', to: '12월 5일', challenge: '달리기' },
    ],
    [
      '관리 인증빼기 <@U1> 11월 3일 다른 날 사진이에요',
      'admin remove',
      { member: 'U1', day: '11월 3일', reason: '다른 날 사진이에요' },
    ],
    ['인증 날짜:11월 3일 5km', 'checkin', { day: '11월 3일', text: '5km' }],
    ['休む 戻る', 'rest', { what: 'back' }],
    ['달력 2026-11', 'calendar', { of: '2026-11' }],
    ['calendar year 2026 달리기', 'calendar', { show: 'year', of: '2026', challenge: '달리기' }],
    ['기록 2026-11', 'records', { month: '2026-11' }],
    ['순위 최장 연속', 'leaderboard', { by: 'longest' }],
    ['leaderboard hide', 'leaderboard', { me: 'hide' }],
    ['친구 Asia/Tokyo', 'pal', { timezone: 'Asia/Tokyo' }],
    ['친구 초롱 짧게 日本語', 'pal', { character: 'chorong', tone: 'short', language: 'ja' }],
    ['pal tone emoji character:뭉치', 'pal', { tone: 'emoji', character: 'mungchi' }],
    ['なかま 話し方 言葉なし', 'pal', { tone: 'silent' }],
    ['친구 워크스페이스의 친구', 'pal', { character: 'workspace' }],
    ['설정 친구 느루', 'settings', { character: 'neuru' }],
    ['인증 날짜:어제 5km 달렸어요', 'checkin', { day: '어제', text: '5km 달렸어요' }],
    ['인증 2026-11-20', 'checkin', { text: '2026-11-20' }],
    ['챌린지 만들기 평일 아침 글', 'challenge create', { template: 'morning' }],
    ['challenge create running', 'challenge create', { template: 'running' }],
    ['챌린지 넘기기 <@U1|Kim Alex> 달리기', 'challenge handover', { member: 'U1', challenge: '달리기' }],
    ['challenge handover @민지', 'challenge handover', { member: '@민지' }],
    [
      '관리 인증빼기 <@U1> 2026-11-03 다른 날 사진이에요',
      'admin remove',
      { member: 'U1', day: '2026-11-03', reason: '다른 날 사진이에요' },
    ],
    [
      'admin add 이유: 앱이 멈췄어요 날짜:어제 멤버:<@W2|지우>',
      'admin add',
      { member: 'W2', day: '어제', reason: '앱이 멈췄어요' },
    ],
    ['관리 보호권주기 <@U1|민지> 고생했어요', 'admin freeze', { member: 'U1', reason: '고생했어요' }],
    ['관리 내역', 'admin log', {}],
    ['count', 'help', {}],
  ])('%j is %s', (text, path, options) => {
    const parsed = parseCommand(text);
    expect([parsed.spec.path.join(' '), parsed.options]).toEqual([path, options]);
  });

  test('every command is found by its name in every language, as it is shown', () => {
    for (const spec of commandTable.filter((c) => c.kind === 'slash')) {
      for (const locale of ['ko', 'en', 'ja'] as const) {
        const typed = commandName(spec.path, locale).replace('/boost ', '');
        expect(parseCommand(typed).spec.path).toEqual(spec.path);
      }
    }
  });

  test('anything at all can be typed', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('인증', '설정', '언어', 'challenge:', '=')),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const { spec, options } = parseCommand(parts.join(' '));
        for (const [name, value] of Object.entries(options)) {
          expect(spec.options.some((o) => o.name === name)).toBe(true);
          expect(value).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('text as members typed it', () => {
  const names = (id: string) => (id === 'U1' ? '민지' : undefined);
  test.each([
    ['a &lt;b&gt; &amp;amp;', 'a <b> &amp;'],
    ['<https://a.example/?x=1&amp;y=2>', 'https://a.example/?x=1&y=2'],
    ['<http://a.example|a.example> 좋아요', 'a.example 좋아요'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['<@UBOT> 안녕 <@U1> <@U2|지우> <@U3>', '안녕 @민지 @지우 @U3'],
    ['<#C1|run> <!here> <!subteam^S1|@team> <!date^1^{date}|어제>', '#run @here @team 어제'],
    ['  <>  ', ''],
    ['오운완:muscle::+1: :thumbsup: 10:30:45', '오운완💪👍 👍 10:30:45'],
    [':muscle::skin-tone-4: :weight_lifter::skin-tone-2: :woman-running::skin-tone-6:', '💪🏽 🏋🏻 🏃🏿‍♀️'],
    [':party_parrot: :muscle:fire: :hatched_chick::sparkles:', ':party_parrot: 💪fire: 🐥✨'],
    ['9:100:2 a:v:b v1:x:o:m:2 10:00:00', '9:100:2 a:v:b v1:x:o:m:2 10:00:00'],
    ['5km:muscle: 완료:fire:했어요 走った:v:よ (:100:) :+1:2', '5km💪 완료🔥했어요 走った✌️よ (💯) 👍2'],
    ['a:muscle::fire:b :v: a:muscle::skin-tone-4:b', 'a💪🔥b ✌️ a💪🏽b'],
    ['`:x:` :x: `a <https://a.example> :o:` `:m:', '`:x:` ❌ `a https://a.example :o:` `Ⓜ️'],
    ['```\n:x: `:o:`\n``` :o:', '```\n:x: `:o:`\n``` ⭕'],
    ['<@U1>:fire:&amp;:x:', '@민지🔥&❌'],
    ['<https://a.example/:fire:/> :fire:', 'https://a.example/:fire:/ 🔥'],
  ])('%j', (raw, text) => {
    expect(readText(raw, names, 'UBOT')).toBe(text);
  });
});
