import type { Inline, Line } from '../../views.ts';

/** An instant, which platforms that can show in the reader's own zone; `text` is for the others. */
export const at = (instant: number, text: string): Inline => ({ kind: 'time', at: instant, text });

/** One line of the preview: when something comes, and what. */
export const when = (then: Inline, what: string): Line => ['· ', then, ` · ${what}`];
