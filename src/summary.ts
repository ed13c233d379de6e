import type { Config } from './config.ts';
import type { PlatformName } from './core/model/ids.ts';
import type { Hears } from './core/outage/hears.ts';

/** The lines printed after the start: what is on, what is off and which setting turns it on. `url` is the page's address. */
export async function summary(
  config: Config,
  url: string | null,
  hears: (platform: PlatformName) => Promise<Hears>,
): Promise<string[]> {
  const on = (name: string, what: string) => `  ${name.padEnd(9)}on   ${what}`;
  const off = (name: string, what: string) => `  ${name.padEnd(9)}off  ${what}`;
  const { http, slack } = config;
  const page = visitable(url);
  const listening = async (name: PlatformName, how: string) => {
    if (config.role === 'worker') return 'speaks only (ROLE=worker)';
    // The start does not wait for a platform that is away, or for another instance that is listening.
    return (await hears(name)) === 'nothing'
      ? 'not listening yet: it is being connected, or another instance listens'
      : `listening${how}`;
  };
  return [
    'Boost Pal is ready.',
    on(
      'Page',
      `${page}${http.playground ? '  (open to everybody: PLAYGROUND=on, and it has no login)' : '  (this machine only; it has no login)'}`,
    ),
    config.discord
      ? on('Discord', await listening('discord', ''))
      : off('Discord', 'set DISCORD_TOKEN to turn it on'),
    slack
      ? on(
          'Slack',
          await listening(
            'slack',
            slack.appToken ? ' (Socket Mode)' : ` (HTTP at ${http.publicUrl ?? page}/slack/events)`,
          ),
        )
      : off('Slack', 'set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to turn it on'),
    config.model
      ? on('Model', config.model.model)
      : off('Model', 'templates cheer; set OPENAI_API_KEY for cheers about each proof'),
    on('Database', config.databaseUrl ? 'yours (DATABASE_URL)' : `built in, under ${config.dataDir}`),
  ];
}

/** A server listening on all interfaces has no address to visit, so the loopback address is shown. */
function visitable(url: string | null): string | undefined {
  return url?.replace(/^http:\/\/(?:0\.0\.0\.0|\[::\]):/, 'http://127.0.0.1:');
}
