import type { APIUser } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { DiscordRest } from './rest.ts';

/** Who the bot is, by ids. A bot from before August 2016 is numbered apart from its application (Discord: topics/oauth2). */
export interface WhoAmI {
  /** Its user id. Throws `PlatformError` where nobody tells it: the gateway will, see `isUser`. */
  user(): Promise<string>;
  /** Its application's id, which its commands hang on. */
  application(): Promise<string>;
  /** The gateway told the user's id. */
  isUser(id: string): void;
}

/** A server that knows no such request leaves what the token says: its first part is the id (Discord: reference, "Authentication"). */
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

/** Whether the server does not know the request at all; what fails for a while is tried again. */
const isUnknown = ({ kind }: PlatformError): boolean => kind === 'gone' || kind === 'invalid';

function idIn(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString();
  return /^\d{15,20}$/.test(id) ? id : null;
}
