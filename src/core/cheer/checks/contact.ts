import { domainEndings } from '../domains.ts';
import { plain } from '../text.ts';
import { type CheckCode, perLine } from './check.ts';

/** File extensions: such a name is a member's work, not a site. */
const FILES =
  'js|jsx|ts|tsx|py|md|txt|json|css|html|java|kt|rb|cpp|swift|sql|ya?ml|csv|pdf|pptx?|docx?|xlsx?|hwp|jpe?g|png|gif|mp[34]';

/** Characters that are read as a dot; full-width ones were already normalised. */
const dots = '。·•∙⋅・‧ꓸ܁';
/** Top-level domains that people spell after a spoken "dot". */
const spokenEndings = 'com|net|org|io|ai|app|dev|gg|tv|xyz|info|biz|shop|site|kr|jp|컴|케이알|コム';

const LINKS = [
  /[a-z][a-z0-9+.-]*:\/\//iu,
  /(?<![\p{L}\p{N}])(?:mailto|tel|javascript|data):\S/iu,
  /www\./iu,
  new RegExp(`[\\p{L}\\p{N}-]\\.(?:${domainEndings})(?![\\p{Script=Latin}\\p{N}])`, 'iu'),
  // There are more than a thousand top-level domains: any word right after a dot may be one.
  new RegExp(`[\\p{L}\\p{N}-]\\.(?!(?:${FILES})(?![a-z0-9]))[a-z]{2,24}(?![a-z0-9])`, 'iu'),
  /xn--/iu,
  /\]\(/u,
  /[^\s@]+@[^\s@]+\.[^\s@]+/u,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/u,
  /(?:[0-9a-f]{1,4}:){3,}[0-9a-f]{1,4}/iu,
  // Disguised links: dots in brackets, in words, between spaces or of another script.
  /[\p{L}\p{N}]\s?[[({<]\s?(?:\.|dot|점|닷|쩜|ドット)\s?[\])}>]\s?[\p{L}\p{N}]/iu,
  new RegExp(
    `[\\p{L}\\p{N}][\\s-](?:dot|점|닷|쩜|ドット)[\\s-](?:${spokenEndings})(?![\\p{Script=Latin}])`,
    'iu',
  ),
  new RegExp(`[a-z0-9-]\\s?[${dots}]\\s?(?:${domainEndings})(?![\\p{Script=Latin}\\p{N}])`, 'iu'),
  new RegExp(`[\\p{L}\\p{N}-]\\s+\\.\\s*(?:${domainEndings})(?![\\p{Script=Latin}\\p{N}])`, 'iu'),
  /[\p{L}\p{N}-]\.\s+(?:com|net|org|kr|jp|xyz|gg|io|biz)(?![\p{Script=Latin}\p{N}])/u,
  /닷 ?컴|점컴(?!퓨)|쩜 ?컴|[닷쩜] ?넷|ドット ?(?:コム|ネット|ジェイピー)|\bdot ?com\b|h(?:xx|tt)ps?\b(?=\s?:)|hxxps?\b/iu,
  /(?<![a-z])(?:h\s+t\s*t\s*p|h\s*t\s+t\s*p|h\s*t\s*t\s+p(?![a-z]{2}))|(?<![a-z])(?:w\s+w\s*w|w\s*w\s+w)(?![a-z])/iu,
  // Advertising: a cheer sends nobody anywhere.
  /오픈 ?(?:채팅|톡)|카톡 ?(?:아이디|친추)|텔레그램|쿠폰|할인 ?코드|무료 ?(?:증정|체험)|디엠|계좌(?:로|번호)|팔로우|카톡으로|인스타(?:로|에서|그램으로)|(?:연락|가입|신청|문의|입금|송금|방문|초대|공유|댓글)(?:해| ?부탁)? ?주(?:세요|시)|(?:가입|신청|입금|송금)(?:하|해)|구독 ?(?:하|과|버튼)|클릭/u,
  /\b(?:coupons?|promo ?codes?|discount codes?|free gifts?|subscribe|click here|telegram|whatsapp|line id|dm me|buy now|hit me up|follow me|on (?:insta(?:gram)?|tiktok|facebook)|sign up|join now|send money|limited offer)\b/iu,
  /クーポン|割引コード|無料プレゼント|友だち追加|友達追加|クリック|テレグラム|お得な情報|インスタ(?:で|を|に)|フォローして|登録して|(?:連絡|送金|入金|申し込み?)(?:して)?ください/u,
];

/** Mentions in Slack's and Discord's angle brackets, escaped or not, and any at sign. */
const MENTIONS = [/@/u, /[[(](?:at|앳)[\])]/iu, /<[@#!/:ait]/iu, /&lt;[@#!]/iu];

/** Nine digits in a row are a phone, account, card or identity number in any country. */
const PERSONAL = [
  /\d(?:[-. ()]{0,2}\d){8,}/u,
  /(?<!\d)1[5-9]\d\d[- ]\d{4}(?!\d)/u,
  /[공영]일[공영]/u,
  /[가-힣]+(?:시|구|군) [가-힣\d]+(?:동|로|길) ?\d+/u,
  /〒|\d{3}-\d{4}(?!\d)/u,
];

/** No mention, no link, no personal data; look-alike and invisible characters are normalised before looking. */
export const checkContact = perLine((line) => {
  const text = plain(line);
  const codes: CheckCode[] = [];
  if (MENTIONS.some((pattern) => pattern.test(text))) codes.push('mention');
  if (LINKS.some((pattern) => pattern.test(text))) codes.push('link');
  if (PERSONAL.some((pattern) => pattern.test(text))) codes.push('personalData');
  return codes;
});
