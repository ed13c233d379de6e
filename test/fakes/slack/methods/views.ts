import { record, viewProblems } from '../blocks.ts';
import { ApiError, type Call, type Method } from '../env.ts';
import { parsedTexts, pingsIn } from '../log.ts';
import type { FakeView, Json } from '../types.ts';

export function checkedView(env: Call['env'], method: string, raw: unknown, type: 'modal' | 'home'): Json {
  const view = record(raw);
  const problems = viewProblems(view);
  if (view.type !== type) problems.push(`type must be ${type}`);
  if (problems.length > 0) {
    throw new ApiError('invalid_arguments', { response_metadata: { messages: problems } });
  }
  for (const t of parsedTexts(view.blocks)) env.log.pings.push(...pingsIn(method, t));
  return view;
}

export function viewShape(v: FakeView, call: Pick<Call, 'team' | 'env'>): Json {
  return {
    ...v.view,
    id: v.id,
    team_id: v.team,
    app_id: call.env.appId,
    bot_id: call.team.botId,
    hash: v.hash,
    state: { values: {} },
    private_metadata: v.view.private_metadata ?? '',
    callback_id: v.view.callback_id ?? '',
    previous_view_id: v.previous ?? null,
    root_view_id: v.previous ?? v.id,
  };
}

/** Uses up a trigger: known, of this workspace, not older than 3 s, once. */
function useTrigger(call: Call): { user: string } {
  const trigger = call.env.world.triggers.get(String(call.args.trigger_id));
  if (trigger === undefined || trigger.team !== call.team.id) throw new ApiError('invalid_trigger_id');
  if (trigger.used) throw new ApiError('exchanged_trigger_id');
  if (call.env.world.now() - trigger.issuedAt > 3000) throw new ApiError('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

function open(call: Call, push: boolean): Json {
  const view = checkedView(call.env, call.method, call.args.view, 'modal');
  const { user } = useTrigger(call);
  const { world } = call.env;
  const stack = [...world.views.values()].filter((v) => v.user === user && v.type === 'modal' && v.open);
  if (push && stack.length === 0) throw new ApiError('not_found');
  if (push && stack.length >= 3) throw new ApiError('push_limit_reached');
  const id = world.nextId('V');
  const previous = push ? stack.at(-1)?.id : undefined;
  const stored: FakeView = {
    id,
    team: call.team.id,
    user,
    type: 'modal',
    view,
    hash: `h.${id}`,
    open: true,
    previous,
  };
  world.views.set(id, stored);
  return { view: viewShape(stored, call) };
}

export const viewMethods: Record<string, Method> = {
  'views.open': {
    args: { trigger_id: 'string!', view: 'json!' },
    run: (call) => open(call, false),
  },
  'views.push': {
    args: { trigger_id: 'string!', view: 'json!' },
    run: (call) => open(call, true),
  },
  'views.update': {
    args: { view_id: 'string!', view: 'json!', hash: 'string' },
    run(call) {
      const stored = call.env.world.views.get(String(call.args.view_id));
      if (stored === undefined || stored.team !== call.team.id || !stored.open)
        throw new ApiError('not_found');
      const view = checkedView(call.env, call.method, call.args.view, 'modal');
      if (call.args.hash !== undefined && call.args.hash !== stored.hash) throw new ApiError('hash_conflict');
      stored.view = view;
      stored.hash = `${stored.hash}+`;
      return { view: viewShape(stored, call) };
    },
  },
  'views.publish': {
    args: { user_id: 'string!', view: 'json!', hash: 'string' },
    run(call) {
      const { world } = call.env;
      const user = world.users.get(String(call.args.user_id));
      if (user === undefined || user.team !== call.team.id) throw new ApiError('user_not_found');
      const view = checkedView(call.env, call.method, call.args.view, 'home');
      const id = `home-${user.id}`;
      const stored: FakeView = {
        id,
        team: call.team.id,
        user: user.id,
        type: 'home',
        view,
        hash: `h.${world.nextTs()}`,
        open: true,
      };
      world.views.set(id, stored);
      return { view: viewShape(stored, call) };
    },
  },
};
