import { ApiError, type Method } from '../env.ts';
import { userShape } from '../shapes.ts';
import { chatMethods } from './chat.ts';
import { page } from './common.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { reactionMethods } from './reactions.ts';
import { streamMethods } from './stream.ts';
import { viewMethods } from './views.ts';

const otherMethods: Record<string, Method> = {
  'auth.test': {
    args: {},
    run: ({ team }) => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: 'boostpal',
      team_id: team.id,
      user_id: team.botUser,
      bot_id: team.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    args: {},
    token: 'app',
    run({ env }) {
      const ticket = env.openTicket();
      if (ticket === undefined) throw new ApiError('too_many_websockets');
      return { url: `${env.origin().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${env.appId}` };
    },
  },
  'users.info': {
    args: { user: 'string!', include_locale: 'bool' },
    scopes: () => ['users:read'],
    run({ env, team, args }) {
      const user = env.world.users.get(String(args.user));
      if (user === undefined || user.team !== team.id) throw new ApiError('user_not_found');
      return { user: userShape(user, args.include_locale === true) };
    },
  },
  'users.list': {
    args: { limit: 'int', cursor: 'string', include_locale: 'bool' },
    scopes: () => ['users:read'],
    run({ env, team, args }) {
      const all = [...env.world.users.values()].filter((user) => user.team === team.id);
      const { items, next } = page(all, args, 100);
      const members = items.map((user) => userShape(user, args.include_locale === true));
      return { members, response_metadata: { next_cursor: next } };
    },
  },
  'usergroups.list': {
    args: { include_users: 'bool', include_count: 'bool', include_disabled: 'bool' },
    scopes: () => ['usergroups:read'],
    run({ env, team, args }) {
      const groups = [...env.world.groups.values()].filter((group) => group.team === team.id);
      const shape = ({ id, handle, users }: (typeof groups)[number]) => ({
        id,
        team_id: team.id,
        is_usergroup: true,
        name: handle,
        handle,
        ...(args.include_users === true ? { users: [...users] } : {}),
      });
      return { usergroups: groups.map(shape) };
    },
  },
};

/** Every Web API method this server speaks; anything else is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...chatMethods,
    ...streamMethods,
    ...conversationMethods,
    ...reactionMethods,
    ...viewMethods,
    ...fileMethods,
    ...otherMethods,
  }),
);
