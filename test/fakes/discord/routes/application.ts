import { type Context, param, type Route } from '../context.ts';
import { invalidForm, refuse } from '../errors.ts';
import { userJson } from '../payloads.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Per scope: chat input, user, message (Discord: interactions/application-commands). */
const MOST = { 1: 100, 2: 15, 3: 15 } as const;

type Command = Record<string, unknown> & { name: string; type?: number };

export function applicationRoutes(ctx: Context, gatewayUrl: () => string): Route[] {
  const { state } = ctx;
  const own = (id: string) => {
    if (id !== state.applicationId) throw refuse('notFound');
  };
  const list = (scope: string, localized: boolean) =>
    (state.commands.get(scope) ?? []).map((command) => (localized ? command : withoutLocalizations(command)));
  const put = (scope: string, body: unknown) => {
    const wanted = (body ?? []) as Command[];
    check(wanted);
    const before = state.commands.get(scope) ?? [];
    const next = wanted.map((command) => {
      const type = command.type ?? 1;
      const known = before.find((c) => c.name === command.name && c.type === type);
      return registered(command, type, { id: (known?.id as string) ?? state.id(), scope });
    });
    state.commands.set(scope, next);
    return next;
  };
  const registered = (command: Command, type: number, { id, scope }: { id: string; scope: string }) => ({
    id,
    application_id: state.applicationId,
    version: state.id(),
    default_member_permissions: null,
    nsfw: false,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    name_localizations: null,
    description_localizations: null,
    ...command,
    type,
    description: type === 1 ? command.description : '',
    ...(scope === 'global' ? {} : { guild_id: scope }),
  });

  return [
    {
      method: 'GET',
      path: '/gateway/bot',
      handle: () => ({
        status: 200,
        body: {
          url: gatewayUrl(),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
        },
      }),
    },
    { method: 'GET', path: '/users/@me', handle: () => ({ status: 200, body: userJson(state.bot) }) },
    {
      method: 'GET',
      path: '/applications/@me',
      handle: () => ({
        status: 200,
        body: {
          id: state.applicationId,
          name: state.bot.globalName,
          icon: null,
          description: '',
          bot_public: true,
          bot_require_code_grant: false,
          verify_key: '0'.repeat(64),
          flags: 1 << 19,
          bot: userJson(state.bot),
        },
      }),
    },
    {
      method: 'GET',
      path: '/applications/:application_id/commands',
      handle(call) {
        own(param(call, 'application_id'));
        return { status: 200, body: list('global', call.query.get('with_localizations') === 'true') };
      },
    },
    {
      method: 'PUT',
      path: '/applications/:application_id/commands',
      handle(call) {
        own(param(call, 'application_id'));
        return { status: 200, body: put('global', call.body) };
      },
    },
    {
      method: 'GET',
      path: '/applications/:application_id/guilds/:guild_id/commands',
      handle(call) {
        own(param(call, 'application_id'));
        return {
          status: 200,
          body: list(param(call, 'guild_id'), call.query.get('with_localizations') === 'true'),
        };
      },
    },
    {
      method: 'PUT',
      path: '/applications/:application_id/guilds/:guild_id/commands',
      handle(call) {
        own(param(call, 'application_id'));
        return { status: 200, body: put(param(call, 'guild_id'), call.body) };
      },
    },
  ];
}

function withoutLocalizations(command: Record<string, unknown>): Record<string, unknown> {
  const { name_localizations: _n, description_localizations: _d, ...rest } = command;
  return rest;
}

/** The naming rules that the description leaves out. */
function check(commands: readonly Command[]): void {
  const seen = new Set<string>();
  const count = new Map<number, number>();
  for (const [index, command] of commands.entries()) {
    const type = command.type ?? 1;
    const key = `${type} ${command.name}`;
    if (seen.has(key))
      throw invalidForm(String(index), 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Duplicate name');
    seen.add(key);
    count.set(type, (count.get(type) ?? 0) + 1);
    if (type === 1) checkChatInput(command, String(index));
  }
  for (const [type, most] of Object.entries(MOST)) {
    if ((count.get(Number(type)) ?? 0) > most)
      throw invalidForm('', 'APPLICATION_COMMAND_LIMIT', 'Too many commands');
  }
}

interface Described {
  name: string;
  description?: string;
  type?: number;
  required?: boolean;
  name_localizations?: Record<string, string> | null;
  description_localizations?: Record<string, string> | null;
  options?: Described[];
}

function checkChatInput(command: Described, path: string): void {
  for (const name of [command.name, ...Object.values(command.name_localizations ?? {})]) {
    if (!NAME.test(name) || name !== name.toLowerCase()) {
      throw invalidForm(`${path}.name`, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    }
  }
  for (const text of [command.description ?? '', ...Object.values(command.description_localizations ?? {})]) {
    if (text.length < 1 || text.length > 100) {
      throw invalidForm(
        `${path}.description`,
        'BASE_TYPE_BAD_LENGTH',
        'Must be between 1 and 100 in length.',
      );
    }
  }
  const options = command.options ?? [];
  if (new Set(options.map((o) => o.name)).size !== options.length) {
    throw invalidForm(
      `${path}.options`,
      'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
      'Option names must be unique',
    );
  }
  const lastRequired = options.findLastIndex((o) => o.required === true);
  const firstOptional = options.findIndex((o) => o.required !== true);
  if (firstOptional !== -1 && firstOptional < lastRequired) {
    throw invalidForm(
      `${path}.options`,
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options first',
    );
  }
  for (const [index, option] of options.entries()) checkChatInput(option, `${path}.options.${index}`);
}
