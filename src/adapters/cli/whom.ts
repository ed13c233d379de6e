/** The options that name a member. */
export const whom = {
  workspace: {
    type: 'string',
    required: true,
    valueHint: 'discord:…|slack:…|web:demo',
    description: 'the Discord server, the Slack team or the page',
  },
  member: { type: 'string', required: true, valueHint: 'id', description: 'their id on that platform' },
} as const;
