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
    const value = values[name];
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

/** A field's state as Slack sends it; `value` as the member picks or types it, several joined by commas. */
function fieldState(element: Json, value: string | undefined, name: string, optional: boolean): Json {
  const type = String(element.type);
  const required = (is: unknown) => {
    const isEmpty = is === null || is === undefined || is === '' || (Array.isArray(is) && is.length === 0);
    if (isEmpty && !optional) throw new Error(`fake Slack: ${name} is required`);
  };
  const options = (element.options as Json[]) ?? [];
  const optionOf = (wanted: string): Json => {
    const option = options.find((o) => o.value === wanted);
    if (option === undefined) throw new Error(`fake Slack: ${name} has no option ${wanted}`);
    return option;
  };
  switch (type) {
    case 'static_select': {
      const selected = value === undefined ? (element.initial_option ?? null) : value && optionOf(value);
      required(selected);
      return { type, selected_option: selected || null };
    }
    case 'checkboxes':
    case 'multi_static_select': {
      const wanted = value?.split(',').filter((part) => part !== '');
      const selected = wanted === undefined ? (element.initial_options ?? []) : wanted.map(optionOf);
      required(selected);
      return { type, selected_options: selected };
    }
    case 'datepicker':
      return picked('selected_date', 'initial_date', /^\d{4}-\d\d-\d\d$/);
    case 'conversations_select':
      return picked('selected_conversation', 'initial_conversation', /^[CG]\w+$/);
    case 'users_select':
      return picked('selected_user', 'initial_user', /^[UW]\w+$/);
  }
  const typed = value ?? (typeof element.initial_value === 'string' ? element.initial_value : undefined);
  required(typed);
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  if ((typed?.length ?? 0) > max) throw new Error(`fake Slack: ${name} is over ${max}`);
  return { type, value: typed === '' ? null : (typed ?? null) };

  function picked(key: string, initial: string, pattern: RegExp): Json {
    const one = value ?? element[initial] ?? null;
    required(one);
    if (one && !pattern.test(String(one))) throw new Error(`fake Slack: ${name} cannot be ${String(one)}`);
    return { type, [key]: one || null };
  }
}
