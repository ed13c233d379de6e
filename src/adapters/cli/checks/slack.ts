import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { isBotToken } from '../../slack/identity.ts';
import { missingScopes } from '../../slack/scopes.ts';
import { ask } from './ask.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  team_id: z.string().optional(),
  bot_id: z.string().nullish(),
});

const app = 'api.slack.com/apps, your app';

/** Checks both tokens, and the scopes that Slack names with every answer (Slack: auth.test, apps.connections.open). */
export async function checkSlack({ slack, http }: Pick<Config, 'slack' | 'http'>): Promise<Finding[]> {
  if (slack === null) return [ok('Slack', 'off (set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to turn it on)')];
  const base = `${(slack.apiUrl ?? 'https://slack.com/api').replace(/\/+$/, '')}/`;
  const call = (method: string, token: string) =>
    ask(`${base}${method}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const test = await call('auth.test', slack.botToken);
  const me = answer.safeParse(test?.body);
  if (test === null || !me.success) {
    const found = test === null ? 'does not answer' : `answers ${test.status} and no JSON`;
    return [
      fail(
        'Slack',
        found,
        `check the network${slack.apiUrl ? ', and SLACK_API_URL' : ' (slack.com, port 443)'}`,
      ),
    ];
  }
  if (!me.data.ok || !(me.data.bot_id || isBotToken(slack.botToken))) {
    return [
      fail(
        'Slack token',
        me.data.ok ? 'is not a bot’s' : `is not accepted (${me.data.error})`,
        `copy the Bot User OAuth Token (xoxb-…) to SLACK_BOT_TOKEN: ${app}, OAuth & Permissions`,
      ),
    ];
  }
  const findings = [
    ok('Slack token', `accepted; the workspace is ${me.data.team} (slack:${me.data.team_id})`),
  ];
  const granted = (test.headers.get('x-oauth-scopes') ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
  const missing = missingScopes(granted);
  if (granted.length === 0) {
    findings.push(
      warn('Slack scopes', 'Slack did not name them', `look yourself: ${app}, OAuth & Permissions`),
    );
  } else if (missing.length > 0) {
    findings.push(
      fail(
        'Slack scopes',
        `missing: ${missing.join(', ')}`,
        `paste slack-manifest.json anew (${app}, App Manifest), then reinstall the app (Install App)`,
      ),
    );
  } else {
    findings.push(ok('Slack scopes', 'all there'));
  }
  if (slack.appToken) findings.push(await checkAppToken(await call('apps.connections.open', slack.appToken)));
  else findings.push(checkAddress(http.publicUrl));
  return findings;
}

/**
 * Checks the address for events over HTTP, where it is Slack that calls. Only the app's own settings contain that address, and the manifest
 * takes it from PUBLIC_URL.
 */
function checkAddress(publicUrl: string | null): Finding {
  const what = 'Slack over HTTP';
  return publicUrl?.startsWith('https://')
    ? ok(what, `events are awaited at ${new URL('/slack/events', publicUrl).href}`)
    : warn(
        what,
        'no public https address is set',
        'set PUBLIC_URL, and take the manifest for HTTP from the page /setup/slack (or set SLACK_APP_TOKEN for Socket Mode)',
      );
}

async function checkAppToken(opened: { readonly body: unknown } | null): Promise<Finding> {
  const read = answer.safeParse(opened?.body);
  if (read.success && read.data.ok) return ok('Slack Socket Mode', 'the app-level token is accepted');
  const why = read.success ? (read.data.error ?? 'unknown') : 'no answer';
  return fail(
    'Slack Socket Mode',
    `the app-level token does not open a connection (${why})`,
    `make one with connections:write for SLACK_APP_TOKEN (${app}, Basic Information, App-Level Tokens) and switch Socket Mode on`,
  );
}
