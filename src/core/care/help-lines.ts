import type { Locale } from '../model/locale.ts';
import type { CareKind } from './guard.ts';

/** Where help lines are known. */
export type Country = 'KR' | 'JP' | 'US';

export interface HelpLine {
  readonly country: Country;
  readonly name: Readonly<Record<Locale, string>>;
  /** As it is dialled in the country, or the address of who gives no number here. */
  readonly reach: string;
  /** Open day and night; null: not known, or some hours only. */
  readonly always: true | null;
  readonly for: readonly CareKind[];
  /** Where it was read, and when. Nobody else has looked at it: see docs/OPERATING.md. */
  readonly source: string;
  readonly readOn: string;
}

const readOn = '2026-11-20';
const everything: readonly CareKind[] = ['selfHarm', 'eatingDisorder', 'abuse', 'crisisOfAnother'];

/** In the order in which they are shown. Add and change them here; a test holds the texts to them. */
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

/** Zones of the United States that do not begin with America/ or are easily taken for another country's. */
const usZones =
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Nome|Sitka|Adak|Menominee|Metlakatla|Yakutat|Indiana\/|Kentucky\/|North_Dakota\/|Louisville|Indianapolis)|Pacific\/Honolulu)/;

/** The country of a zone whose lines are known; null: another country. */
function countryOf(zone: string): Country | null {
  if (zone === 'Asia/Seoul') return 'KR';
  if (zone === 'Asia/Tokyo') return 'JP';
  return usZones.test(zone) ? 'US' : null;
}

/** Where a language is mostly spoken, for want of a better sign. English tells nothing. */
const homeOf: Readonly<Record<Locale, Country | null>> = { ko: 'KR', ja: 'JP', en: null };

/** Whom the lines are for. `own`: the language that is known to be theirs; `spoken`: the one in which they are told. */
export interface Reached {
  readonly own: Locale | null;
  readonly spoken: Locale;
  /** Their own; null: not known. */
  readonly zone: string | null;
  readonly workspaceZone: string;
}

/**
 * The lines for one member: of the country their own zone is in, else of their language's, else of the workspace's, else of the
 * language's in which they are told: in which one they wrote says less of where they are. Each is shown with its country. Empty:
 * none is known that may reach them.
 */
export function linesFor(what: CareKind, { own, spoken, zone, workspaceZone }: Reached): readonly HelpLine[] {
  const country =
    (zone === null ? null : countryOf(zone)) ??
    (own && homeOf[own]) ??
    (zone === null ? countryOf(workspaceZone) : null) ??
    homeOf[spoken];
  return helpLines.filter((line) => line.country === country && line.for.includes(what));
}
