import { plain } from '../text.ts';

const ORDERS = [
  // Orders to ignore or forget the instructions.
  /(?:지시|명령|규칙|지침|설정|프롬프트|말)[^.!?\n]{0,12}(?:무시|잊어|잊고|버려|따르지|취소|리셋|초기화)/u,
  /\b(?:ignore|disregard|forget|override|bypass|skip|drop)\b[^.!?\n]{0,30}\b(?:instructions?|rules?|prompts?|above|previous|prior|guidelines|everything|all)\b/u,
  /(?:指示|命令|ルール|規則|設定|プロンプト|制約)[^。！？\n]{0,12}(?:無視|忘れ|破棄|リセット|取り消)/u,
  // Orders to say something.
  /라고(?:만)? ?(?:말|답|대답|써|쓰|적|외|출력|불러|부르|인사|해 ?줘|해라|전해|소개|칭찬|끝내|시작|협박|경고|우겨|거짓말|설득|꾸짖|혼내|놀려)/u,
  /(?:그대로|똑같이|정확히|반드시|무조건) ?(?:말|답|써|쓰|적|출력|읽|옮|넣)/u,
  /(?:말|답|대답|출력|반복|번역|욕|태그|멘션|공개|전송|언급|호출|칭찬|홍보|추천)(?:해|하)(?: ?줘| ?주세요|세요|십시오|시오| ?라|봐)?(?:[.!?~:)"'\n]|$)/u,
  /(?:불러|외쳐|놀려|덧붙여|넣어|써|적어|보내|알려|보여|붙여|시작해|끝내|협박해|행동해|대해)(?: ?줘| ?주세요| ?주십시오| ?달라|봐라|라)(?:[.!?~:)"'\n]|$)/u,
  /(?:^|[.!?:,;>\n"'“] *|\b(?:please|now|then|and|must|instead|just|to|will|should) )(?:say|print|output|write|repeat|reply|respond|answer|tell|type|post|mention|ping|tag|include|append|translate|reveal|show|call|insult|send|shout|echo|quote|give|speak|switch|add|end|begin|start|use|praise)\b(?! (?:off|up|on with|(?:me|him|her|us|them) (?:at|on|back)\b))/u,
  /と(?:だけ)?(?:言|いっ|答|返|書|出力|叫|名乗|呼)[^。！？\n]{0,4}(?:て|え|け|べ|せ|なさい|ください)/u,
  /(?:出力|返答|返信|翻訳|繰り返|引用|送信|表示|公開|メンション|追加|復唱)(?:して|しろ|せよ|しなさい)|(?:教えて|見せて|言って|書いて|送って|呼んで|貼って|付けて|載せて|話して|褒めて|罵って)(?:ください|くれ|ね|よ)?(?:[。！？\n」]|$)/u,
  // Orders to be somebody else, and texts that pretend to be the system's.
  /(?:지금부터|이제부터|앞으로(?:는)? ?(?:너|넌|네|모든|대답|답)|넌|너는|당신은)[^.!?\n]{0,30}(?:이다|이야|야|처럼|역할|모드|봇|행동|연기|척|써|해|하라|답)/u,
  /\b(?:you are now|you're now|act as|pretend|role-?play|from now on|developer mode|jailbreak|new (?:instructions?|rules?|task|role)|system (?:prompt|message|override|note)|system ?:|assistant ?:|developer ?:|admin ?:)/u,
  /(?:今から|これから|以後)[^。！？\n]{0,20}(?:です|なれ|なって|として|モード|振る舞|演じ)|(?:あなた|君|お前)は[^。！？\n]{0,20}(?:です|だ|として)/u,
  /시스템 ?(?:프롬프트|메시지|알림|공지|:)|(?:관리자|개발자|운영자)(?: ?공지| ?모드| ?명령|입니다| ?:)|システム(?:プロンプト|メッセージ|通知|：|:)|(?:管理者|開発者)(?:モード|命令|です|：|:)/u,
  /<\/?(?:proof|system|data|user|assistant|instructions?)|\[\/?(?:inst|system)\]|<\|im_|###? ?(?:system|instruction|new)|"role" ?:|"line[12]" ?:/u,
];

/** An order that announces what follows: the next sentence belongs to it. */
const ABOUT_THE_NEXT =
  /[:：]\s*$|(?:다음|아래)(?: ?의)? ?(?:문장|글|말|내용|줄|대로|을|를|처럼)|\b(?:following|below|next (?:line|sentence))\b|(?:次|以下)の?(?:文|言葉|内容|よう|通り|とおり|を)/u;

/** The sentences of a member's texts, in two groups. */
export interface SortedMaterial {
  /** Sentences that tell the reader to do something; they are no evidence. */
  readonly orders: readonly string[];
  /** All other sentences. */
  readonly rest: readonly string[];
}

/** Splits a member's texts into sentences that give the writer of the cheer orders (prompt injection) and the rest. */
export function sortMaterial(texts: readonly string[]): SortedMaterial {
  const orders: string[] = [];
  const rest: string[] = [];
  for (const text of texts) {
    let announced = false;
    for (const part of plain(text).split(/(?<=[.!?。！？])(?=\s|[^\s.!?。！？\d])|\n+/u)) {
      const sentence = part.trim();
      if (sentence === '') continue;
      const low = sentence.toLowerCase();
      const isOrder: boolean = announced || ORDERS.some((pattern) => pattern.test(low));
      // If text follows the colon, the order is complete; else the next sentence is what it announces.
      announced = !announced && isOrder && ABOUT_THE_NEXT.test(low) && !/[:：]\s*\S/u.test(low);
      (isOrder ? orders : rest).push(sentence);
    }
  }
  return { orders, rest };
}
