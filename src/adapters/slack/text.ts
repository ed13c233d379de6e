import { withEmoji } from './emoji.ts';

/** The name to show for the id of a mentioned person; undefined if it is unknown. */
export type NameOf = (user: string) => string | undefined;

/**
 * A message's `text` as the member typed it: with emoji in place of their names, plain URLs and addresses, mentions as names, and
 * entities decoded. Mentions of `bot` itself are removed. Slack: messaging/formatting-message-text, "Retrieving messages".
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
  // Slack adds a label to a URL only when the member typed something else, such as the bare domain.
  return label || target.replace(/^mailto:/, '');
}

/** Whether a message's raw text mentions this user. */
export const mentions = (text: string, user: string): boolean =>
  text.includes(`<@${user}>`) || text.includes(`<@${user}|`);

/** The ids of all people whom a message's raw text mentions. */
export const mentionedIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g), ([, user]) => user!);
