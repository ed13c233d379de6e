import * as z from 'zod';
import { fileSchema } from './files.ts';

/** The fields of Events API bodies we read; everything else is ignored. Slack: reference/events. */
const messageFields = {
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
  /** Of one that was also sent to the channel: what its thread hangs on. */
  root: z.object({ user: z.string().nullish(), bot_id: z.string().nullish() }).nullish().catch(null),
  /** Of a message that is shared, what it shows of it. */
  attachments: z
    .array(z.object({ is_share: z.boolean().nullish() }))
    .nullish()
    .catch(null),
};
export const messageSchema = z.object(messageFields);
export type SlackMessage = z.infer<typeof messageSchema>;

export const bodySchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().nullish(),
  team_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  event: z.looseObject({ type: z.string() }),
});
export type SlackBody = z.infer<typeof bodySchema>;

export const postedSchema = messageSchema.extend({
  channel: z.string(),
  channel_type: z.string().nullish(),
});
export type PostedEvent = z.infer<typeof postedSchema>;

export const changedSchema = z.object({
  channel: z.string(),
  message: messageSchema,
  previous_message: messageSchema.nullish(),
  event_ts: z.string().nullish(),
  ts: z.string().nullish(),
});
export type ChangedEvent = z.infer<typeof changedSchema>;

export const deletedSchema = z.object({
  channel: z.string(),
  deleted_ts: z.string(),
  previous_message: messageSchema.partial({ ts: true }).nullish(),
  event_ts: z.string().nullish(),
});
export type DeletedEvent = z.infer<typeof deletedSchema>;

export const reactionSchema = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.string().nullish(), channel: z.string().nullish(), ts: z.string().nullish() }),
  /** Who wrote what is marked. */
  item_user: z.string().nullish(),
  event_ts: z.string().nullish(),
});
export type ReactionEvent = z.infer<typeof reactionSchema>;

export const joinedSchema = z.object({
  user: z.string(),
  channel: z.string(),
  event_ts: z.string().nullish(),
});

export const homeOpenedSchema = z.object({
  user: z.string(),
  channel: z.string().nullish(),
  tab: z.string().nullish(),
});
export type HomeOpenedEvent = z.infer<typeof homeOpenedSchema>;

export const tokensRevokedSchema = z.object({
  tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
});
