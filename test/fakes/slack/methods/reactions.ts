import { ApiError, type Method } from '../env.ts';
import { announceReaction } from '../events.ts';
import { messageOf, writableChannel } from './common.ts';

const args = { channel: 'string!', timestamp: 'string!', name: 'string!' } as const;
const scopes = () => ['reactions:write'];
const known = (name: string): boolean => /^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$/.test(name);

export const reactionMethods: Record<string, Method> = {
  'reactions.add': {
    args,
    scopes,
    run(call) {
      const message = messageOf(call, writableChannel(call), call.args.timestamp);
      const name = String(call.args.name);
      if (!known(name)) throw new ApiError('invalid_name');
      const users = message.reactions.get(name) ?? new Set<string>();
      if (users.has(call.team.botUser)) throw new ApiError('already_reacted');
      users.add(call.team.botUser);
      message.reactions.set(name, users);
      announceReaction(call.env, message, 'added', call.team.botUser, name);
      return {};
    },
  },
  'reactions.remove': {
    args,
    scopes,
    run(call) {
      const message = messageOf(call, writableChannel(call), call.args.timestamp);
      const name = String(call.args.name);
      const users = message.reactions.get(name);
      if (!users?.delete(call.team.botUser)) throw new ApiError('no_reaction');
      if (users.size === 0) message.reactions.delete(name);
      announceReaction(call.env, message, 'removed', call.team.botUser, name);
      return {};
    },
  },
};
