import type { ChannelRef } from '../model/ids.ts';
import type { Inline, Line } from '../views.ts';

export const bold = (text: string): Inline => ({ kind: 'bold', text });
/** Titles or names one after another. */
export const listed = (titles: readonly string[], between = ', '): Inline[] =>
  titles.flatMap((title, index) => (index > 0 ? [between, bold(title)] : [bold(title)]));
/** Label and value, one after another in a line. */
export const fields = (each: readonly { readonly label: string; readonly value: Line }[]): Inline[] =>
  each.flatMap(({ label, value }, index) => [...(index > 0 ? [' · '] : []), `${label}: `, ...value]);
export const channels = (refs: readonly ChannelRef[]): Inline[] =>
  refs.flatMap((ref, index) => [...(index > 0 ? [', '] : []), { kind: 'channel' as const, ref }]);
/** A command to type, as the platform at hand calls it. */
export const command = (...path: string[]): Inline => ({ kind: 'command', path });
/** A day that is recalled, as a link to what was posted then where there is one. */
export const recalledDay = (text: string, url: string | null): Inline =>
  url === null ? text : { kind: 'link', text, url };
