import { withEmoji } from './emoji.ts';

/** The name to show for a mentioned person's id, or undefined when it is not known. */
export type NameOf = (user: string) => string | undefined;

/**
 * A message's `text` as the member typed it: emoji instead of their names, addresses unwrapped, mentions as names, entities
 * resolved. A mention of `bot` itself disappears. Slack: messaging/formatting-message-text, "Retrieving messages".
 */
export function readText(text: string, nameOf: NameOf, bot: string): string {
  return withEmoji(text)
    .replace(/<([^<>]*)>/g, (_, inner: string) => readToken(inner, nameOf, bot))
    .replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))
    .trim();
}

function readToken(inner: string, nameOf: NameOf, bot: string): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  if (target.startsWith('@')) {
    const user = target.slice(1);
    return user === bot ? '' : `@${nameOf(user) ?? (label || user)}`;
  }
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0] ?? ''}`;
  // Slack labels an address only when it shows something else, such as the bare domain the member typed.
  return label || target.replace(/^mailto:/, '');
}

export const mentions = (text: string, user: string): boolean =>
  text.includes(`<@${user}>`) || text.includes(`<@${user}|`);

/** The ids of everybody whom a message mentions. */
export const mentionedIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g), ([, user]) => user!);
