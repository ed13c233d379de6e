import { characters } from '../characters/index.ts';
import { graphemes, plain, withoutEmoji } from '../cheer/text.ts';

/** Kinds of messages to us, told apart by their words; each kind has hand-written answers. */
export const talkKinds = ['ai', 'cannot', 'thanks', 'hello', 'tired', 'other'] as const;
export type TalkKind = (typeof talkKinds)[number];

const names = characters
  .flatMap((character) => Object.values(character.names))
  .map((name) => name.toLowerCase());
const anyName = `(?:${names.join('|')})`;

/** What people may take us for when they ask what we are. */
const beings =
  '(?:사람|인간|로봇|봇|기계|인공 ?지능|에이아이|ai|gpt|챗봇|챗 ?지피티|프로그램|진짜 ?(?:햄스터|동물))';
const asks =
  '(?:이니|니|이냐|냐|인가요?|인가용|일까요?|입니까|이신가요?|맞나요|맞니|맞습니까|아닌가요?|아니니|인 ?거(?:야|예요|죠|지)|인지 (?:궁금|알)[가-힣 ]*)';
const states =
  '(?:이야|야|이에요|예요|이예요|이세요|세요|이죠|죠|이지|지|맞아요?|맞지|맞죠|아니야|아니에요|아니죠|아니지)';
const beingsJa =
  '(?:人間|ロボット|ボット|機械|ai|エーアイ|人工知能|(?:chat)?gpt|プログラム|本物(?:の(?:ハムスター|動物))?|生きて(?:い)?る)';

/** Tried in this order: a question what we are must never be taken for anything else. */
const signs: readonly (readonly [TalkKind, readonly RegExp[]])[] = [
  [
    'ai',
    [
      new RegExp(`${beings} ?${asks}\\s*\\??$`, 'u'),
      new RegExp(`${beings} ?${states}\\s*\\?`, 'u'),
      new RegExp(
        `(?:^|\\s)(?:너는?|넌|니가|네가|당신은?|혹시|${anyName}(?:은|는|이는)?|여기)[가-힣 ]{0,8} ${beings} ?${states}$`,
        'u',
      ),
      /살아 ?있(?:어|는|니|나)[가-힣 ]*\?|누가 ?(?:답|쓰|말|대답|운영|만들)[가-힣 ]{0,12}\?/u,
      new RegExp(
        `(?:^|\\s)(?:너는?|넌|당신은?|${anyName}(?:은|는|이는)?) ?(?:정체|누구|뭐야|뭔데|뭐예요|뭐니|무엇)|정체가? ?뭐`,
        'u',
      ),
      /\b(?:are|r) (?:you|u|ya) (?:really |actually |just |even )?(?:an? )?(?:real|human|person|people|bot|robot|ai|machine|program|chatbot|gpt|chatgpt|alive)\b/u,
      /\b(?:is|am i (?:talking|speaking|chatting) (?:to|with)) (?:this |it |there )?(?:an? )?(?:real |actual )?(?:human|person|bot|robot|ai|machine|chatbot)\b|\b(?:what|who) are you\b|\byou(?:'re|’re| are) (?:an? )?(?:bot|ai|robot|human|machine)\b/u,
      new RegExp(
        `${beingsJa}(?:ですか|なのか|なんですか|なの|でしょうか|だよね|ですよね|か)\\??$|${beingsJa}\\?`,
        'u',
      ),
      new RegExp(
        `人(?:ですか|なの|なんですか)\\??$|(?:あなた|きみ|君|${anyName})(?:って|は)?(?:何者|誰|だれ|なに|何)`,
        'u',
      ),
    ],
  ],
  [
    'cannot',
    [
      /(?:어떻게|뭘|뭐를|무엇을|무얼|뭐) ?(?:하|할|해|쓰|써|사용|부탁|시킬|도와)[가-힣 ]{0,12}\??$|사용법|도움말|명령어|기능|메뉴얼|매뉴얼/u,
      /(?:알려|가르쳐|찾아|검색해|계산해|번역해|추천해|예약해|설명해|써|적어|만들어|바꿔|지워|삭제해|취소해|등록해|보내|틀어|불러|해석해|정리해|요약해) ?(?:줘|주라|주세요|주실|줄래|줄 ?수|달라|봐)(?!서|셔서)/u,
      /(?:날씨|뉴스|주가|환율|몇 ?시|며칠|숙제|코드|레시피|맛집)[가-힣 ]{0,10}\?/u,
      /\b(?:how (?:do|can|should) i|what can you|can you (?:help|tell|show|find|search|translate|write|make|change|delete|remind|send|play|book|calculate|explain)|could you|please (?:tell|show|find|search|translate|write|make|change|delete|remind|send|explain)|tell me (?:how|what|the|about)|recommend|translate|commands?\b|what time is|the weather)\b/u,
      /(?:教えて|調べて|探して|翻訳して|計算して|おすすめ|予約して|説明して|書いて|作って|変えて|消して|送って|再生して)(?:ください|くれ|もらえ|ほしい|よ|ね)?|使い方|どうすれば|何ができ|なにができ|コマンド|天気|ニュース|何時/u,
    ],
  ],
  [
    'thanks',
    [
      /고마[워우웠운]|고맙|감사|땡큐|ㄱㅅ|덕분/u,
      /\b(?:thanks?|thank (?:you|u)|thx|ty|tysm|cheers|appreciate)\b/u,
      /ありがと|感謝|サンキュ|おかげ|嬉しい|うれしい/u,
    ],
  ],
  [
    'tired',
    [
      /힘들|지[쳤치친]|피곤|우울|슬[프퍼]|속상|외로|지겨|졸[려리]|귀찮|하기 ?싫|번아웃|막막|답답|괴로|울고|ㅠㅠ|ㅜㅜ/u,
      /\b(?:tired|exhausted|sad|lonely|burn(?:ed|t) out|stressed|hard day|rough day|bad day|worn out|overwhelmed|sleepy|drained|can'?t do this)\b/u,
      /疲れ|つかれ|しんどい|つらい|辛い|悲し|寂し|さみし|さびし|眠い|ねむい|落ち込|だるい|もう(?:無理|だめ)/u,
    ],
  ],
  [
    'hello',
    [
      /안녕|하이(?![가-힣])|반가[워웠]|좋은 ?(?:아침|저녁|하루|밤)|굿모닝|잘 ?(?:자|잤|있)|뭐 ?해|ㅎㅇ/u,
      /\b(?:hi|hello|hey|hiya|yo|good (?:morning|evening|night|afternoon)|howdy|sup|what'?s up)\b/u,
      /こんにちは|こんばんは|おはよ|やあ|はじめまして|よろしく|おやすみ|ただいま/u,
    ],
  ],
];

/** The kind of a message; `other` where no pattern matches. All languages are tried, since members mix them. */
export function kindOf(text: string): TalkKind {
  const words = bare(text);
  return signs.find(([, patterns]) => patterns.some((pattern) => pattern.test(words)))?.[0] ?? 'other';
}

/** The longest question to us that is certainly no proof, in graphemes. */
const questionWithin = 40;
/** How many other letters may stand beside bare thanks or a greeting (정말, so, とても). */
const besides = 4;

/**
 * Whether a post that mentions us is only talk: a question to us, or bare thanks or a greeting. Such a post is no proof, even
 * where any text counts as one; a post that says more may be a proof and is treated as one.
 */
export function isNothingButTalk(text: string): boolean {
  const words = bare(text);
  if (/\p{N}/u.test(words)) return false;
  const kind = kindOf(text);
  switch (kind) {
    case 'ai':
    case 'cannot':
      return graphemes(words).length <= questionWithin;
    case 'thanks':
    case 'hello': {
      const [, patterns] = signs.find(([each]) => each === kind)!;
      const rest = patterns.reduce((left, pattern) => left.replace(new RegExp(pattern, 'gu'), ' '), words);
      const letters = rest.replace(endings, ' ').replace(/[^\p{L}]/gu, '');
      return letters.length <= besides;
    }
    case 'tired':
    case 'other':
      return words === '';
  }
}

/** Endings and fillers of thanks and greetings. */
const endings =
  /합니다|드려요|드립니다|하세요|해요|예요|네요|어요|아요|ございます|です|ます|\b(?:you|very|much|so|a lot)\b/gu;

/** Whether a text addresses one of our characters by name (담찌야, "Thanks, Damjji!"); merely mentioning one is not enough. */
export function namesUs(text: string): boolean {
  const words = withoutEmoji(plain(text)).toLowerCase().trim();
  if (calls.some((pattern) => pattern.test(words))) return true;
  return nameLast.test(words) && ['thanks', 'hello'].includes(kindOf(text));
}

const title = '(?:님|さん|ちゃん|くん)?';
const calls: readonly RegExp[] = [
  new RegExp(`(?:^|[\\s,!~.])${anyName}(?:야|아)(?![가-힣])`, 'u'),
  new RegExp(`^(?:hey |hi |hello |dear )?${anyName}${title}\\s*(?:[,，、!！~?？:]|$)`, 'u'),
  new RegExp(`[,，、!！~.]\\s*${anyName}${title}\\s*[!！~.?？ㅎㅋ♡^]*$`, 'u'),
];
const nameLast = new RegExp(`\\s${anyName}${title}\\s*[!！~.ㅎㅋ♡^]*$`, 'u');

/** The text in lower case without mentions, our names, punctuation and laughter. */
function bare(text: string): string {
  return withoutEmoji(plain(text))
    .toLowerCase()
    .replace(/<[@#!][^>]*>|[@＠]\p{L}+/gu, ' ')
    .replace(new RegExp(`${anyName}(?:야|아|님|さん|ちゃん)?(?![가-힣])`, 'gu'), ' ')
    .replace(/[ㅋㅎ~♡^]+/gu, ' ')
    .replace(/[!！.。,，、…]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
