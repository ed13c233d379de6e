import { ApiError, type Method } from '../env.ts';
import { fileShape, userShape } from '../shapes.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { reactionMethods } from './reactions.ts';
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
  'files.info': {
    args: { file: 'string!' },
    scopes: () => ['files:read'],
    run({ env, team, args }) {
      const file = env.world.files.get(String(args.file));
      if (file === undefined || file.team !== team.id) throw new ApiError('file_not_found');
      return { file: fileShape(file, env.origin()) };
    },
  },
};

/** Every Web API method this server speaks; anything else is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...chatMethods,
    ...conversationMethods,
    ...reactionMethods,
    ...viewMethods,
    ...otherMethods,
  }),
);
