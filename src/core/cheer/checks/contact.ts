import { domainEndings } from '../domains.ts';
import { plain } from '../text.ts';
import { type CheckCode, perLine } from './check.ts';

const LINKS = [
  /[a-z][a-z0-9+.-]*:\/\//iu,
  /(?<![\p{L}\p{N}])(?:mailto|tel|javascript|data):\S/iu,
  /www\./iu,
  new RegExp(`[\\p{L}\\p{N}-]\\.(?:${domainEndings})(?![\\p{Script=Latin}\\p{N}])`, 'iu'),
  /xn--/iu,
  /\]\(/u,
  /[^\s@]+@[^\s@]+\.[^\s@]+/u,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/u,
  /(?:[0-9a-f]{1,4}:){3,}[0-9a-f]{1,4}/iu,
];

/** Slack's and Discord's angle-bracket forms, their escaped twins, and any at sign. */
const MENTIONS = [/@/u, /<[@#!/:ait]/iu, /&lt;[@#!]/iu];

/** Nine digits in a row are a phone, an account, a card or an identity number in any country. */
const PERSONAL = [/\d(?:[-. ()]{0,2}\d){8,}/u, /(?<!\d)1[5-9]\d\d[- ]\d{4}(?!\d)/u, /[공영]일[공영]/u];

/** No ping, no link, no personal data; looked at after look-alike and invisible characters are undone. */
export const checkContact = perLine((line) => {
  const text = plain(line);
  const codes: CheckCode[] = [];
  if (MENTIONS.some((pattern) => pattern.test(text))) codes.push('mention');
  if (LINKS.some((pattern) => pattern.test(text))) codes.push('link');
  if (PERSONAL.some((pattern) => pattern.test(text))) codes.push('personalData');
  return codes;
});
