import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Reply } from '../../../core/actions.ts';
import type { CommandSpec } from '../../../core/commands/command.ts';
import type { Inbound, InboundAttachment, TargetMessage } from '../../../core/inbound.ts';
import type { Locale } from '../../../core/model/locale.ts';
import type { Clock } from '../../../core/ports.ts';
import { helpCommand, menuCommand, parseCommandLine } from '../command-line.ts';
import { CHANNEL, PAL, WORKSPACE } from '../demo.ts';
import { attachmentOf, type Intake, placeOf, targetOf } from '../intake.ts';
import type { SignedPictures } from '../pictures/links.ts';
import { RequestProblem } from '../problem.ts';
import { renderForm } from '../render/form.ts';
import { jsonBody, localeOf, memberOf } from '../request.ts';
import type { WebStore } from '../store.ts';
import type { ToWire } from '../to-wire.ts';
import type { WireMember, WireReply } from '../wire.ts';
import { isFor, ownFiles } from './messages.ts';

export interface CommandDeps {
  readonly store: WebStore;
  readonly intake: Intake;
  readonly toWire: ToWire;
  readonly links: Pick<SignedPictures, 'keep'>;
  readonly clock: Clock;
  readonly defaultLocale: Locale;
}

/** `id` is made by the page, once for each press, so that a request sent again has its effect once. */
const callId = z.uuid().default(() => randomUUID());
const typedCommand = z.object({
  id: callId,
  text: z.string().max(4000),
  files: z.array(z.string().max(60)).default([]),
});
const menuPress = z.object({
  id: callId,
  command: z.string().max(40),
  message: z.string().regex(/^[0-9]{1,18}$/),
});
const buttonPress = z.object({
  id: callId,
  action: z.string().max(100),
  values: z.record(z.string().max(100), z.string().max(4000)).default({}),
});

function unknownOf({ typed }: { readonly typed: string | null }): Record<string, string> {
  return typed === null ? {} : { unknown: typed };
}

/** Commands, the menu of a message, buttons and forms. */
export function commandRoutes({ store, intake, toWire, links, clock, defaultLocale }: CommandDeps): Hono {
  function core(): Inbound {
    const inbound = intake.inbound();
    if (!inbound) throw new RequestProblem('busy');
    return inbound;
  }

  async function run(call: {
    readonly id: string;
    readonly spec: CommandSpec;
    readonly options: Readonly<Record<string, string>>;
    readonly attachments: readonly InboundAttachment[];
    readonly target: TargetMessage | null;
    readonly me: WireMember;
    readonly locale: Locale;
  }): Promise<WireReply> {
    const { spec, me, locale, ...given } = call;
    const reply = await core().command({
      ...placeOf(me, locale),
      ...given,
      at: clock.now(),
      locale,
      path: spec.path,
    });
    return wireReply(reply, { locale, public: spec.visibility === 'public', key: `command:${call.id}` });
  }

  async function wireReply(
    reply: Reply,
    to: { readonly locale: Locale; readonly public: boolean; readonly key: string },
  ): Promise<WireReply> {
    switch (reply.kind) {
      case 'none':
        return { kind: 'none' };
      case 'form':
        return { kind: 'form', form: renderForm(reply.form, to.locale) };
      case 'message': {
        if (reply.view.view === 'card' && reply.view.picture) await links.keep(reply.view.picture);
        // A refusal is for the one who asked, whoever may see the answer otherwise.
        const refusal = reply.view.view === 'answer' && reply.view.tone === 'problem';
        if (!to.public || refusal) {
          return { kind: 'message', view: await toWire.view(reply.view, to.locale), refused: refusal };
        }
        const { message } = await store.post(
          {
            workspace: WORKSPACE,
            channel: CHANNEL,
            parent: null,
            author: PAL,
            text: '',
            view: reply.view,
            files: [],
            onlyFor: null,
            key: to.key,
          },
          { inbox: false },
        );
        return { kind: 'posted', message: await toWire.message(message, to.locale) };
      }
    }
  }

  return new Hono()
    .post('/commands', async (c) => {
      const me = memberOf(c);
      const locale = localeOf(c, defaultLocale);
      const body = await jsonBody(c, typedCommand);
      const line = parseCommandLine(body.text, locale);
      if (line.kind === 'missing') throw new RequestProblem('missingOption', line.option);
      if (line.kind === 'stranger') throw new RequestProblem('noSuchMember', line.name);
      const attachments = (await ownFiles(store, body.files)).map(attachmentOf);
      // Whoever types what is no command asks for help.
      const asked = line.kind === 'unknown' ? { spec: helpCommand, options: unknownOf(line) } : line;
      const { spec, options } = asked;
      const reply = await run({ id: body.id, spec, options, attachments, target: null, me, locale });
      return c.json(line.kind === 'unknown' ? { ...reply, refused: true } : reply);
    })
    .post('/menu', async (c) => {
      const me = memberOf(c);
      const locale = localeOf(c, defaultLocale);
      const body = await jsonBody(c, menuPress);
      const spec = menuCommand(body.command);
      const message = await store.message(body.message);
      if (!spec) throw new RequestProblem('unknownCommand');
      if (!message || message.deletedAt !== null || !isFor(message, me)) throw new RequestProblem('notFound');
      const target = targetOf(message);
      return c.json(await run({ id: body.id, spec, options: {}, attachments: [], target, me, locale }));
    })
    .post('/actions', async (c) => {
      const me = memberOf(c);
      const locale = localeOf(c, defaultLocale);
      const { id, action, values } = await jsonBody(c, buttonPress);
      const reply = await core().action({
        ...placeOf(me, locale),
        id,
        at: clock.now(),
        locale,
        action,
        values,
      });
      return c.json(await wireReply(reply, { locale, public: false, key: `action:${id}` }));
    });
}
