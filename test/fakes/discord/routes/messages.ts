import { type Context, param, type Route } from '../context.ts';
import { invalidForm, refuse } from '../errors.ts';
import type { MessageBody } from '../message-rules.ts';
import {
  addMessage,
  botMessage,
  dispatchMessage,
  editBotMessage,
  mayDo,
  messageIn,
  reachable,
  removeMessage,
  requirePermission,
  requireTaken,
  wakeThread,
} from '../messages.ts';
import { restMessageJson } from '../payloads.ts';
import { compareIds } from '../snowflake.ts';
import { type FakeMessage, Permission } from '../state.ts';

/** "The past few minutes" in which a nonce is remembered (Discord: resources/message, enforce_nonce). */
const NONCE_MEMORY_MS = 180_000;

export function messageRoutes(ctx: Context): Route[] {
  const nonces = new Map<string, { message: FakeMessage; at: number }>();
  const json = (message: FakeMessage) => restMessageJson(ctx.state, ctx.origin(), message);

  return [
    {
      method: 'GET',
      path: '/channels/:channel_id/messages',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const limit = Number(call.query.get('limit') ?? 50);
        if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
          throw invalidForm('limit', 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.');
        }
        // Who may not read the history is shown an empty one (Discord: resources/message, Get Channel Messages).
        if (!mayDo(ctx, channel, Permission.readHistory)) return { status: 200, body: [] };
        const after = call.query.get('after');
        const before = call.query.get('before');
        const sorted = [...channel.messages.values()].sort((a, b) => compareIds(a.id, b.id));
        const matching = sorted.filter(
          (m) =>
            (after === null || compareIds(m.id, after) > 0) &&
            (before === null || compareIds(m.id, before) < 0),
        );
        const page = after === null ? matching.slice(-limit) : matching.slice(0, limit);
        return { status: 200, body: page.reverse().map(json) };
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel_id/messages/:message_id',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        requirePermission(ctx, channel, Permission.readHistory);
        return { status: 200, body: json(messageIn(channel, param(call, 'message_id'))) };
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel_id/messages',
      handle(call) {
        const body = call.body as MessageBody;
        const channel = reachable(ctx, param(call, 'channel_id'));
        requirePermission(
          ctx,
          channel,
          channel.type === 11 ? Permission.sendInThreads : Permission.sendMessages,
        );
        requireTaken(ctx, channel);
        if (channel.type === 15 || channel.type === 16) throw refuse('noTextChannel');
        if (call.files.length > 0) requirePermission(ctx, channel, Permission.attachFiles);
        if (body.message_reference) requirePermission(ctx, channel, Permission.readHistory);
        const now = ctx.state.clock.now();
        const nonce = body.enforce_nonce === true && body.nonce != null ? String(body.nonce) : null;
        const known = nonce === null ? undefined : nonces.get(nonce);
        if (known !== undefined && now - known.at <= NONCE_MEMORY_MS)
          return { status: 200, body: json(known.message) };
        wakeThread(ctx, channel);
        const message = addMessage(ctx, botMessage(ctx, channel.id, body, call.files, 'create'));
        if (nonce !== null) nonces.set(nonce, { message, at: now });
        return { status: 200, body: json(message) };
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel_id/messages/:message_id',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const message = messageIn(channel, param(call, 'message_id'));
        if (message.authorId !== ctx.state.bot.id) throw refuse('notYourMessage');
        if (channel.thread?.archived) throw refuse('threadArchived');
        editBotMessage(ctx, message, call.body as MessageBody, call.files, 'edit');
        dispatchMessage(ctx, 'MESSAGE_UPDATE', message);
        return { status: 200, body: json(message) };
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel_id/messages/:message_id',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const message = messageIn(channel, param(call, 'message_id'));
        if (message.authorId !== ctx.state.bot.id) requirePermission(ctx, channel, Permission.manageMessages);
        if (channel.thread?.archived) throw refuse('threadArchived');
        removeMessage(ctx, message);
        return { status: 204 };
      },
    },
  ];
}
