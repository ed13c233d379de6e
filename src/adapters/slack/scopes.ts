/**
 * Every scope the manifest asks for and what it is for; the manifest's test keeps both lists the same. Events are named as
 * they are subscribed to, `command` and `file` stand for themselves.
 */
export const SCOPE_USES: Readonly<Record<string, readonly string[]>> = {
  'app_mentions:read': ['app_mention'],
  'channels:history': ['message.channels', 'conversations.history', 'conversations.replies'],
  'channels:read': ['member_joined_channel', 'conversations.info'],
  'groups:history': ['message.groups', 'conversations.history', 'conversations.replies'],
  'groups:read': ['member_joined_channel', 'conversations.info'],
  'im:history': ['message.im', 'conversations.history'],
  'im:write': ['conversations.open'],
  'chat:write': [
    'chat.postMessage',
    'chat.startStream',
    'chat.stopStream',
    'chat.update',
    'chat.delete',
    'chat.postEphemeral',
  ],
  commands: ['/boost', 'count', 'undo'],
  'files:read': ['files.info'],
  'files:write': ['files.getUploadURLExternal', 'files.completeUploadExternal'],
  'reactions:read': ['reaction_added'],
  'reactions:write': ['reactions.add', 'reactions.remove'],
  'usergroups:read': ['usergroups.list'],
  'users:read': ['users.info', 'users.list'],
};

/** Scopes the token lacks. Slack names those it has with every answer; an empty list means it did not say. */
export function missingScopes(granted: readonly string[]): string[] {
  return granted.length === 0 ? [] : Object.keys(SCOPE_USES).filter((scope) => !granted.includes(scope));
}
