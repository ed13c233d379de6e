/** The languages the bot speaks. Korean comes first; English and Japanese are complete too. */
export const LOCALES = ['ko', 'en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** Whether the value is one of our languages. */
export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/**
 * The first of our languages among BCP 47 tags in order of preference ('ko-KR', 'en_US', 'ja'), or null.
 * A platform sends one tag (Discord `locale`, Slack `locale`), a browser several.
 */
export function pickLocale(tags: string | readonly string[]): Locale | null {
  for (const tag of typeof tags === 'string' ? [tags] : tags) {
    const language = tag.trim().split(/[-_]/, 1)[0]?.toLowerCase();
    if (isLocale(language)) return language;
  }
  return null;
}
