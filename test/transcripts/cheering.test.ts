import { afterEach, expect, test } from 'vitest';
import { createLanguageModel } from '../../src/adapters/openai/index.ts';
import type { Tone } from '../../src/core/characters/index.ts';
import { createCheerGenerator } from '../../src/core/cheer/generate.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import type { CheerView } from '../../src/core/views.ts';
import { type FaultyModel, goodWire, startFaultyModel, type Wire } from '../fakes/model/index.ts';
import { type Desk, openDesk } from '../integration/cheer/desk.ts';
import { plain } from '../support/core.ts';
import { quietLog } from '../support/quiet.ts';

/**
 * Cheers as members read them, in each language: what a model wrote, each tone, a memory and its button, an answer that came
 * late, an edit. The true client before a model server on loopback. `vitest run test/transcripts -u` writes them anew.
 */
const seoul = (day: number, time: string) =>
  Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00+09:00`);

let desk: Desk | null = null;
let model: FaultyModel | null = null;
afterEach(async () => {
  await desk?.stop();
  await model?.close();
  [desk, model] = [null, null];
});

/** A day of somebody: what they post, and what the model says to it. */
interface Turn {
  readonly text: string;
  readonly quote: string;
  readonly lines: readonly [string, string];
}

test.each(LOCALES)('cheers in %s', async (locale) => {
  const words = told[locale];
  model = await startFaultyModel();
  const generator = createCheerGenerator({
    model: createLanguageModel({
      ...({ apiKey: 'key', baseURL: model.baseURL, model: 'm', api: 'responses' } as const),
      ...({ json: 'strict', vision: true, log: quietLog } as const),
      // A model that asked to be left alone is, by the same clock.
      monotonic: () => desk?.clock.now() ?? 0,
    }),
    nonce: () => 'nonce',
  });
  desk = await openDesk(seoul(1, '07:00'), generator);
  const here = desk;
  const { db } = here.storage;
  await here.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  await here.challenge({ title: words.title });
  const lines: string[] = [];
  const shownOf = new Map<string, number>();
  let day = 1;

  const at = (on: number) => {
    day = on;
    here.set(seoul(on, '07:10'));
    lines.push('', `-- November ${on}`);
  };
  const show = async (proof: Awaited<ReturnType<Desk['proofOf']>>) => {
    await here.postAll();
    const said = await here.said(proof);
    for (const { key, view } of said.slice(shownOf.get(proof) ?? 0)) {
      const how = key.startsWith('cheer-edit:') ? '(edited) ' : '';
      lines.push(...cheer(view).map((text) => `    ${how}${text}`));
    }
    if (said.length === (shownOf.get(proof) ?? 0)) lines.push('    (nothing but the mark)');
    shownOf.set(proof, said.length);
  };
  const answers = (
    { quote, lines: [line1, line2] }: Omit<Turn, 'text'>,
    source: 'text' | 'memory' = 'text',
  ) => model!.answer({ ...goodWire, evidence: [{ source, quote }], line1, line2 } satisfies Wire);
  const says = async (who: string, turn: Turn) => {
    lines.push(`07:10 ${who}: ${turn.text}`);
    answers(turn);
    const event = await here.post(who, turn.text);
    await here.write();
    const proof = await here.proofOf(event);
    await show(proof);
    return { event, proof };
  };
  const wants = async (who: string, tone: Tone) => {
    lines.push(`07:10 * ${who} wants cheers: ${tone}`);
    await db.member.updateMany({ where: { ref: who }, data: { tone } });
  };

  const [one, two] = words.names;
  at(1);
  await says(one, words.first);
  for (const tone of ['short', 'emoji', 'silent', 'warm'] as const) {
    await wants(one, tone);
    at(day + 1);
    await says(one, words.tones[tone]);
  }

  // The first day on which the draw falls on a memory.
  answers({ quote: words.recalled.quote, lines: words.recalled.lines }, 'memory');
  for (at(12); ; at(day + 1)) {
    const text = words.recalled.text(day);
    const event = await here.post(one, text);
    await here.write();
    const proof = await here.proofOf(event);
    if ((await db.cheer.findUniqueOrThrow({ where: { proofId: proof } })).memoryId === null) {
      await here.remove(event);
      lines.splice(-2);
      continue;
    }
    lines.push(`07:10 ${one}: ${text}`);
    await show(proof);
    const { memoryId } = await db.cheer.findUniqueOrThrow({ where: { proofId: proof } });
    for (const who of [two, one, one]) {
      lines.push(`07:11 * ${who} presses the button`);
      lines.push(`    (only they see) ${await here.press(who, `1:forget:${memoryId}`)}`);
    }
    break;
  }

  at(28);
  model.always('rateLimit');
  model.retryAfter('30');
  const late = await says(two, words.late);
  lines.push('07:12 * the model answers again');
  model.always('good');
  here.set(seoul(28, '07:12'));
  answers(words.late);
  await here.late();
  await show(late.proof);
  lines.push(`07:20 * ${two} edits it: ${words.edited.text}`);
  here.set(seoul(28, '07:20'));
  answers(words.edited);
  await here.edit(late.event, words.edited.text);
  await here.write();
  await show(late.proof);
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(`cheering.${locale}.txt`);
});

function cheer(view: CheerView): readonly string[] {
  const small = [view.credit, view.memory, view.footer === null ? null : [view.footer]];
  const links = view.memory?.some((piece) => typeof piece !== 'string' && piece.kind === 'link')
    ? ' (a link)'
    : '';
  return [
    ...view.lines.map((line) => `담찌: ${line}`),
    ...small.flatMap((line) => (line ? [`      ${plain(line)}${line === view.memory ? links : ''}`] : [])),
    ...(view.buttons ?? []).map(({ label }) => `      [${label}]`),
  ];
}

const told: Readonly<
  Record<
    Locale,
    {
      readonly title: string;
      readonly names: readonly [string, string];
      readonly first: Turn;
      readonly tones: Readonly<Record<Tone, Turn>>;
      readonly recalled: Omit<Turn, 'text'> & { readonly text: (day: number) => string };
      readonly late: Turn;
      readonly edited: Turn;
    }
  >
> = {
  ko: {
    title: '아침 달리기',
    names: ['준호', '나래'],
    first: {
      text: '한강에서 3km 걷다 뛰다 했어요',
      quote: '한강에서 3km',
      lines: ['한강에서 3km를 걷다 뛰다 채우셨네요!', '첫 발자국 옆에 담찌 발자국도 콩콩 찍어 둘게요.'],
    },
    tones: {
      short: {
        text: '비 와서 트랙에서 4km 달렸어요',
        quote: '트랙에서 4km',
        lines: ['빗속 트랙 4km, 들었어요.', '오늘도 반가워요.'],
      },
      emoji: { text: '오늘은 2km만 가볍게', quote: '2km', lines: ['-', '-'] },
      silent: { text: '5km, 말없이', quote: '5km', lines: ['-', '-'] },
      warm: {
        text: '다리가 무거워서 천천히 4km',
        quote: '천천히 4km',
        lines: [
          '무거운 다리를 달래며 천천히 4km를 이어 가셨군요.',
          '그 느린 걸음에 담찌도 쳇바퀴 속도를 맞췄어요.',
        ],
      },
    },
    recalled: {
      text: (day) => `한강에서 ${day}km 쭉 달렸어요`,
      quote: '한강에서 3km 걷다 뛰다',
      lines: [
        '3km 걷다 뛰다 하시던 한강 길을 오늘은 내리 달리셨네요.',
        '그때 찍어 둔 발자국이 아직 따뜻해요.',
      ],
    },
    late: {
      text: '점심시간에 계단으로 12층까지 올라감',
      quote: '12층',
      lines: [
        '점심시간 계단을 12층까지 한 칸씩 밟아 올라가셨네요!',
        '담찌는 3층에서 볼주머니를 내려놓았답니다.',
      ],
    },
    edited: {
      text: '점심시간에 계단 대신 공원을 두 바퀴 걸었어요',
      quote: '공원을 두 바퀴',
      lines: [
        '공원을 두 바퀴 도는 동안 점심 햇살도 따라 걸었겠어요.',
        '담찌가 벤치 옆에서 손 흔들고 있었어요.',
      ],
    },
  },
  en: {
    title: 'Morning run',
    names: ['June', 'Nara'],
    first: {
      text: 'Walked and ran 3k along the river',
      quote: '3k along the river',
      lines: [
        'Walking and running, you covered 3k along the river!',
        'I pressed a tiny paw print next to your first one.',
      ],
    },
    tones: {
      short: {
        text: 'Rain, so 4k on the track',
        quote: '4k on the track',
        lines: ['4k on a rainy track.', 'Good to see you.'],
      },
      emoji: { text: 'Only an easy 2k today', quote: '2k', lines: ['-', '-'] },
      silent: { text: '5k, no words', quote: '5k', lines: ['-', '-'] },
      warm: {
        text: 'Heavy legs, a slow 4k',
        quote: 'a slow 4k',
        lines: [
          'With heavy legs you still found a slow 4k to fit them.',
          'My wheel turned just as slowly, to keep you company.',
        ],
      },
    },
    recalled: {
      text: (day) => `Ran ${day}k along the river without walking`,
      quote: 'Walked and ran 3k along the river',
      lines: [
        'That 3k along the river began as walking; today it was all running.',
        'The paw prints from back then are still warm.',
      ],
    },
    late: {
      text: 'Took the stairs to floor 12 at lunch',
      quote: 'the stairs to floor 12',
      lines: [
        'Step after step, the stairs took you to floor 12 at lunch!',
        'I put my cheeks down on floor three for a rest.',
      ],
    },
    edited: {
      text: 'No stairs after all, two rounds of the park at lunch',
      quote: 'two rounds of the park',
      lines: [
        'Two rounds of the park, with the lunch sun walking along.',
        'I was waving from behind the bench.',
      ],
    },
  },
  ja: {
    title: '朝ラン',
    names: ['ジュンホ', 'ナレ'],
    first: {
      text: '川沿いを3キロ、歩いたり走ったりしました',
      quote: '川沿いを3キロ',
      lines: [
        '川沿いを3キロ、歩いたり走ったりで進みましたね！',
        'はじめの足あとの横に、わたしの足あとも押しておきます。',
      ],
    },
    tones: {
      short: {
        text: '雨なのでトラックで4キロ走りました',
        quote: 'トラックで4キロ',
        lines: ['雨のトラックで4キロですね。', '会えてうれしいです。'],
      },
      emoji: { text: '今日は軽く2キロだけ', quote: '2キロ', lines: ['-', '-'] },
      silent: { text: '5キロ、静かに', quote: '5キロ', lines: ['-', '-'] },
      warm: {
        text: '足が重くてゆっくり4キロ',
        quote: 'ゆっくり4キロ',
        lines: [
          '重い足をなだめながら、ゆっくり4キロを進めましたね。',
          '回し車も同じ速さで、となりを回っていました。',
        ],
      },
    },
    recalled: {
      text: (day) => `川沿いを${day}キロ、歩かずに走りました`,
      quote: '川沿いを3キロ',
      lines: [
        '歩いたり走ったりだった川沿いの3キロを、今日は走りきりましたね。',
        'あの日の足あとは、まだあたたかいです。',
      ],
    },
    late: {
      text: '昼休みに階段で12階まで上がりました',
      quote: '階段で12階',
      lines: ['昼休みの階段を一段ずつ、12階まで上がりましたね！', 'わたしは3階でほお袋をおろしていました。'],
    },
    edited: {
      text: 'やっぱり階段ではなく公園を2周歩きました',
      quote: '公園を2周',
      lines: [
        '公園を2周するあいだ、昼の日ざしも一緒に歩いていましたね。',
        'ベンチのうしろから、そっと手をふっていました。',
      ],
    },
  },
};
