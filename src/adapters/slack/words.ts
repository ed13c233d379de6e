import type { Locale } from '../../core/model/locale.ts';

/** The few words that only Slack's modals need. All other text of the bot is in core/messages. */
export const words: Readonly<Record<Locale, { close: string; waiting: string }>> = {
  ko: { close: '닫기', waiting: '🐹 잠시만 기다려 주세요…' },
  en: { close: 'Close', waiting: '🐹 One moment, please…' },
  ja: { close: '閉じる', waiting: '🐹 少々お待ちください…' },
};
