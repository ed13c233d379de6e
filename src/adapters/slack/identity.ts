import type { WebClient } from '@slack/web-api';
import { StartError } from '../../core/errors.ts';
import { slackWord, toPlatformError } from './errors.ts';

/** Who we are in the workspace the token belongs to. */
export interface Identity {
  readonly team: string;
  readonly teamName: string;
  /** The workspace's address, as https://name.slack.com/ */
  readonly url: string;
  readonly botUser: string;
  /** Null: the server does not name it; we are known by our user alone. */
  readonly botId: string | null;
  /** Scopes the token has, as Slack says with every answer. */
  readonly scopes: readonly string[];
}

/**
 * Asks Slack who the token is; null when it is not a bot's: Slack names the bot of every bot token, compatible servers may not. Slack:
 * auth.test.
 */
export async function readIdentity(client: WebClient): Promise<Identity | null> {
  const me = await client.auth.test();
  if (!me.team_id || !me.user_id || !(me.bot_id || isBotToken(client.token))) return null;
  return {
    team: me.team_id,
    teamName: me.team ?? me.team_id,
    url: me.url ?? 'https://app.slack.com/',
    botUser: me.user_id,
    botId: me.bot_id || null,
    scopes: me.response_metadata?.scopes ?? [],
  };
}

/**
 * Whether what names this workspace is another's. A server in Slack's place (SLACK_API_URL) that names none has but one; Slack itself
 * names none where it is not the workspace's own, as for apps that a whole organisation installed.
 */
export const isForeign = (
  team: string | null | undefined,
  { apiUrl, identity }: { readonly apiUrl: string | undefined; readonly identity: () => Identity },
): boolean => (team == null ? apiUrl === undefined : team !== identity().team);

const WHERE =
  'Copy the "Bot User OAuth Token" (xoxb-…) from https://api.slack.com/apps → your app → OAuth & Permissions.';

/** Slack: authentication/tokens. */
export const isBotToken = (token: string | undefined): boolean => token?.startsWith('xoxb-') === true;

/** The same at start: throws a StartError that says what to do. */
export async function whoAmI(client: WebClient): Promise<Identity> {
  let me: Identity | null;
  try {
    me = await readIdentity(client);
  } catch (error) {
    const failure = toPlatformError(error, 'auth.test', 'repeatable');
    const word = slackWord(error) ?? failure.detail;
    throw new StartError(
      failure.kind === 'revoked'
        ? `Slack does not accept SLACK_BOT_TOKEN (${word}). ${WHERE}`
        : `Slack cannot be reached or does not answer (${failure.detail}). Check the network, and SLACK_API_URL if it is set.`,
    );
  }
  if (me === null) throw new StartError(`SLACK_BOT_TOKEN is not a bot token. ${WHERE}`);
  return me;
}
