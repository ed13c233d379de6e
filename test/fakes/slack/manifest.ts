import { readFileSync } from 'node:fs';
import { record } from './blocks.ts';

/** What the project's own manifest asks Slack for; the fake grants exactly that. */
export interface ManifestFacts {
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly commands: ReadonlySet<string>;
  readonly shortcuts: ReadonlySet<string>;
  /** Commands in whose text mentions come as ids. */
  readonly escaping: ReadonlySet<string>;
}

export function readManifest(path = new URL('../../../slack-manifest.json', import.meta.url)): ManifestFacts {
  const manifest = record(JSON.parse(readFileSync(path, 'utf8')));
  const features = record(manifest.features);
  const names = (list: unknown, key: string) =>
    new Set((Array.isArray(list) ? list : []).map((x) => String(record(x)[key])));
  const scopes = record(record(manifest.oauth_config).scopes).bot;
  const events = record(record(manifest.settings).event_subscriptions).bot_events;
  return {
    scopes: Array.isArray(scopes) ? scopes.map(String) : [],
    events: Array.isArray(events) ? events.map(String) : [],
    commands: names(features.slash_commands, 'command'),
    shortcuts: names(features.shortcuts, 'callback_id'),
    escaping: names(
      (Array.isArray(features.slash_commands) ? features.slash_commands : []).filter(
        (command) => record(command).should_escape === true,
      ),
      'command',
    ),
  };
}
