import {
  type ChannelRef,
  type PlatformName,
  platformNames,
  type WorkspaceRef,
} from '../../core/model/ids.ts';
import { channelRef as discordChannel, workspaceRef as discordWorkspace } from '../discord/refs.ts';
import { channelRef as slackChannel, workspaceRef as slackWorkspace } from '../slack/refs.ts';
import { CHANNEL, WORKSPACE } from '../web/demo.ts';
import { UsageError } from './command.ts';

/** A workspace, by platform and ref. */
export interface WorkspacePlace {
  readonly platform: PlatformName;
  readonly ref: WorkspaceRef;
}

interface Notation {
  readonly workspace: {
    readonly form: RegExp;
    readonly ref: (id: string) => WorkspaceRef;
    readonly hint: string;
  };
  readonly channel: {
    readonly form: RegExp;
    readonly ref: (id: string) => ChannelRef;
    readonly hint: string;
  };
}

const notations: Record<PlatformName, Notation> = {
  discord: {
    workspace: {
      form: /^\d{1,20}$/,
      ref: discordWorkspace,
      hint: 'discord:<server id>, a number of 17 to 20 digits (right click on the server, Copy Server ID)',
    },
    channel: {
      form: /^\d{1,20}$/,
      ref: discordChannel,
      hint: 'a number of 17 to 20 digits (right click on the channel, Copy Channel ID)',
    },
  },
  slack: {
    workspace: {
      form: /^[TE]\w+$/,
      ref: slackWorkspace,
      hint: 'slack:<team id>, which begins with T (it stands in the address app.slack.com/client/T…)',
    },
    channel: {
      form: /^[CGD]\w+$/,
      ref: slackChannel,
      hint: 'the channel id, which begins with C (at the foot of the channel’s About page)',
    },
  },
  web: {
    workspace: { form: new RegExp(`^${WORKSPACE}$`), ref: () => WORKSPACE, hint: `web:${WORKSPACE}` },
    channel: {
      form: new RegExp(`^${CHANNEL}$`),
      ref: () => CHANNEL,
      hint: `${CHANNEL}, the page’s only channel`,
    },
  },
};

/** Parses `discord:<server id>`, `slack:<team id>` or `web:demo`. Throws UsageError. */
export function readWorkspace(text: string): WorkspacePlace {
  const [given = '', ...rest] = text.trim().split(':');
  const platform = platformNames.find((name) => name === given);
  if (!platform) {
    throw new UsageError(
      `--workspace ${text} is none: write discord:<server id>, slack:<team id> or web:${WORKSPACE}.`,
    );
  }
  const { workspace } = notations[platform];
  const id = rest.join(':');
  if (!workspace.form.test(id)) throw new UsageError(`--workspace ${text} is none: write ${workspace.hint}.`);
  return { platform, ref: workspace.ref(id) };
}

/** Parses a channel's id in its platform's notation. Throws UsageError. */
export function readChannel(platform: PlatformName, text: string): ChannelRef {
  const { channel } = notations[platform];
  const id = text.trim().replace(/^#/, '');
  if (!channel.form.test(id)) throw new UsageError(`--channel ${text} is none: write ${channel.hint}.`);
  return channel.ref(id);
}
