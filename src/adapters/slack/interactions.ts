import { randomUUID } from 'node:crypto';
import type { AckFn, App, ViewResponseAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type * as z from 'zod';
import { parseAction } from '../../core/action-codec.ts';
import { opensForm, turnsPage } from '../../core/action-traits.ts';
import type { Action, Reply } from '../../core/actions.ts';
import type { CommandSpec } from '../../core/commands/command.ts';
import { reasonOf } from '../../core/errors.ts';
import type { Inbound, InboundPlace } from '../../core/inbound.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createAnswers, failed, isProblem } from './answers.ts';
import type { Call } from './call.ts';
import { commandAt, parseCommand } from './commands.ts';
import type { Files } from './files.ts';
import { type Groups, groupsMatter } from './groups.ts';
import { type Identity, isForeign } from './identity.ts';
import {
  fieldValue,
  pressSchema,
  shortcutSchema,
  slashSchema,
  submitSchema,
  whoSchema,
} from './interaction-schemas.ts';
import type { Members } from './members.ts';
import { COMMAND } from './names.ts';
import { channelRef, workspaceRef } from './refs.ts';
import { renderWaiting } from './render/index.ts';
import type { Showing } from './showing.ts';
import { toTarget } from './target.ts';
import { readText } from './text.ts';
import { createWindows } from './windows.ts';
import { within } from './within.ts';

/** How long we wait for the answer to a form before we show that it takes longer. Slack accepts an answer for 3 s. */
const SUBMIT_PATIENCE_MS = 2200;

const isUser = /^[UW][A-Z0-9]+$/;

/** The id of an interaction: its trigger_id, or a random one if a compatible server leaves that out. */
const idOf = ({ trigger_id }: { readonly trigger_id?: string | null | undefined }): string =>
  trigger_id ?? randomUUID();

export interface InteractionDeps {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly inbound: Inbound;
  readonly members: Members;
  readonly groups: Groups;
  readonly showing: Showing;
  readonly call: Call;
  readonly identity: () => Identity;
  readonly learnFiles: Files['learn'];
  readonly apiUrl: string | undefined;
  readonly locale: Locale;
}

/** Registers the handlers of commands, message menus, buttons and forms. Each is acknowledged within Slack's 3 s, then answered. */
export function registerInteractions(app: App, deps: InteractionDeps): void {
  const { inbound, members, groups, clock, log } = deps;
  const windows = createWindows(deps);
  const answers = createAnswers({ ...deps, windows });

  async function placeOf(
    channel: string,
    user: string,
    forWhat: CommandSpec | Action | null,
  ): Promise<{ place: InboundPlace; locale: Locale | null }> {
    const [{ isBot: _, ...member }, roles] = await Promise.all([
      members.get(user),
      forWhat !== null && groupsMatter(forWhat) ? groups.of(user) : [],
    ]);
    const { team, teamName } = deps.identity();
    return {
      place: {
        platform: 'slack',
        workspace: workspaceRef(team),
        workspaceName: teamName,
        channel: channelRef(channel),
        member: { ...member, roles },
      },
      locale: member.locale,
    };
  }

  const localeOf = async (user: string): Promise<Locale> => (await members.get(user)).locale ?? deps.locale;

  /** The core's answer, or "could not do that just now" if the core fails. Never rejects. */
  async function ask(user: string, request: () => Promise<Reply>): Promise<Reply> {
    try {
      return await request();
    } catch (error) {
      log.error('slack.interaction.failed', { reason: reasonOf(error) });
      return failed(await localeOf(user));
    }
  }

  /** Whether an interaction comes from another workspace, which we do not serve. Logs it if so. */
  function foreign(team: string | null | undefined): boolean {
    const isIt = isForeign(team, deps);
    if (isIt) log.warn('slack.interaction.foreign', { team: team ?? 'none' });
    return isIt;
  }

  /** The parsed payload. If it cannot be parsed, null; the person is told that it failed, as far as we know who it was. */
  async function readAs<T>(schema: z.ZodType<T>, raw: unknown): Promise<T | null> {
    const read = schema.safeParse(raw);
    if (read.success) return read.data;
    log.error('slack.interaction.unreadable');
    const who = whoSchema.safeParse(raw).data;
    const user = who?.user_id ?? who?.user?.id;
    const channel = who?.channel_id ?? who?.channel?.id;
    if (!user || !channel || foreign(who?.team_id ?? who?.team?.id)) return null;
    const asked = { channel, user, trigger: null, responseUrl: who?.response_url };
    await answers.say(asked, failed(await localeOf(user)), 'private');
    return null;
  }

  async function command(raw: unknown, ack: () => Promise<void>): Promise<void> {
    await ack();
    const body = await readAs(slashSchema, raw);
    if (body === null || foreign(body.team_id)) return;
    const at = clock.now();
    const read = (raw: string) => readText(raw, members.knownName, deps.identity().botUser);
    const { spec, options: typed, unknown } = parseCommand(body.text ?? '', read);
    const reply = ask(body.user_id, async () => {
      const [{ place, locale }, options] = await Promise.all([
        placeOf(body.channel_id, body.user_id, spec),
        withRefs(spec, typed),
      ]);
      const named = spec.options.flatMap(({ kind, name }) =>
        kind === 'member' ? (options[name] ?? []) : [],
      );
      const bots = await members.bots(named.filter((ref) => isUser.test(ref)));
      const common = { id: idOf(body), at, locale, attachments: [], target: null };
      const given = unknown === undefined ? options : { unknown };
      return inbound.command({ ...place, ...common, path: spec.path, options: given, bots });
    });
    const asked = {
      channel: body.channel_id,
      user: body.user_id,
      trigger: body.trigger_id ?? null,
      responseUrl: body.response_url,
    };
    await (spec.pace === 'form'
      ? answers.open(asked, reply)
      : answers.say(asked, await reply, spec.visibility));
  }

  /** Turns names that Slack did not turn into mentions into ids. A name that is nobody's stays as it was typed. */
  async function withRefs(
    spec: CommandSpec,
    typed: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const options = { ...typed };
    for (const { kind, name } of spec.options) {
      const value = options[name];
      if (!value?.startsWith('@')) continue;
      const ref = kind === 'member' ? await members.called(value) : await groupNamed(name, value);
      if (ref !== undefined) options[name] = ref;
    }
    return options;
  }

  const groupNamed = async (option: string, value: string) =>
    option === 'hosts' ? groups.called(value) : undefined;

  async function shortcut(raw: unknown, ack: () => Promise<void>): Promise<void> {
    await ack();
    const body = await readAs(shortcutSchema, raw);
    if (body === null || foreign(body.team?.id)) return;
    const spec = commandAt(body.callback_id);
    if (spec === undefined) return;
    const at = clock.now();
    const { id: channel } = body.channel;
    const reply = ask(body.user.id, async () => {
      const [{ place, locale }, target] = await Promise.all([
        placeOf(channel, body.user.id, spec),
        toTarget({ ...deps, botUser: deps.identity().botUser }, channel, body.message),
      ]);
      const common = { id: idOf(body), at, locale, options: {}, attachments: [] };
      return inbound.command({ ...place, ...common, path: spec.path, target });
    });
    const asked = {
      channel,
      user: body.user.id,
      trigger: body.trigger_id ?? null,
      responseUrl: body.response_url,
    };
    await answers.say(asked, await reply, spec.visibility);
  }

  async function press(raw: unknown, ack: () => Promise<void>): Promise<void> {
    await ack();
    const body = await readAs(pressSchema, raw);
    if (body === null || foreign(body.team?.id)) return;
    const action = body.actions[0]?.action_id ?? '';
    const channel = body.channel?.id ?? body.view?.private_metadata ?? '';
    const reply = act(body.user.id, channel, idOf(body), action, {});
    const modal = body.view?.type === 'modal' ? body.view.id : undefined;
    const asked = {
      channel,
      user: body.user.id,
      trigger: body.trigger_id ?? null,
      responseUrl: body.response_url,
      modal,
    };
    const parsed = parseAction(action);
    if (parsed !== null && opensForm(parsed)) return answers.open(asked, reply);
    // Only a private message is replaced: one in the channel is read by others too.
    const turns = parsed !== null && turnsPage(parsed) && body.container?.is_ephemeral === true;
    await answers.say(asked, await reply, turns ? 'instead' : 'private');
  }

  function act(
    user: string,
    channel: string,
    id: string,
    action: string,
    values: Readonly<Record<string, string>>,
    picked: readonly string[] = [],
  ): Promise<Reply> {
    const at = clock.now();
    return ask(user, async () => {
      const [{ place, locale }, bots] = await Promise.all([
        placeOf(channel, user, parseAction(action)),
        members.bots(picked),
      ]);
      return inbound.action({ ...place, id, at, locale, action, values, bots });
    });
  }

  /** Handles a submitted form. The answer replaces the form; a problem is shown on top of it, so that nothing typed is lost. */
  async function submit(raw: unknown, ack: AckFn<ViewResponseAction>): Promise<void> {
    const body = submitSchema.parse(raw);
    if (foreign(body.team?.id)) return void (await ack());
    const channel = body.view.private_metadata ?? '';
    const fields = Object.values(body.view.state.values).flatMap((block) => Object.entries(block));
    const values = Object.fromEntries(fields.map(([name, field]) => [name, fieldValue(field)]));
    const picked = fields.flatMap(([, field]) => field.selected_user ?? []);
    const reply = act(body.user.id, channel, idOf(body), body.view.callback_id, values, picked);
    const inTime = await within(reply, SUBMIT_PATIENCE_MS);
    const about = { channel, locale: await localeOf(body.user.id) };
    if (inTime === undefined) {
      await ack({ response_action: 'update', view: renderWaiting(channel, about.locale) });
      return windows.replace(body.view.id, await reply, about);
    }
    const view = await windows.asView(inTime, about);
    if (view === null) return void (await ack());
    // Slack shows at most three modals on top of each other.
    const over = isProblem(inTime) && !body.view.previous_view_id;
    await ack({ response_action: over ? 'push' : 'update', view });
  }

  app.command(COMMAND, ({ body, ack }) => command(body, () => ack()));
  app.shortcut(/.*/, ({ body, ack }) => shortcut(body, () => ack()));
  app.action(/.*/, ({ body, ack }) => press(body, () => ack()));
  app.view(/.*/, ({ body, ack }) => submit(body, ack as AckFn<ViewResponseAction>));
}
