import type { APIUser } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { DiscordRest } from './rest.ts';

/** The bot's ids. For a bot from before August 2016, the user's id differs from the application's (Discord: topics/oauth2). */
export interface WhoAmI {
  /** The bot's user id. Throws `PlatformError` if it cannot be found out; the gateway will then tell it, see `isUser`. */
  user(): Promise<string>;
  /** The id of the bot's application, to which its commands belong. */
  application(): Promise<string>;
  /** Stores the user id that the gateway told. */
  isUser(id: string): void;
}

/**
 * Asks Discord for the ids. If a compatible server does not support the request, the user id is read from the token, whose first part is
 * the id (Discord: reference, "Authentication").
 */
export function createWhoAmI({
  rest,
  token,
}: {
  readonly rest: DiscordRest;
  readonly token: string;
}): WhoAmI {
  let me: Promise<string> | undefined;
  const ask = async (path: '/users/@me' | '/applications/@me'): Promise<string> => {
    const answer = await rest.request<Partial<APIUser> | undefined>(
      { method: 'GET', path, breaker: null },
      { needs: 'none', once: false },
    );
    if (typeof answer?.id !== 'string') throw new PlatformError('gone', 'no id was answered');
    return answer.id;
  };
  const otherwise = (id: string | null) => (error: unknown) => {
    if (id === null || !(error instanceof PlatformError) || !isUnknown(error)) throw error;
    return id;
  };
  const user = (): Promise<string> => {
    me ??= ask('/users/@me').catch(otherwise(idIn(token)));
    me.catch(() => {
      me = undefined;
    });
    return me;
  };
  return {
    user,
    application: () => ask('/applications/@me').catch(async (error) => otherwise(await user())(error)),
    isUser(id) {
      me = Promise.resolve(id);
    },
  };
}

/** Whether the server does not support the request at all. Other failures are temporary, and asking again will help. */
const isUnknown = ({ kind }: PlatformError): boolean => kind === 'gone' || kind === 'invalid';

function idIn(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString();
  return /^\d{15,20}$/.test(id) ? id : null;
}
