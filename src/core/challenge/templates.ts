import { addDays } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';
import type { ChallengeSettings } from './settings.ts';

interface Template {
  readonly titles: Readonly<Record<Locale, string>>;
  /** How many days it lasts, the first and the last included; null: open-ended. */
  readonly days: number | null;
  readonly settings: Pick<ChallengeSettings, 'emoji' | 'category' | 'goal' | 'proofKind'> &
    Partial<ChallengeSettings>;
}

export const templateNames = ['running', 'writing', 'drawing', 'morning', 'reading'] as const;
export type TemplateName = (typeof templateNames)[number];

const templates: Readonly<Record<TemplateName, Template>> = {
  running: {
    titles: { ko: '8주 달리기', en: '8 weeks of running', ja: '8週間ランニング' },
    days: 56,
    settings: {
      emoji: '🏃',
      category: 'running',
      goal: { kind: 'perWeek', n: 3 },
      proofKind: 'either',
      endNotices: [14, 3],
    },
  },
  writing: {
    titles: { ko: '30일 글쓰기', en: '30 days of writing', ja: '30日間ライティング' },
    days: 30,
    settings: { emoji: '✍️', category: 'writing', goal: { kind: 'daily' }, proofKind: 'text', minLength: 30 },
  },
  drawing: {
    titles: { ko: '100일 그림', en: '100 days of drawing', ja: '100日お絵描き' },
    days: 100,
    settings: { emoji: '🎨', category: 'drawing', goal: { kind: 'daily' }, proofKind: 'photo' },
  },
  morning: {
    titles: { ko: '평일 아침 글', en: 'Morning pages', ja: '平日のモーニングページ' },
    days: null,
    settings: {
      emoji: '🌅',
      category: 'morning',
      goal: { kind: 'weekdays', days: [1, 2, 3, 4, 5] },
      proofKind: 'either',
    },
  },
  reading: {
    titles: { ko: '매일 20분 읽기', en: 'Read 20 minutes a day', ja: '毎日20分読書' },
    days: null,
    settings: { emoji: '📖', category: 'reading', goal: { kind: 'daily' }, proofKind: 'either' },
  },
};

/** The template whose name a command or a button carries; null for anything else. */
export function templateNamed(name: string | undefined): TemplateName | null {
  return templateNames.find((known) => known === name) ?? null;
}

/** The settings that a template fills in, on top of `empty` and beginning on its first day. */
export function fromTemplate(
  name: TemplateName,
  empty: ChallengeSettings,
  locale: Locale,
): ChallengeSettings {
  const { titles, days, settings } = templates[name];
  const endsOn = days === null ? null : addDays(empty.startsOn, days - 1);
  return { ...empty, ...settings, title: titles[locale], endsOn };
}
