import { type Answer, type Call, type Context, param, type Route } from '../context.ts';
import { invalidForm, refuse } from '../errors.ts';
import { shownForm } from '../form-rules.ts';
import type { Interaction } from '../interactions.ts';
import type { MessageBody } from '../message-rules.ts';
import { addMessage, botMessage, dispatchMessage, editBotMessage, removeMessage } from '../messages.ts';
import { restMessageJson } from '../payloads.ts';
import type { FakeMessage } from '../state.ts';

const EPHEMERAL = 1 << 6;

interface CallbackBody {
  type: number;
  data?: MessageBody & { custom_id?: string; title?: string };
}

export function interactionRoutes(ctx: Context): Route[] {
  const json = (message: FakeMessage) => restMessageJson(ctx.state, ctx.origin(), message);

  /** Ephemeral messages live with the interaction only: no channel holds them, no event tells of them. */
  const show = (interaction: Interaction, body: MessageBody, call: Call, ephemeral: boolean): FakeMessage => {
    const draft = botMessage(ctx, interaction.channelId, { ...body, nonce: null }, call.files, 'interaction');
    const message = { ...draft, interactionId: interaction.id };
    if (!ephemeral) return addMessage(ctx, { ...message, flags: (message.flags ?? 0) & ~EPHEMERAL });
    return {
      createdAt: ctx.state.clock.now(),
      editedAt: null,
      reactions: new Map(),
      threadId: null,
      ...message,
      flags: (message.flags ?? 0) | EPHEMERAL,
    } as FakeMessage;
  };

  const edit = (interaction: Interaction, message: FakeMessage, call: Call): void => {
    editBotMessage(ctx, message, call.body as MessageBody, call.files, 'interaction');
    if ((message.flags & EPHEMERAL) === 0) dispatchMessage(ctx, 'MESSAGE_UPDATE', message);
    ctx.interactions.changed(interaction);
  };

  const callback = (interaction: Interaction, call: Call): Answer => {
    const { type, data = {} } = call.body as CallbackBody;
    switch (type) {
      case 4:
        interaction.ephemeral = ((data.flags ?? 0) & EPHEMERAL) !== 0;
        interaction.original = show(interaction, data, call, interaction.ephemeral);
        break;
      case 5:
        interaction.ephemeral = ((data.flags ?? 0) & EPHEMERAL) !== 0;
        break;
      case 6:
        if (interaction.message === null) throw wrongType();
        break;
      case 7:
        if (interaction.message === null) throw wrongType();
        edit(interaction, interaction.message, { ...call, body: data });
        break;
      case 9:
        interaction.form = shownForm(data);
        break;
      default:
        throw wrongType();
    }
    interaction.callbackType = type;
    interaction.acknowledgedAt = ctx.state.clock.now();
    ctx.interactions.changed(interaction);
    if (call.query.get('with_response') !== 'true') return { status: 204 };
    const message = interaction.original === null ? {} : { message: json(interaction.original) };
    return {
      status: 200,
      body: { interaction: { id: interaction.id, type: 2 }, resource: { type, ...message } },
    };
  };

  const token = (call: Call) => {
    return ctx.interactions.byToken(param(call, 'webhook_id'), param(call, 'webhook_token'));
  };

  return [
    {
      method: 'POST',
      path: '/interactions/:interaction_id/:interaction_token/callback',
      auth: false,
      handle: (call) =>
        callback(
          ctx.interactions.forCallback(param(call, 'interaction_id'), param(call, 'interaction_token')),
          call,
        ),
    },
    {
      method: 'GET',
      path: '/webhooks/:webhook_id/:webhook_token/messages/@original',
      auth: false,
      handle(call) {
        const { original } = token(call);
        if (original === null) throw refuse('unknownMessage');
        return { status: 200, body: json(original) };
      },
    },
    {
      method: 'PATCH',
      path: '/webhooks/:webhook_id/:webhook_token/messages/@original',
      auth: false,
      handle(call) {
        const interaction = token(call);
        if (interaction.original !== null) {
          edit(interaction, interaction.original, call);
        } else if (interaction.callbackType === 5) {
          interaction.original = show(interaction, call.body as MessageBody, call, interaction.ephemeral);
          ctx.interactions.changed(interaction);
        } else if (interaction.message !== null && !interaction.removed) {
          edit(interaction, interaction.message, call);
          interaction.callbackType = 7;
          ctx.interactions.changed(interaction);
        } else {
          throw refuse('unknownMessage');
        }
        return { status: 200, body: json(interaction.original ?? interaction.message!) };
      },
    },
    {
      method: 'DELETE',
      path: '/webhooks/:webhook_id/:webhook_token/messages/@original',
      auth: false,
      handle(call) {
        const interaction = token(call);
        const updates = interaction.callbackType === 6 || interaction.callbackType === 7;
        const gone = updates ? interaction.message : interaction.original;
        if (gone !== null && (gone.flags & EPHEMERAL) === 0) removeMessage(ctx, gone);
        interaction.original = null;
        interaction.removed = true;
        ctx.interactions.changed(interaction);
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/webhooks/:webhook_id/:webhook_token',
      auth: false,
      handle(call) {
        const interaction = token(call);
        const body = call.body as MessageBody;
        const waiting = interaction.callbackType === 5 && interaction.original === null;
        const ephemeral = waiting ? interaction.ephemeral : ((body.flags ?? 0) & EPHEMERAL) !== 0;
        const message = show(interaction, body, call, ephemeral);
        if (waiting) interaction.original = message;
        else interaction.followups.push(message);
        ctx.interactions.changed(interaction);
        return { status: 200, body: json(message) };
      },
    },
  ];
}

function wrongType() {
  return invalidForm('type', 'INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK', 'Invalid callback type');
}
