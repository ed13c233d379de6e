import type { AppsManifestCreateArguments } from '@slack/web-api';
import base from '../../../slack-manifest.json' with { type: 'json' };

/** An app manifest as Slack's own types describe it. */
export type Manifest = AppsManifestCreateArguments['manifest'];

/**
 * The manifest from which Slack creates the app: the project's slack-manifest.json, set up for Socket Mode. Imported JSON loses its
 * literal types, so a test lets the compiler check the file itself.
 */
export const manifest = base as Manifest;

/** The manifest for HTTP: Slack sends everything to `eventsUrl`, such as https://host/slack/events. */
export function httpManifest(eventsUrl: string): Manifest {
  const { features, settings } = base;
  const made = {
    ...base,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url: eventsUrl })),
    },
    settings: {
      ...settings,
      socket_mode_enabled: false,
      event_subscriptions: { ...settings.event_subscriptions, request_url: eventsUrl },
      interactivity: { ...settings.interactivity, request_url: eventsUrl },
    },
  };
  return made as Manifest;
}

/** The URL of Slack's "create an app" page with the manifest filled in. Slack: app-manifests, "Sharing manifests". */
export function createAppLink(of: Manifest): string {
  const link = new URL('https://api.slack.com/apps');
  link.search = new URLSearchParams({ new_app: '1', manifest_json: JSON.stringify(of) }).toString();
  return link.href;
}
