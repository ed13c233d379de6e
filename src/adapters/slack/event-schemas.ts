import * as z from 'zod';
import { fileSchema } from './files.ts';

/** The fields of a message that we read. Everything else in the bodies of the Events API is ignored. Slack: reference/events. */
const messageFields = {
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
  /** For a reply that was also sent to the channel: the thread's parent message. */
  root: z.object({ user: z.string().nullish(), bot_id: z.string().nullish() }).nullish().catch(null),
  /** Attached previews; one with `is_share` shows a shared message. */
  attachments: z
    .array(z.object({ is_share: z.boolean().nullish() }))
    .nullish()
    .catch(null),
};
/** A message, in an event or in a channel's history. */
export const messageSchema = z.object(messageFields);
export type SlackMessage = z.infer<typeof messageSchema>;

/** The body of an Events API request. */
export const bodySchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().nullish(),
  team_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  event: z.looseObject({ type: z.string() }),
});
export type SlackBody = z.infer<typeof bodySchema>;

/** A message that was posted. */
export const postedSchema = messageSchema.extend({
  channel: z.string(),
  channel_type: z.string().nullish(),
});
export type PostedEvent = z.infer<typeof postedSchema>;

/** A message that was changed, by its author or by Slack itself (`message_changed`). */
export const changedSchema = z.object({
  channel: z.string(),
  message: messageSchema,
  previous_message: messageSchema.nullish(),
  event_ts: z.string().nullish(),
  ts: z.string().nullish(),
});
export type ChangedEvent = z.infer<typeof changedSchema>;

/** A message that was deleted (`message_deleted`). */
export const deletedSchema = z.object({
  channel: z.string(),
  deleted_ts: z.string(),
  previous_message: messageSchema.partial({ ts: true }).nullish(),
  event_ts: z.string().nullish(),
});
export type DeletedEvent = z.infer<typeof deletedSchema>;

/** A reaction that was added. */
export const reactionSchema = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.string().nullish(), channel: z.string().nullish(), ts: z.string().nullish() }),
  /** The author of the marked message. */
  item_user: z.string().nullish(),
  event_ts: z.string().nullish(),
});
export type ReactionEvent = z.infer<typeof reactionSchema>;

/** Somebody, perhaps the bot, joined a channel. */
export const joinedSchema = z.object({
  user: z.string(),
  channel: z.string(),
  event_ts: z.string().nullish(),
});

/** Somebody opened the app's Home or Messages tab. */
export const homeOpenedSchema = z.object({
  user: z.string(),
  channel: z.string().nullish(),
  tab: z.string().nullish(),
});
export type HomeOpenedEvent = z.infer<typeof homeOpenedSchema>;

/** Tokens of the app were revoked. */
export const tokensRevokedSchema = z.object({
  tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
});
