/** What Discord answers when it refuses a request. Codes: topics/opcodes-and-status-codes. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: unknown;
  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  missingAccess: [403, 50001, 'Missing Access'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  noTextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  cannotDm: [403, 50007, 'Cannot send messages to this user'],
  noMutualGuilds: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  threadArchived: [400, 50083, 'Thread is archived'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  reactionBlocked: [403, 90001, 'Reaction was blocked'],
  tooManyThreads: [400, 160006, 'Maximum number of active threads reached'],
  threadLocked: [403, 160005, 'Thread is locked'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** One of Discord's documented refusals. */
export function refuse(name: keyof typeof known): ApiError {
  const [status, code, message] = known[name];
  return new ApiError(status, code, message);
}

/** 50035, with the place that was wrong, as Discord nests it. */
export function invalidForm(path: string, code: string, message: string): ApiError {
  let errors: unknown = { _errors: [{ code, message }] };
  for (const key of path.split('.').filter(Boolean).reverse()) errors = { [key]: errors };
  return new ApiError(400, 50035, 'Invalid Form Body', errors);
}
