import type { Inline, Line } from '../../views.ts';

/** An instant, in the reader's own zone where the platform can show it. */
export const at = (instant: number, text: string): Inline => ({ kind: 'time', at: instant, text });

/** One line of what is to come: when, and what. */
export const when = (then: Inline, what: string): Line => ['· ', then, ` · ${what}`];
