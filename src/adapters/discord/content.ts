import type { APIUser } from 'discord.js';

/** The part of a message's payload that is needed to show its text as people read it. */
export interface Content {
  readonly content: string;
  /** The mentioned people. Only the gateway adds `member`, with their names in the server. */
  readonly mentions: readonly (APIUser & { readonly member?: Nicked | undefined })[];
  /** Discord sends these only with posts from followed channels. */
  readonly mention_channels?: readonly { readonly id: string; readonly name: string }[];
}

interface Nicked {
  readonly nick?: string | null;
}

/** The name a person is shown by in a server: nickname, else display name, else user name. */
export function nameOf(user: APIUser, member?: Nicked): string {
  return member?.nick ?? user.global_name ?? user.username;
}

/** Matches Discord's markup for members, roles and games, channels, custom emoji, commands and times ("Message Formatting"). */
const TOKEN =
  /<(?:@!?(\d{1,20})|(@[&$])\d{1,20}|#(\d{1,20})|a?(:\w{1,32}:)\d{1,20}|(\/[^<>:\n]{1,100}):\d{1,20}|t:(-?\d{1,13})(?::[a-z])?)>/gi;

/**
 * A message's text as its readers see it: ids become names, or `…` where the payload tells no name (asking would cost a request, and
 * the name of a channel may be hidden from the person who typed its id). Mentions of the bot itself (`self`) are removed, so only the
 * payload, not this text, tells whether the bot is mentioned.
 */
export function readContent(
  { content, mentions, mention_channels: channels }: Content,
  self: string,
): string {
  const read = (
    whole: string,
    user?: string,
    group?: string,
    channel?: string,
    emoji?: string,
    command?: string,
    seconds?: string,
  ): string => {
    if (user === self) return '';
    if (user !== undefined) {
      const known = mentions.find(({ id }) => id === user);
      return `@${known === undefined ? '…' : nameOf(known, known.member)}`;
    }
    if (channel !== undefined) return `#${channels?.find(({ id }) => id === channel)?.name ?? '…'}`;
    if (group !== undefined) return '@…';
    if (seconds !== undefined) return timeAt(Number(seconds)) ?? whole;
    return emoji ?? command ?? whole;
  };
  return content.replace(TOKEN, read).trim();
}

/** A timestamp as UTC text: Discord shows it in each reader's zone, but stored text must be right for all. Null if it is invalid. */
function timeAt(seconds: number): string | null {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().replace(/T(.+):\d\d\.\d+Z$/, ' $1 UTC');
}
