import type { Locale } from '../model/locale.ts';

/** Discord's permissions by the names on its own screens, which are what a manager looks for. */
const names: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  ko: {
    VIEW_CHANNEL: '채널 보기',
    SEND_MESSAGES: '메시지 보내기',
    SEND_MESSAGES_IN_THREADS: '스레드에서 메시지 보내기',
    CREATE_PUBLIC_THREADS: '공개 스레드 만들기',
    MANAGE_THREADS: '스레드 관리하기',
    READ_MESSAGE_HISTORY: '메시지 기록 보기',
    ADD_REACTIONS: '반응 추가하기',
    ATTACH_FILES: '파일 첨부',
    EMBED_LINKS: '링크 첨부',
  },
  en: {
    VIEW_CHANNEL: 'View Channel',
    SEND_MESSAGES: 'Send Messages',
    SEND_MESSAGES_IN_THREADS: 'Send Messages in Threads',
    CREATE_PUBLIC_THREADS: 'Create Public Threads',
    MANAGE_THREADS: 'Manage Threads',
    READ_MESSAGE_HISTORY: 'Read Message History',
    ADD_REACTIONS: 'Add Reactions',
    ATTACH_FILES: 'Attach Files',
    EMBED_LINKS: 'Embed Links',
  },
  ja: {
    VIEW_CHANNEL: 'チャンネルを見る',
    SEND_MESSAGES: 'メッセージを送信',
    SEND_MESSAGES_IN_THREADS: 'スレッドでメッセージを送信',
    CREATE_PUBLIC_THREADS: '公開スレッドの作成',
    MANAGE_THREADS: 'スレッドの管理',
    READ_MESSAGE_HISTORY: 'メッセージ履歴を読む',
    ADD_REACTIONS: 'リアクションの追加',
    ATTACH_FILES: 'ファイルを添付',
    EMBED_LINKS: '埋め込みリンク',
  },
};

/** The name of a permission in a language, by its constant in the platform's API; unknown ones (Slack's scopes) stay as they are. */
export function permissionName(constant: string, locale: Locale): string {
  return names[locale][constant] ?? constant;
}
