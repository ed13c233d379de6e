/** The slash command, as in the manifest. */
export const COMMAND = '/boost';

/** The names of the manifest's message menus by callback id. A manifest has one name for all languages, at most 24 characters. */
export const SHORTCUT_NAMES: Readonly<Record<string, string>> = {
  count: '인증으로 세기 · Count',
  undo: '인증 취소 · Undo',
};
