/** One finding of the doctor: its level, what was checked, what was found, and what to do about it (null if nothing). */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly found: string;
  readonly todo: string | null;
}

export const ok = (what: string, found: string): Finding => ({ level: 'ok', what, found, todo: null });
export const warn = (what: string, found: string, todo: string): Finding => ({
  level: 'warn',
  what,
  found,
  todo,
});
export const fail = (what: string, found: string, todo: string): Finding => ({
  level: 'fail',
  what,
  found,
  todo,
});
