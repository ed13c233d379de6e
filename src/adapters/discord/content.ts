import type { APIUser } from 'discord.js';

/** Of a message's payload, what says how it reads. */
export interface Content {
  readonly content: string;
  /** What the mentioned are called in the server, the gateway alone tells. */
  readonly mentions: readonly (APIUser & { readonly member?: Nicked | undefined })[];
  /** Discord sends them with followed channels' posts only. */
  readonly mention_channels?: readonly { readonly id: string; readonly name: string }[];
}

interface Nicked {
  readonly nick?: string | null;
}

/** What people are called in a server. */
export function nameOf(user: APIUser, member?: Nicked): string {
  return member?.nick ?? user.global_name ?? user.username;
}

/** Members, roles and games, channels, custom emoji, slash commands, timestamps. Discord: reference, "Message Formatting". */
const TOKEN =
  /<(?:@!?(\d{1,20})|(@[&$])\d{1,20}|#(\d{1,20})|a?(:\w{1,32}:)\d{1,20}|(\/[^<>:\n]{1,100}):\d{1,20}|t:(-?\d{1,13})(?::[a-z])?)>/gi;

/**
 * A message as its readers see it: names in place of ids, `…` where the payload tells none (asking would cost a request, and the
 * name of a channel may be hidden from who typed its id). A mention of the bot itself, `self`, disappears. The words are then
 * not what Discord holds: whether the bot is mentioned is told by the payload alone.
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

/** Each reader sees it by their own clock; kept, it must stand for all of them. Null: no such time. */
function timeAt(seconds: number): string | null {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().replace(/T(.+):\d\d\.\d+Z$/, ' $1 UTC');
}
