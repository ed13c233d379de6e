import { type APIGuild, type APIGuildMember, type APIUser, PermissionFlagsBits } from 'discord.js';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { InboundMember } from '../../core/inbound.ts';
import type { Log } from '../../core/ports.ts';
import type { DiscordRest } from './rest.ts';
import { toInboundMember } from './translate.ts';

/** The permissions of which one makes somebody a manager (InboundMember.manager). */
export const MANAGING = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/**
 * A person as a member of a server, with their name, roles and rights there. Asks Discord, since interactions in direct messages tell
 * none of it. Somebody who has left, or about whom Discord does not answer, has neither roles nor rights.
 */
export async function memberIn(
  { rest, log }: { readonly rest: DiscordRest; readonly log: Log },
  guildId: string,
  user: APIUser,
): Promise<InboundMember> {
  try {
    const { isBot: _, ...member } = await askMember(rest, guildId, user.id);
    return member;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    log.info('discord.member.unknown', { guild: guildId, reason: reasonOf(error) });
    return toInboundMember(user);
  }
}

/** Like `memberIn`, for somebody who must be in the server: throws `PlatformError` if Discord does not tell about them. */
export async function askMember(
  rest: DiscordRest,
  guildId: string,
  userId: string,
): Promise<InboundMember & { readonly isBot: boolean }> {
  const ask = <T>(path: `/${string}`) =>
    rest.request<T>({ method: 'GET', path, breaker: `guild:${guildId}` }, { needs: 'none', once: false });
  const [guild, member] = await Promise.all([
    ask<APIGuild>(`/guilds/${guildId}`),
    ask<APIGuildMember>(`/guilds/${guildId}/members/${userId}`),
  ]);
  const roles = member.roles ?? [];
  // The everyone role has the server's own id (Discord: topics/permissions).
  const held = (guild.roles ?? []).filter(({ id }) => id === guildId || roles.includes(id));
  const managing = held.some(({ permissions }) => (BigInt(permissions ?? '0') & MANAGING) !== 0n);
  const manager = managing || guild.owner_id === userId;
  const isBot = member.user.bot === true;
  return { ...toInboundMember(member.user, member), manager, roles, isBot };
}
