/**
 * Every scope that the manifest asks for, with the events, methods and commands that need it. The manifest's test keeps both lists the
 * same. Events have the names by which they are subscribed to.
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
  'files:write': ['files.getUploadURLExternal', 'files.completeUploadExternal', 'files.delete'],
  'reactions:read': ['reaction_added'],
  'reactions:write': ['reactions.add', 'reactions.remove'],
  'usergroups:read': ['usergroups.list'],
  'users:read': ['users.info', 'users.list'],
};

/** The scopes that the token lacks. Slack names the granted ones with every answer; an empty list means that it did not tell. */
export function missingScopes(granted: readonly string[]): string[] {
  return granted.length === 0 ? [] : Object.keys(SCOPE_USES).filter((scope) => !granted.includes(scope));
}
