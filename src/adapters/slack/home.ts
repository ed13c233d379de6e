import type { WebClient } from '@slack/web-api';
import type { Inbound } from '../../core/inbound.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Clock } from '../../core/ports.ts';
import type { Call } from './call.ts';
import type { HomeOpenedEvent } from './event-schemas.ts';
import type { Identity } from './identity.ts';
import type { Members } from './members.ts';
import { channelRef, workspaceRef } from './refs.ts';
import { renderView } from './render/index.ts';

/** Shows the core's answer to "help" on App Home to the person who opens it. Slack: app_home_opened, views.publish. */
export function createHome(deps: {
  client: WebClient;
  clock: Clock;
  inbound: Inbound;
  members: Members;
  identity: () => Identity;
  locale: Locale;
  call: Call;
}) {
  return async (opened: HomeOpenedEvent, id: string): Promise<void> => {
    if (opened.tab !== 'home') return;
    const { isBot: _, ...member } = await deps.members.get(opened.user);
    const { team, teamName } = deps.identity();
    const reply = await deps.inbound.command({
      platform: 'slack',
      workspace: workspaceRef(team),
      workspaceName: teamName,
      channel: channelRef(opened.channel ?? opened.user),
      member,
      id,
      at: deps.clock.now(),
      locale: member.locale,
      path: ['help'],
      options: {},
      attachments: [],
      target: null,
    });
    if (reply.kind !== 'message') return;
    const { blocks } = renderView(reply.view, member.locale ?? deps.locale);
    await deps.call('views.publish', 'repeatable', () =>
      deps.client.views.publish({
        user_id: opened.user,
        view: { type: 'home', private_metadata: opened.channel ?? '', blocks },
      }),
    );
  };
}
