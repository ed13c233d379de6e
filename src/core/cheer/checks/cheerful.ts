import type { Locale } from '../../model/locale.ts';
import { plain } from '../text.ts';
import { type Check, perLine } from './check.ts';

/** Words and signs of gladness, which comfort may not contain. */
const glad: Readonly<Record<Locale, RegExp>> = {
  ko: /!|축하|만세|잔치|짝짝|대단|훌륭|최고|멋[져지진졌]|신나|신났|기쁘|기뻐|기쁨|기뻤|잘했|잘하셨|파이팅|화이팅|즐거|즐겁|[🎉🎊🥳👏🎈]/u,
  en: /!|\b(?:congrat\w*|great(?!-)|awesome|amazing|wonderful|fantastic|brilliant|superb|yay|hooray|hurray|bravo|woo+\s?hoo|happy for|so happy|glad|delight\w*|thrill\w*|well done|good job|nice work|excit\w*|fun|celebrat\w*|party)\b|[🎉🎊🥳👏🎈]/u,
  ja: /!|おめでと|お祝い|祝福|すごい|素晴らし|すばらし|最高|すてき|素敵|やった[ねー]|楽し|うれし|嬉し|わくわく|ばんざい|万歳|乾杯|[🎉🎊🥳👏🎈]/u,
};

/** Bad news is comforted, never congratulated. */
export const checkCheerful: Check = perLine((line, { locale, hard }) =>
  hard && glad[locale].test(plain(line).toLowerCase()) ? ['cheerful'] : [],
);
