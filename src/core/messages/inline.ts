import type { ChannelRef } from '../model/ids.ts';
import type { Inline, Line } from '../views.ts';

/** A bold text. */
export const bold = (text: string): Inline => ({ kind: 'bold', text });
/** Titles or names in bold, separated by `between`. */
export const listed = (titles: readonly string[], between = ', '): Inline[] =>
  titles.flatMap((title, index) => (index > 0 ? [between, bold(title)] : [bold(title)]));
/** Labels and values on one line: "label: value · label: value". */
export const fields = (each: readonly { readonly label: string; readonly value: Line }[]): Inline[] =>
  each.flatMap(({ label, value }, index) => [...(index > 0 ? [' · '] : []), `${label}: `, ...value]);
/** Channels, separated by commas; the renderer makes them links. */
export const channels = (refs: readonly ChannelRef[]): Inline[] =>
  refs.flatMap((ref, index) => [...(index > 0 ? [', '] : []), { kind: 'channel' as const, ref }]);
/** A command to type, which the renderer writes in the platform's way. */
export const command = (...path: string[]): Inline => ({ kind: 'command', path });
/** A recalled day, as a link to the post of that day if it has a URL. */
export const recalledDay = (text: string, url: string | null): Inline =>
  url === null ? text : { kind: 'link', text, url };
