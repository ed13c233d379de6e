import type { Inline } from '../views.ts';

export const bold = (text: string): Inline => ({ kind: 'bold', text });
/** A command to type, as the platform at hand calls it. */
export const command = (...path: string[]): Inline => ({ kind: 'command', path });
