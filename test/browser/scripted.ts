import { actionId } from '../../src/core/actions.ts';
import type { Inbound, InboundAction, InboundCommand } from '../../src/core/inbound.ts';
import type { ChallengeId } from '../../src/core/model/ids.ts';
import type { CardView, FormField, FormView, Line } from '../../src/core/views.ts';
import { streak } from '../pictures/samples.ts';

const challenge = '0b6f9a52-3c6e-4b1e-9a55-3f6f1c6f2a10' as ChallengeId;
const bold = (text: string): Line => [{ kind: 'bold', text }];

/** A streak, as a member is answered. */
export const streakCard: CardView = {
  view: 'card',
  title: '아침 러닝 30일',
  lines: [['오늘 기록 완료! 지금 12일 연속이에요.']],
  fields: [
    { label: '지금', value: bold('12일') },
    { label: '가장 길었던 연속', value: ['21일'] },
    { label: '보호권', value: ['1개 남았어요'] },
  ],
  picture: streak('ko', { name: '민지' }),
  buttons: [
    { action: actionId({ do: 'info', challenge }), label: '규칙 보기', style: 'secondary' },
    {
      action: actionId({ do: 'calendar', challenge, of: '2026-11' }),
      label: '달력',
      style: 'secondary',
    },
  ],
};

/** Page `n` of three of a ledger: the middle one has two ways to go. */
export function ledgerPage(n: number): CardView {
  const step = (to: number, label: string) => ({
    action: actionId({ do: 'records', challenge, of: null, offset: to }),
    label,
    style: 'secondary' as const,
  });
  return {
    view: 'card',
    title: `하루하루의 기록 ${n + 1}쪽`,
    lines: Array.from(
      { length: 7 },
      (_, i): Line => [
        { kind: 'bold', text: `11월 ${21 - n * 7 - i}일` },
        i === 3 ? ' 🧊 보호권을 썼어요' : ' ✅ 인증 · 21:14 · 다음 날 03:00까지',
      ],
    ),
    fields: [],
    picture: null,
    buttons: [...(n < 2 ? [step(n + 1, '이전 7일')] : []), ...(n > 0 ? [step(n - 1, '다음 7일')] : [])],
  };
}

const options = (...labels: string[]) => labels.map((label, i) => ({ value: String(i + 1), label }));

/** Every kind of field, as many as a challenge has. */
export const longForm: FormView = {
  action: actionId({ do: 'createChallenge' }),
  title: '챌린지 만들기',
  submit: '미리 보기',
  fields: [
    { kind: 'text', name: 'title', label: '이름', value: '아침 달리기', required: true, maxLength: 80 },
    { kind: 'text', name: 'emoji', label: '이모지', hint: '하나만', required: false, maxLength: 16 },
    {
      kind: 'choice',
      name: 'category',
      label: '종류',
      required: true,
      options: options('운동', '글쓰기', '그림'),
    },
    {
      kind: 'choice',
      name: 'goal',
      label: '얼마나 자주',
      value: '2',
      required: true,
      options: options('매일', '요일마다', '일주일에 몇 번'),
    },
    { kind: 'text', name: 'times', label: '일주일에 몇 번', value: '3', required: false, maxLength: 2 },
    {
      kind: 'choices',
      name: 'days',
      label: '어느 요일',
      values: ['1', '3'],
      hint: '요일마다일 때만 봐요',
      required: true,
      options: options('월', '화', '수', '목', '금', '토', '일'),
    },
    { kind: 'date', name: 'starts', label: '시작하는 날', value: '2026-11-23', required: true },
    { kind: 'date', name: 'ends', label: '끝나는 날', hint: '비우면 계속해요', required: false },
    {
      kind: 'text',
      name: 'text',
      label: '소개',
      hint: '채널에 함께 보여요',
      multiline: true,
      required: false,
      maxLength: 500,
    },
    { kind: 'channel', name: 'channel', label: '채널', required: true },
    { kind: 'member', name: 'host', label: '맡을 멤버', required: false },
    { kind: 'text', name: 'zone', label: '시간대', value: 'Asia/Seoul', required: true, maxLength: 60 },
    ...Array.from(
      { length: 8 },
      (_, i): FormField => ({
        kind: 'text',
        name: `extra${i}`,
        label: [
          '하루가 끝나는 시각',
          '며칠 전까지',
          '보호권',
          '함께 이룰 만큼',
          '글의 길이',
          '사진',
          '알림',
          '메모',
        ][i]!,
        required: false,
        maxLength: 20,
      }),
    ),
  ],
};

/** What was asked of the core, and its answers in the place of the true ones: the page is what is looked at here. */
export function scripted(core: Inbound) {
  const asked: { readonly commands: InboundCommand[]; readonly actions: InboundAction[] } = {
    commands: [],
    actions: [],
  };
  const inbound: Inbound = {
    ...core,
    async command(event) {
      asked.commands.push(event);
      switch (event.path.join(' ')) {
        case 'streak':
          return { kind: 'message', view: event.options.show === 'why' ? ledgerPage(0) : streakCard };
        case 'challenge create':
          return { kind: 'form', form: longForm };
        case 'challenge handover':
          return {
            kind: 'message',
            view: {
              view: 'answer',
              tone: 'done',
              lines: [[`${event.options.member} 님에게 맡겼어요.`]],
              buttons: [],
            },
          };
        default:
          return core.command(event);
      }
    },
    async action(event) {
      asked.actions.push(event);
      const page = /:(\d+)$/.exec(event.action)?.[1];
      if (event.action.startsWith('1:records:')) return { kind: 'message', view: ledgerPage(Number(page)) };
      if (event.values.title === '')
        return {
          kind: 'message',
          view: { view: 'answer', tone: 'problem', lines: [['이름을 적어 주세요.']], buttons: [] },
        };
      return {
        kind: 'message',
        view: { view: 'answer', tone: 'done', lines: [['만들었어요.']], buttons: [] },
      };
    },
  };
  return { inbound, asked };
}
