import type { WebClient } from '@slack/web-api';
import { StartError } from '../../core/errors.ts';
import { slackWord, toPlatformError } from './errors.ts';

/** Who the bot is, and in which workspace: the one that the token belongs to. */
export interface Identity {
  readonly team: string;
  readonly teamName: string;
  /** The workspace's URL, such as https://name.slack.com/ */
  readonly url: string;
  readonly botUser: string;
  /** The bot's id; null if a compatible server does not name it. We then recognise our messages by `botUser` alone. */
  readonly botId: string | null;
  /** The token's scopes, which Slack sends with every answer. */
  readonly scopes: readonly string[];
}

/**
 * Asks Slack whom the token belongs to; null if it is no bot token. Slack names the bot of every bot token; a compatible server may not,
 * so there the token's prefix decides. Slack: auth.test.
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
 * Whether something comes from another workspace than the token's; `team` is the workspace that it names. A compatible server
 * (SLACK_API_URL) that names none has only one workspace. Slack names none for things that belong to no single workspace, as with apps
 * that a whole organisation installed, so those are foreign.
 */
export const isForeign = (
  team: string | null | undefined,
  { apiUrl, identity }: { readonly apiUrl: string | undefined; readonly identity: () => Identity },
): boolean => (team == null ? apiUrl === undefined : team !== identity().team);

const WHERE =
  'Copy the "Bot User OAuth Token" (xoxb-…) from https://api.slack.com/apps → your app → OAuth & Permissions.';

/** Whether a token is a bot token by its prefix. Slack: authentication/tokens. */
export const isBotToken = (token: string | undefined): boolean => token?.startsWith('xoxb-') === true;

/** Like `readIdentity`, for the start: throws a `StartError` that says what to do. */
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
