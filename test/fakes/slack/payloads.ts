import { record } from './blocks.ts';
import type { Env } from './env.ts';
import { viewShape } from './methods/views.ts';
import type { Place } from './people.ts';
import { messageShape } from './shapes.ts';
import type { FakeChannel, FakeMessage, FakeView, Json } from './types.ts';

interface Ids {
  readonly trigger: string;
  readonly responseUrl: string;
}

/** The form fields of a slash command. */
export function commandPayload(
  env: Env,
  channel: FakeChannel,
  place: Place,
  command: string,
  text: string,
  ids: Ids,
): Json {
  const team = env.world.workspaces.get(channel.team);
  return {
    token: 'verification-token',
    team_id: channel.team,
    team_domain: team?.domain ?? '',
    channel_id: channel.id,
    channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
    user_id: place.user,
    user_name: env.world.users.get(place.user)?.name ?? '',
    command,
    text,
    api_app_id: env.appId,
    is_enterprise_install: 'false',
    response_url: ids.responseUrl,
    trigger_id: ids.trigger,
  };
}

/** What every interactivity payload carries. */
export function interactionPayload(env: Env, teamId: string, userId: string, ids: Ids): Json {
  const team = env.world.workspaces.get(teamId);
  const user = env.world.users.get(userId);
  return {
    token: 'verification-token',
    team: { id: teamId, domain: team?.domain ?? '' },
    user: { id: userId, username: user?.name ?? '', name: user?.name ?? '', team_id: teamId },
    api_app_id: env.appId,
    is_enterprise_install: false,
    enterprise: null,
    trigger_id: ids.trigger,
    response_url: ids.responseUrl,
  };
}

/** `block_actions` of a button in a message, an answer only one sees, or a view. */
export function pressPayload(
  env: Env,
  on: { message: FakeMessage } | { view: FakeView } | { blocks: readonly Json[]; channel: string },
  actionId: string,
  user: string,
): { team: string; place: Place & { messageTs?: string }; payload: (ids: Ids) => Json } {
  const { world } = env;
  const blocks = 'message' in on ? on.message.blocks : 'view' in on ? on.view.view.blocks : on.blocks;
  const found = findElement(blocks, actionId);
  if (found === undefined) throw new Error(`fake Slack: no button ${actionId}`);
  const action = {
    ...found.element,
    block_id: found.blockId,
    action_ts: world.nextTs(),
  };
  const common = { type: 'block_actions', actions: [action], state: { values: {} } };
  if ('view' in on) {
    const team = world.workspaces.get(on.view.team);
    if (team === undefined) throw new Error('fake Slack: the view has no workspace');
    return {
      team: on.view.team,
      place: { channel: '', user },
      payload: (ids) => {
        const { response_url: _, ...base } = interactionPayload(env, on.view.team, user, ids);
        return {
          ...base,
          ...common,
          container: { type: 'view', view_id: on.view.id },
          view: viewShape(on.view, { env, team }),
        };
      },
    };
  }
  const channelId = 'message' in on ? on.message.channel : on.channel;
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw new Error(`fake Slack: no channel ${channelId}`);
  const ts = 'message' in on ? on.message.ts : world.nextTs();
  return {
    team: channel.team,
    place: { channel: channelId, user, ...('message' in on ? { messageTs: ts } : {}) },
    payload: (ids) => ({
      ...interactionPayload(env, channel.team, user, ids),
      ...common,
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channelId,
        is_ephemeral: !('message' in on),
      },
      channel: { id: channelId, name: channel.name },
      ...('message' in on ? { message: messageShape(world, on.message, env.origin()) } : {}),
    }),
  };
}

function findElement(blocks: unknown, actionId: string): { element: Json; blockId: string } | undefined {
  if (!Array.isArray(blocks)) return undefined;
  for (const [i, raw] of blocks.entries()) {
    const block = record(raw);
    const candidates = [block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])];
    for (const c of candidates) {
      const element = record(c);
      if (element.type === 'button' && element.action_id === actionId) {
        return { element, blockId: typeof block.block_id === 'string' ? block.block_id : `b${i}` };
      }
    }
  }
  return undefined;
}

/** `view_submission`: values by action_id become the state Slack sends. */
export function submitPayload(
  env: Env,
  view: FakeView,
  values: Readonly<Record<string, string>>,
): (ids: Ids) => Json {
  const team = env.world.workspaces.get(view.team);
  if (team === undefined) throw new Error('fake Slack: the view has no workspace');
  const state: Record<string, Json> = {};
  const left = new Set(Object.keys(values));
  for (const [i, raw] of (view.view.blocks as unknown[]).entries()) {
    const block = record(raw);
    if (block.type !== 'input') continue;
    const element = record(block.element);
    const name = String(element.action_id);
    const value =
      values[name] ?? (typeof element.initial_value === 'string' ? element.initial_value : undefined);
    left.delete(name);
    const blockId = typeof block.block_id === 'string' ? block.block_id : `b${i}`;
    state[blockId] = { [name]: fieldState(element, value, name, block.optional === true) };
  }
  if (left.size > 0) throw new Error(`fake Slack: the form has no ${[...left].join(', ')}`);
  return (ids) => {
    const { response_url: _, ...base } = interactionPayload(env, view.team, view.user, ids);
    return {
      ...base,
      type: 'view_submission',
      view: { ...viewShape(view, { env, team }), state: { values: state } },
      response_urls: [],
    };
  };
}

function fieldState(element: Json, value: string | undefined, name: string, optional: boolean): Json {
  if (element.type === 'static_select') {
    const options = (element.options as Json[]) ?? [];
    const initial = value === undefined ? element.initial_option : undefined;
    const selected = initial ?? options.find((o) => o.value === value) ?? null;
    if (value !== undefined && selected === null)
      throw new Error(`fake Slack: ${name} has no option ${value}`);
    if (selected === null && !optional) throw new Error(`fake Slack: ${name} is required`);
    return { type: 'static_select', selected_option: selected };
  }
  if ((value === undefined || value === '') && !optional) throw new Error(`fake Slack: ${name} is required`);
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  if ((value?.length ?? 0) > max) throw new Error(`fake Slack: ${name} is over ${max}`);
  return { type: String(element.type), value: value === '' ? null : (value ?? null) };
}
