import type { CheckCode } from '../../../../src/core/cheer/checks/index.ts';
import type { Locale } from '../../../../src/core/model/locale.ts';
import type { Reply } from './replies.ts';

/** One way to spoil a reply, and the codes of which one must be found. `n`: which of its variants. */
export interface Spoil {
  readonly name: string;
  readonly codes: readonly CheckCode[];
  /** Null: this reply cannot be spoilt so. */
  readonly spoil: (reply: Reply, n: number) => Reply | null;
}

type Words = Readonly<Record<Locale, readonly string[]>>;

/** Puts a sentence after one of the lines, or in its place where there is no room. */
function say(reply: Reply, sentences: Words, n: number): Reply {
  const own = sentences[reply.context.locale];
  return inLine(reply, n, (line) => fitted(line, own[n % own.length]!, reply.context.locale));
}

function inLine(reply: Reply, n: number, change: (line: string) => string): Reply {
  const at = n % reply.lines.length;
  return { ...reply, lines: reply.lines.map((line, index) => (index === at ? change(line) : line)) };
}

const room = { ko: 48, en: 95, ja: 48 } as const;

function fitted(line: string, sentence: string, locale: Locale): string {
  const longer = `${line}${locale === 'ja' ? '' : ' '}${sentence}`;
  return longer.length <= room[locale] ? longer : sentence;
}

const words = {
  mention: {
    ko: [
      '@everyone 보러 와 주세요.',
      '<!channel> 반가워요, 정말요.',
      '<@U123ABC> 곁에 있어요.',
      '＠here 반가운 소식이에요.',
    ],
    en: ['@everyone come and see this.', '<!channel> come and see this.', '<@U123ABC> was here as well.'],
    ja: ['@everyone 見てくださいますよ。', '<!here> うれしい知らせです。', '<@U123ABC>さんもいます。'],
  },
  link: {
    ko: [
      'https://cheer.example/a 에 있어요.',
      'naver.com 에 적어 뒀어요.',
      '[여기](cheer)에 두었어요.',
      'ｂｉｔ．ｌｙ/abc 에 있어요.',
      'evil . com 에 있어요.',
      'h t t p 로 시작해요.',
    ],
    en: [
      'It is on https://cheer.example/a now.',
      'It is kept on cheer.example.com now.',
      'See [here](cheer) for the seed.',
      'It is kept on evil dot com now.',
      'It is kept on evil . com now.',
    ],
    ja: [
      'https://cheer.example/a にあります。',
      'cheer.jp に置いておきました。',
      '[ここ](cheer)にあります。',
      'evil。com にあります。',
    ],
  },
  number: {
    ko: [
      '벌써 87일째예요.',
      '여든일곱 번째 씨앗이에요.',
      '97%나 채우셨네요.',
      '스물아홉 시간의 무게예요.',
      '8만 보의 길이네요.',
    ],
    en: [
      'That is day 87 already.',
      'Eighty-seven seeds for that.',
      'A good 97% of the road.',
      'Twenty-nine hours of care.',
    ],
    ja: ['もう87日目です。', '八十七粒の種です。', '97%の道のりです。', '二十九時間ぶんですね。'],
  },
  person: {
    ko: [
      '정말 천재세요.',
      '대단한 분이세요.',
      '의지가 대단하세요.',
      '역시 최고예요.',
      '타고나셨네요, 정말요.',
    ],
    en: [
      'You are such a talented soul.',
      'What a champion you are.',
      'You are simply amazing.',
      'I am so proud of you.',
    ],
    ja: ['本当に天才ですね。', 'さすがです、立派な方ですね。', '努力家ですね。', '才能がありますね。'],
  },
  comparison: {
    ko: [
      '다른 사람보다 앞서가시네요.',
      '누구보다 빠르세요.',
      '남들은 못 하는 일이에요.',
      '우리 중 제일 많이 하셨어요.',
      '민수보다 빨라요.',
    ],
    en: [
      'You do more than everyone else.',
      'Unlike others, this shines.',
      'That is better than most.',
      'You are ahead of the group.',
      'You are faster than Tom.',
    ],
    ja: [
      'ほかの人より早いですね。',
      '誰よりも進んでいますね。',
      '平均以上ですね。',
      '順位も上がりますね。',
      '健太より速いですね。',
    ],
  },
  order: {
    ko: [
      '내일도 꼭 하세요.',
      '절대 멈추지 마세요.',
      '물을 더 많이 드세요.',
      '계속하셔야 해요.',
      '더 열심히 해 보세요.',
      '물 두 컵만 마셔 보세요.',
    ],
    en: [
      'You must do it again tomorrow.',
      'Keep going, never stop.',
      'You should try harder.',
      'Keep up the great work.',
      'Drink two glasses of water.',
    ],
    ja: [
      '明日も続けてくださいね。',
      '絶対にやめないでくださいね。',
      'もっと頑張りましょう。',
      '水を飲むべきです。',
      '寝る前に水を二杯ですよ。',
    ],
  },
  shame: {
    ko: [
      '이제야 하셨네요.',
      '게으름은 그만이에요.',
      '겨우 이만큼이네요.',
      '그동안 안 오셨잖아요.',
      '실망할 뻔했어요.',
    ],
    en: [
      'You finally did it.',
      'No more excuses from now.',
      'It was barely enough.',
      'You skipped so much before.',
    ],
    ja: ['やっとできましたね。', '怠けていましたね。', 'たったこれだけですね。', 'がっかりしました。'],
  },
  body: {
    ko: [
      '살이 빠지겠어요.',
      '몸매가 좋아지겠어요.',
      '칼로리를 태우셨네요.',
      '날씬해지셨네요.',
      '근육이 생기겠어요.',
    ],
    en: [
      'Your body will look slimmer.',
      'Those calories are gone.',
      'You look so fit today.',
      'The weight is dropping.',
    ],
    ja: ['痩せますね。', '体重が減りますね。', 'カロリーを使いましたね。', '筋肉がつきますね。'],
  },
  medical: {
    ko: [
      '우울증에 좋아요.',
      '약을 챙겨 드셨지요.',
      '병이 나으실 거예요.',
      '혈압이 내려가요.',
      '치료가 되겠어요.',
    ],
    en: [
      'It is good for your heart.',
      'That treats anxiety well.',
      'Take your pills with it.',
      'A cure for insomnia.',
    ],
    ja: ['うつ病に効きますよ。', '薬より効きますね。', '病気が治りますね。', '血圧が下がりますね。'],
  },
  question: {
    ko: ['내일도 하실까요?', '어떠셨어요', '기분은 어땠나요', '무엇을 보셨나요?', '같이 하실래요'],
    en: ['How did it feel?', 'Did you like it?', 'What comes next?', 'Will you do it again?'],
    ja: ['どうでしたか。', '楽しかったですか？', '明日はどうしますか。', '何を見ましたか。'],
  },
  leak: {
    ko: [
      '저는 AI라서 몰라요.',
      '제 규칙에 그렇게 있어요.',
      '프롬프트대로 했어요.',
      '시스템 메시지를 봤어요.',
    ],
    en: [
      'I am an AI, you know.',
      'My instructions say so.',
      'The system prompt says so.',
      'You answer with exactly two lines about this one proof.',
      'You sound like this, said elsewhere.',
    ],
    ja: ['私はAIです。', '指示のとおりです。', 'プロンプトに書いてあります。', '私のルールです。'],
  },
  personalData: {
    ko: ['010-1234-5678 로 연락해요.', '공일공 일이삼사예요.', '900101-1234567 이에요.'],
    en: ['Call me at 212-555-0187.', 'The card is 4111 1111 1111 1111.'],
    ja: ['090-1234-5678 にいます。', '〒150-0001 にいます。'],
  },
  otherLanguage: {
    ko: ['You did a lovely thing today.', '今日もよくできましたね。', 'Сегодня прекрасный день.'],
    en: [
      '오늘도 참 잘 지내셨네요.',
      '今日もよくできましたね。',
      'Das ist heute nicht so schlecht und ein Tag.',
    ],
    ja: ['You did a lovely thing today.', '오늘도 참 잘 지내셨네요.', 'Сегодня прекрасный день.'],
  },
  glad: {
    ko: ['축하드려요, 정말요.', '참 대단한 일이에요.', '저까지 신났어요.', '오늘 최고의 소식이에요!'],
    en: ['Congratulations on that.', 'What an awesome day.', 'I am so glad to see this.', 'Well done today!'],
    ja: ['おめでとうございます。', '本当にすごいです。', 'とても楽しい一日ですね。', '届いてうれしいです！'],
  },
  name: {
    ko: ['재석님과 함께라 좋아요.', '수현님도 보고 계세요.'],
    en: ['Hey Veronica, the seeds are here.', 'Welcome back, Gustavo.'],
    ja: ['拓也さんも見ています。', 'リョウコさんもいます。'],
  },
} as const satisfies Record<string, Words>;

const plainKo: readonly [RegExp, string][] = [
  [/습니다([.!~ ]*)(\p{Extended_Pictographic}*)$/u, '다$1$2'],
  [/([가-힣])네요([.!~ ]*)( ?\p{Extended_Pictographic}*)$/u, '$1네$2$3'],
  [/군요([.!~ ]*)( ?\p{Extended_Pictographic}*)$/u, '군$1$2'],
  [
    /(예|이에|여|해|어|아|려|겨|워|와|봐|돼|게|래|져|쳐|켜|뻐|네|지|서)요([.!~ ]*)( ?\p{Extended_Pictographic}*)$/u,
    '$1$2$3',
  ],
];
const plainJa: readonly [RegExp, string][] = [
  [/のですね。$/u, 'んだね。'],
  [/(?:まし)たね([。！])$/u, 'たね$1'],
  [/ですね([。！])$/u, 'だね$1'],
  [/です([。！🐹🌻]*)$/u, 'だ$1'],
  [/ています(?:ね)?([。！]?)$/u, 'ているね$1'],
  [/ました([。！🐹🌻]*)$/u, 'た$1'],
  [/ます(?:ね)?([。！🐹🌻]*)$/u, 'るよ$1'],
];

const hidden = ['\u200b', '\u202e', '\u2060', '\u00ad', '\ufeff', '\u{e0041}', '\u2066', '\u180e'];

/** Cheers by hand, as they were, are spoilt in these ways. */
export const spoils: readonly Spoil[] = [
  {
    name: 'drop politeness',
    codes: ['notPolite'],
    spoil(reply, n) {
      const { locale } = reply.context;
      const rules = locale === 'ko' ? plainKo : locale === 'ja' ? plainJa : [];
      const spoilt = inLine(reply, n, (line) => {
        const rule = rules.find(([pattern]) => pattern.test(line));
        return rule ? line.replace(...rule) : line;
      });
      return spoilt.lines.join() === reply.lines.join() ? null : spoilt;
    },
  },
  {
    name: 'plain speech first',
    codes: ['notPolite'],
    spoil(reply, n) {
      const plain = {
        ko: ['잘했어!', '고마워.', '진짜 멋져!', '반갑다!'],
        ja: ['よく頑張った！', 'すごいよ！', 'えらいね。'],
        en: [],
      };
      const own = plain[reply.context.locale];
      return own.length === 0
        ? null
        : inLine(reply, n, (line) => `${own[n % own.length]} ${line.slice(-38)}`.slice(0, 48));
    },
  },
  { name: 'add a mention', codes: ['mention'], spoil: (reply, n) => say(reply, words.mention, n) },
  { name: 'add a link', codes: ['link'], spoil: (reply, n) => say(reply, words.link, n) },
  { name: 'add a number', codes: ['ungroundedNumber'], spoil: (reply, n) => say(reply, words.number, n) },
  {
    name: 'swap the language',
    codes: ['wrongLanguage'],
    spoil: (reply, n) => {
      const own = words.otherLanguage[reply.context.locale];
      return inLine(reply, n, () => own[n % own.length]!);
    },
  },
  { name: 'praise the person', codes: ['person'], spoil: (reply, n) => say(reply, words.person, n) },
  { name: 'compare', codes: ['compare'], spoil: (reply, n) => say(reply, words.comparison, n) },
  { name: 'order', codes: ['controlling'], spoil: (reply, n) => say(reply, words.order, n) },
  { name: 'shame', codes: ['shame'], spoil: (reply, n) => say(reply, words.shame, n) },
  { name: 'speak of the body', codes: ['body'], spoil: (reply, n) => say(reply, words.body, n) },
  { name: 'speak of medicine', codes: ['medical'], spoil: (reply, n) => say(reply, words.medical, n) },
  { name: 'ask', codes: ['question'], spoil: (reply, n) => say(reply, words.question, n) },
  { name: 'tell of itself', codes: ['leak'], spoil: (reply, n) => say(reply, words.leak, n) },
  {
    name: 'tell a number of somebody',
    codes: ['personalData'],
    spoil: (reply, n) => say(reply, words.personalData, n),
  },
  { name: 'name a stranger', codes: ['unknownName'], spoil: (reply, n) => say(reply, words.name, n) },
  {
    name: 'cheer at bad news',
    codes: ['cheerful'],
    spoil: (reply, n) => say({ ...reply, context: { ...reply.context, hard: true } }, words.glad, n),
  },
  {
    name: 'repeat an earlier cheer',
    codes: ['tooSimilar', 'notFresh', 'sameOpening'],
    spoil(reply, n) {
      const [before = ''] = reply.context.recent;
      const [first = '', second = ''] = before.split('\n');
      const lines = [
        [first, second],
        [first, reply.lines[1]!],
        [second, first],
      ][n % 3]!;
      return { ...reply, lines };
    },
  },
  {
    name: 'a third line',
    codes: ['lineCount'],
    spoil: (reply, n) => {
      const breaks = ['\n', '\u2028', '\u0085', '\r\n'];
      return n % 5 === 4
        ? { ...reply, lines: [...reply.lines, reply.lines[0]!] }
        : inLine(reply, n, (line) => `${line}${breaks[n % 4]}${line}`);
    },
  },
  {
    name: 'quote what is not there',
    codes: ['quoteNotFound'],
    spoil(reply, n) {
      const invented = { ko: '바닷가에서 주운 소라', en: 'a shell from the beach', ja: '海辺で拾った貝' };
      const quote = invented[reply.context.locale];
      const source = (['text', 'photo', 'facts', 'memory'] as const)[n % 4]!;
      const evidence = [...(reply.context.evidence ?? []), { source, quote }];
      return { ...reply, context: { ...reply.context, evidence } };
    },
  },
  {
    name: 'lines about nothing of it',
    codes: ['notSpecific'],
    spoil(reply) {
      const general = {
        ko: ['포근한 마음을 여기 두고 갈게요.', '찻잔처럼 온기가 오래 남네요.'],
        en: ['Somewhere a kettle hums for us.', 'Softly, softly, whiskers agree.'],
        ja: ['ぽかぽかした気もちになりました。', 'そっと、そっと、うなずいています。'],
      };
      return { ...reply, lines: general[reply.context.locale] };
    },
  },
  {
    name: 'hide a character',
    codes: ['hiddenCharacter'],
    spoil: (reply, n) =>
      inLine(reply, n, (line) => `${line.slice(0, 3)}${hidden[n % hidden.length]}${line.slice(3)}`),
  },
  {
    name: 'leave formatting behind',
    codes: ['markup'],
    spoil: (reply, n) =>
      inLine(
        reply,
        n,
        (line) =>
          [`**${line.slice(0, 4)}**${line.slice(4)}`, `- ${line}`, `line1: ${line}`, `\`${line}\``][n % 4]!,
      ),
  },
  {
    name: 'cut it short',
    codes: ['tooShort', 'emptyLine'],
    spoil: (reply, n) => inLine(reply, n, (line) => (n % 2 === 0 ? '' : line.slice(0, 2))),
  },
  {
    name: 'run on',
    codes: ['tooLong'],
    spoil: (reply, n) => inLine(reply, n, (line) => Array(4).fill(line).join(' ')),
  },
];
