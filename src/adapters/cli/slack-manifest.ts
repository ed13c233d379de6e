import { readConfig } from '../../config.ts';
import { httpManifest, manifest } from '../slack/manifest.ts';
import { command, UsageError } from './command.ts';

/** `pal slack-manifest`: prints what the page /setup/slack shows, to be pasted at api.slack.com, for machines without a browser. */
export const slackManifest = command({
  name: 'slack-manifest',
  description: 'Prints what to make the Slack app from',
  args: {
    http: { type: 'boolean', description: 'events over HTTP at PUBLIC_URL, in place of Socket Mode' },
  },
  async run({ http }) {
    const value = http ? httpManifest(eventsUrl(readConfig().http.publicUrl)) : manifest;
    return { value, lines: [JSON.stringify(value, null, 2)] };
  },
});

function eventsUrl(publicUrl: string | null): string {
  if (publicUrl?.startsWith('https://')) return new URL('/slack/events', publicUrl).href;
  throw new UsageError('Slack sends events to https addresses only: set PUBLIC_URL=https://your-host first.');
}
