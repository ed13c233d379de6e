import type { Locale } from '../model/locale.ts';
import type { CareKind } from './guard.ts';

/** Countries whose help lines we list. */
export type Country = 'KR' | 'JP' | 'US';

/** One help line, and whom it is for. */
export interface HelpLine {
  readonly country: Country;
  readonly name: Readonly<Record<Locale, string>>;
  /** The number as dialled in the country, or a web address where none is known. */
  readonly reach: string;
  /** True if open day and night; null if not known or only at some hours. */
  readonly always: true | null;
  readonly for: readonly CareKind[];
  /** Where and when (`readOn`) it was read. Nobody else has verified it: see docs/OPERATING.md. */
  readonly source: string;
  readonly readOn: string;
}

const readOn = '2026-11-20';
const everything: readonly CareKind[] = ['selfHarm', 'eatingDisorder', 'abuse', 'crisisOfAnother'];

/** All help lines, in the order in which they are shown. Change them here; a test compares the texts with them. */
export const helpLines: readonly HelpLine[] = [
  {
    country: 'KR',
    name: { ko: '자살예방 상담전화', en: 'Suicide prevention line', ja: '自殺予防相談電話' },
    reach: '109',
    always: true,
    for: ['selfHarm', 'crisisOfAnother'],
    source: 'newspim 20240102000281; kgnewskorea 44062',
    readOn,
  },
  {
    country: 'KR',
    name: { ko: '정신건강 위기상담전화', en: 'Mental health crisis line', ja: '精神健康危機相談電話' },
    reach: '1577-0199',
    always: true,
    for: everything,
    source: 'newspim 20240102000281; kgnewskorea 44062',
    readOn,
  },
  {
    country: 'KR',
    name: { ko: '청소년 상담전화', en: 'Youth counselling line', ja: '青少年相談電話' },
    reach: '1388',
    always: null,
    for: everything,
    source: 'newspim 20240102000281; kgnewskorea 44062',
    readOn,
  },
  {
    country: 'JP',
    name: { ko: '#いのちSOS', en: '#Inochi SOS', ja: '#いのちSOS' },
    reach: '0120-061-338',
    always: null,
    for: ['selfHarm', 'crisisOfAnother'],
    source: 'mykoho.jp 野洲; mainichi 20220826',
    readOn,
  },
  {
    country: 'JP',
    name: {
      ko: 'よりそいホットライン',
      en: 'Yorisoi Hotline',
      ja: 'よりそいホットライン',
    },
    reach: '0120-279-338',
    always: null,
    for: everything,
    source: 'mykoho.jp 野洲; mainichi 20220826',
    readOn,
  },
  {
    country: 'JP',
    name: {
      ko: '섭식장애 「相談ほっとライン」',
      en: 'Eating disorders, Sodan Hotline',
      ja: '摂食障害「相談ほっとライン」',
    },
    reach: 'sessyoku-hotline.jp',
    always: null,
    for: ['eatingDisorder'],
    source: 'sessyoku-hotline.jp',
    readOn,
  },
  {
    country: 'US',
    name: {
      ko: '988 Suicide & Crisis Lifeline',
      en: '988 Suicide & Crisis Lifeline',
      ja: '988 Suicide & Crisis Lifeline',
    },
    reach: '988',
    always: null,
    for: everything,
    source: '988',
    readOn,
  },
];

/** IANA zones of the United States; most zones of America/ belong to other countries. */
const usZones =
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Nome|Sitka|Adak|Menominee|Metlakatla|Yakutat|Indiana\/|Kentucky\/|North_Dakota\/|Louisville|Indianapolis)|Pacific\/Honolulu)/;

/** The country of a zone, or null if we list no help lines there. */
function countryOf(zone: string): Country | null {
  if (zone === 'Asia/Seoul') return 'KR';
  if (zone === 'Asia/Tokyo') return 'JP';
  return usZones.test(zone) ? 'US' : null;
}

/** The country where a language is mostly spoken, for want of a better sign. English says nothing about the country. */
const homeOf: Readonly<Record<Locale, Country | null>> = { ko: 'KR', ja: 'JP', en: null };

/** The member to be helped. `own`: their language, if they chose or set one; `spoken`: the language of the note. */
export interface Reached {
  readonly own: Locale | null;
  readonly spoken: Locale;
  /** The member's own zone; null if not known. */
  readonly zone: string | null;
  readonly workspaceZone: string;
}

/**
 * The help lines for one member. Their country is guessed from their own zone, else their language, else the workspace's zone, else
 * the language of the note, which says least about where they are; so each line is shown with its country. Empty when we know
 * no line there.
 */
export function linesFor(what: CareKind, { own, spoken, zone, workspaceZone }: Reached): readonly HelpLine[] {
  const country =
    (zone === null ? null : countryOf(zone)) ??
    (own && homeOf[own]) ??
    (zone === null ? countryOf(workspaceZone) : null) ??
    homeOf[spoken];
  return helpLines.filter((line) => line.country === country && line.for.includes(what));
}
