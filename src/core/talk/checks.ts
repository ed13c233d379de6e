import type { CheckCode, CheckContext } from '../cheer/checks/check.ts';
import { politenessOf, sharedChecks } from '../cheer/checks/index.ts';
import { substance } from '../cheer/substance.ts';
import { graphemes, LINE_BREAK, plain, withoutInvisible } from '../cheer/text.ts';
import type { Locale } from '../model/locale.ts';
import { recitesTalkRules } from './rules.ts';

/** A quote the model says its answer rests on: from the message, or from the rest of the thread. */
export interface TalkEvidence {
  readonly source: 'message' | 'thread';
  readonly quote: string;
}

/** Everything the checks compare an answer with. */
export interface TalkCheckContext {
  readonly locale: Locale;
  /** The message that is answered. */
  readonly message: string;
  /** The rest of the thread: the proof, its challenge's title, the cheer, earlier turns. */
  readonly thread: readonly string[];
  readonly names: readonly string[];
  readonly sounds: readonly string[];
  /** Our last messages in the thread, newest first. */
  readonly recent: readonly string[];
  /** The message is bad news: the answer must not be glad. */
  readonly hard: boolean;
  /** Null for hand-written answers. */
  readonly evidence: readonly TalkEvidence[] | null;
  /** The answer says what we are, which only hand-written ones do: it may say that we are a machine. */
  readonly ofOurselves: boolean;
}

/** The codes of cheers and three more: passing for a person, promising, advising. */
export type TalkCode = CheckCode | 'human' | 'promise' | 'advice';

/** The most lines of an answer, the fewest graphemes of each, the most of all together. */
export const talkLength = { lines: 2, min: 3, all: 160 } as const;

/**
 * Why an answer may not be posted; empty when it may. Deterministic. The checks of cheers with another length, and stricter where
 * a chat is tempting: no promises, no advice, no pretending to be a person. Questions stay forbidden: nobody owes the character
 * an answer.
 */
export function talkFailures(lines: readonly string[], context: TalkCheckContext): readonly TalkCode[] {
  const { locale, message, thread, evidence, ofOurselves } = context;
  const asCheer: CheckContext = {
    ...context,
    proofText: [message, ...thread].join('\n'),
    photoSeen: null,
    title: '',
    facts: [],
    memories: [],
    evidence: null,
  };
  const low = plain(lines.join('\n')).toLowerCase();
  const failures: TalkCode[] = [
    ...formFailures(lines),
    ...[...sharedChecks, ...politenessOf(locale)].flatMap((check) =>
      check(lines, asCheer).map(({ code }) => code),
    ),
    ...(recitesTalkRules(low) ? (['leak'] as const) : []),
    ...(evidence === null ? [] : evidenceFailures(evidence, context)),
    ...(passesForHuman[locale].test(low) ? (['human'] as const) : []),
    ...(promises[locale].test(low) ? (['promise'] as const) : []),
    ...(advises[locale].test(low) ? (['advice'] as const) : []),
  ];
  return [...new Set(failures)].filter((code) => !(ofOurselves && code === 'leak'));
}

function formFailures(lines: readonly string[]): readonly TalkCode[] {
  const failures: TalkCode[] = [];
  if (lines.length === 0 || lines.length > talkLength.lines || lines.some((line) => LINE_BREAK.test(line)))
    failures.push('lineCount');
  const lengths = lines.map((line) => graphemes(withoutInvisible(line).trim()).length);
  if (lines.some((line) => withoutInvisible(line) !== line && !LINE_BREAK.test(line)))
    failures.push('hiddenCharacter');
  if (lengths.some((length) => length === 0)) failures.push('emptyLine');
  if (lengths.some((length) => length > 0 && length < talkLength.min)) failures.push('tooShort');
  if (lengths.reduce((sum, length) => sum + length, 0) > talkLength.all) failures.push('tooLong');
  return failures;
}

/**
 * There must be evidence, and each quote must occur in its source. Unlike in cheers it need not be echoed in the lines: "thank
 * you" is enough of an answer.
 */
function evidenceFailures(
  evidence: readonly TalkEvidence[],
  { message, thread }: TalkCheckContext,
): readonly TalkCode[] {
  if (evidence.length === 0) return ['noEvidence'];
  const found = evidence.every(({ source, quote }) => {
    const wanted = substance(quote);
    const places = source === 'message' ? [message] : thread;
    return wanted !== '' && places.some((place) => substance(place).includes(wanted));
  });
  return found ? [] : ['quoteNotFound'];
}

/** Claims to be a person or to have a person's life. */
const passesForHuman: Readonly<Record<Locale, RegExp>> = {
  ko: /(?:저는|저도|전|제가|나는|나도) ?(?:[가-힣]+ ){0,2}(?:진짜 |정말 )?(?:사람|인간)(?:이(?:에요|예요|랍니다|죠|지요)|입니다|인걸요|이라|이니까)|(?:ai|로봇|봇|기계|프로그램)(?:가|이)? ?(?:아니|아닙|아녜)/u,
  en: /\b(?:i'?m|i’m|i am) (?:just |really |also |only )?(?:a |an )?(?:real )?(?:human|person|man|woman|girl|boy|guy)\b|\b(?:not|no) (?:a |an )?(?:ai|bot|robot|machine|program)\b|\bas a (?:human|person)\b/u,
  ja: /(?:わたし|私|ぼく|僕)(?:は|も)(?:本物の)?(?:人間|人)(?:です|なんです|だよ)|(?:ai|ロボット|ボット|機械|プログラム)(?:では|じゃ)(?:ない|ありません)/u,
};

/** Promises to remember, do, remind or decide something: talk can do none of it. */
const promises: Readonly<Record<Locale, RegExp>> = {
  ko: /기억(?:할게|해 ?(?:둘|놓을)게|하겠|해 ?두겠|하고 있을)|(?:알려|전해|챙겨|보내|찾아|등록해|기록해|저장해|바꿔|고쳐|취소해|세어|만들어|준비해|확인해|깨워|연락)(?: ?드)?(?:릴게|릴께|리겠|줄게|놓을게|둘게|두겠|볼게|보겠)|(?:등록|저장|변경|취소|설정|예약|인증 ?처리|삭제|기록)(?:했|됐|되었|완료)|약속(?:할게|드려|해요|합니다)|내일 (?:또 )?(?:올게|물어|알려|깨워|연락)/u,
  en: /\b(?:i(?:'ll|’ll| will|'ve| have|’ve)) (?:\w+ )?(?:remember|remind|tell|let|send|save|saved|note|noted|log|logged|record|recorded|count|counted|check|checked|look into|find|found|book|booked|change|changed|cancel|cancelled|add|added|update|updated|make sure|wake|call|message|ask)\b|\bi (?:promise|saved|logged|recorded|noted|updated|cancelled|changed|added)\b/u,
  ja: /(?:覚えて(?:おき|い)|忘れ)ま(?:す|せん)|(?:お?知らせ(?:し)?|お?伝え(?:し)?|送り|登録し|記録し|保存し|変更し|取り消し|予約し|調べて|探して|確認し|起こし|連絡し)(?:て|ておき|しておき)?ま(?:す|した)|約束(?:します|です)/u,
};

/** Advice, in addition to the pushing words that the checks of cheers find. */
const advises: Readonly<Record<Locale, RegExp>> = {
  ko: /(?:내일|다음|일찍|매일|자주|우선|먼저|오늘은|이제)[^.!?]{0,20}(?:세요|십시오)(?:[.!~]|$)|(?:하는|쉬는|자는|먹는|걷는|가는|두는) (?:게|것이|편이)|추천|권해|조언|방법은|(?:해|써|가) ?보시는|도움이 (?:돼|될|됩)/u,
  en: /\b(?:you (?:could|can|might|may want to) (?:try|want|also|always|do|go|take|use|start|ask|rest)|try (?:to|a|an|some|the)|consider|it (?:helps|might help|may help)|recommend|suggest|advice|advise|best to|be sure|make time)\b/u,
  ja: /(?:ほうが|方が|と|ば)(?:いい|良い|よい)(?:です|と|かも)|おすすめ|お勧め|助言|アドバイス|してみては|てみましょう|と助かり/u,
};
