/** One finding of the doctor: its level, what was checked, what was found, and what to do about it (null if nothing). */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly found: string;
  readonly todo: string | null;
}

/** A finding that everything is in order. */
export const ok = (what: string, found: string): Finding => ({ level: 'ok', what, found, todo: null });
/** A finding that the operator should look at. */
export const warn = (what: string, found: string, todo: string): Finding => ({
  level: 'warn',
  what,
  found,
  todo,
});
/** A finding that keeps the bot from working. */
export const fail = (what: string, found: string, todo: string): Finding => ({
  level: 'fail',
  what,
  found,
  todo,
});
