import { afterEach, describe, expect, test } from 'vitest';
import type { KnownProof } from '../../../src/core/check-in/meanwhile.ts';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { FakeChannel, FakeGuild, FakeMember, Sparse } from '../../fakes/discord/index.ts';
import { type Setup, setUp } from './harness.ts';

const page = '/channels/:channel_id/messages';

/** Servers compatible with Discord leave things out, or tell them otherwise. */
describe('a server that tells less than Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;

  /** Not yet started. */
  const prepare = async (
    sparse: Sparse = {},
    deps: NonNullable<Parameters<typeof setUp>[0]>['deps'] = {},
  ) => {
    at = await setUp({ rateLimits: 'off', sparse, deps });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
  };
  const begin = async (sparse: Sparse = {}) => {
    await prepare(sparse);
    await at.platform.start(at.inbound);
  };
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
  });

  const post = (content: string) => at.fake.post({ channel, author: member, content });
  const events = () => at.log.lines.map(({ event }) => event);

  const watch = (): void => {
    const workspace = guild.id as WorkspaceRef;
    at.inbound.watched = [{ workspace, channel: channel.id as ChannelRef, lastSeen: null, since: 0 }];
  };

  /** Every event of this type lacks these fields, or has others in their place. */
  const changed = (type: string, fields: Record<string, unknown>): Sparse => ({
    event: ({ t, d }) => ({ t, d: t === type ? { ...d, ...fields } : d }),
  });

  test.each([
    ['a server without threads', 'GUILD_CREATE', { threads: undefined }],
    ['a server without channels', 'GUILD_CREATE', { channels: undefined }],
    ['a server without roles', 'GUILD_CREATE', { roles: undefined }],
    ['a server with nothing but its id', 'GUILD_CREATE', { threads: null, channels: null, roles: null }],
    ['a channel without permissions of its own', 'CHANNEL_UPDATE', { permission_overwrites: null }],
    ['a press without entitlements', 'INTERACTION_CREATE', { entitlements: undefined, data: null }],
    ['a start without an application', 'READY', { application: undefined }],
    ['a role that is not told', 'GUILD_ROLE_UPDATE', { role: null }],
  ])('%s does not end the program: the next proof is credited', async (_, type, fields) => {
    await begin(changed(type, fields));
    const told = { t: type, d: { id: channel.id, type: 0, guild_id: guild.id, name: 'proofs' } };
    if (!['READY', 'GUILD_CREATE'].includes(type)) at.fake.gateway.dispatch(told);
    post('5 km');
    await expect.poll(() => at.inbound.order).toEqual(['message 5 km']);
  });

  test('an event that cannot be read is a line in the log that names its type', async () => {
    await begin(changed('GUILD_ROLE_UPDATE', { role: null }));
    at.fake.gateway.dispatch({ t: 'GUILD_ROLE_UPDATE', d: { guild_id: guild.id } });
    await expect.poll(events).toContain('discord.packet.unreadable');
    expect(at.log.lines.find(({ event }) => event === 'discord.packet.unreadable')).toMatchObject({
      type: 'GUILD_ROLE_UPDATE',
    });
  });

  const later = '2026-11-20T03:00:00.000000+00:00';
  test.each([
    ['edit mark', { edited_timestamp: undefined }],
    ['mentions', { mentions: undefined }],
    ['attachments', { attachments: undefined }],
    ['type', { type: undefined }],
    ['webhook but null', { webhook_id: null }],
    ['server', { guild_id: undefined }],
    ['member', { member: undefined }],
    ['author of what it answers', { referenced_message: { id: '1', channel_id: '2' } }],
  ])('a message without %s is taken in, and the one after it', async (_, fields) => {
    await begin(changed('MESSAGE_CREATE', fields));
    for (const content of ['5 km', '6 km']) post(content);
    await expect.poll(() => at.inbound.order).toEqual(['message 5 km', 'message 6 km']);
    expect(at.inbound.messages[0]).toMatchObject({
      workspace: guild.id,
      channel: channel.id,
      attachments: [],
    });
    expect(at.inbound.messages[0]!.direct).toBeUndefined();
    expect(events()).not.toContain('discord.intake.retry');
  });

  test('a message without words, and a file without a name', async () => {
    const attachments = [{ id: '7', url: 'http://127.0.0.1/7' }];
    await begin(changed('MESSAGE_CREATE', { content: null, attachments }));
    post('5 km');
    await expect.poll(() => at.inbound.order).toEqual(['message ']);
    const { attachments: files } = at.inbound.messages[0]!;
    expect(files).toMatchObject([{ name: '', type: null, size: null }]);
  });

  test.each([
    ['neither words nor an edit mark', { content: undefined, edited_timestamp: undefined }, []],
    ['its words and no files', { attachments: undefined }, ['6 km']],
    ['no author, who is asked for', { author: undefined }, ['6 km']],
    ['an edit mark and no words, which are asked for', { content: undefined }, ['6 km']],
  ])('an update that tells %s', async (_, fields, told) => {
    await begin(changed('MESSAGE_UPDATE', fields));
    const proof = post('5 km');
    at.fake.editMessage(proof, '6 km');
    post('last');
    await expect.poll(() => at.inbound.order.at(-1)).toBe('message last');
    expect(at.inbound.edits.map(({ text }) => text)).toEqual(told);
    if ('attachments' in fields) expect(at.inbound.edits[0]!.filesLeft).toBeUndefined();
  });

  test.each([
    ['an emoji without an id', { emoji: { name: '🐹' } }, ['🐹']],
    ['an emoji without a name', { emoji: { id: null, name: null } }, []],
    ['neither hand nor author nor server', { member: undefined, message_author_id: undefined }, ['🐹']],
  ])('a mark that tells %s', async (_, fields, told) => {
    await begin(changed('MESSAGE_REACTION_ADD', fields));
    const proof = post('5 km');
    at.fake.react(proof, member, '🐹');
    await expect.poll(() => at.inbound.order).toEqual(['message 5 km']);
    post('last');
    await expect.poll(() => at.inbound.reactions.map(({ mark }) => mark)).toEqual(told);
    await expect.poll(() => at.inbound.order.at(-1)).toBe('message last');
  });

  test('what cannot be taken in whatever is tried is given up after three tries, and holds nothing back', async () => {
    await begin();
    at.inbound.onMessage = async ({ text }) => {
      if (text === '5 km') throw new TypeError('no such thing');
    };
    for (const content of ['5 km', '6 km']) post(content);
    await expect.poll(() => at.inbound.order).toEqual(['message 6 km']);
    expect(at.log.lines).toContainEqual(
      expect.objectContaining({ event: 'discord.intake.given_up', tries: 3 }),
    );
  });

  test.each([
    ['says to have none', []],
    ['names none', undefined],
  ])(
    'a server that %s at its start is not gone, and a message shows that the bot is in it',
    async (_, guilds) => {
      await prepare({
        event: ({ t, d }) =>
          t === 'GUILD_CREATE' ? { t: 'X', d } : { t, d: t === 'READY' ? { ...d, guilds } : d },
      });
      watch();
      await at.platform.start(at.inbound);
      await expect.poll(events).toContain('discord.look_again.done');
      expect(at.inbound.gone).toEqual([]);
      for (const content of ['5 km', '6 km']) post(content);
      await expect.poll(() => at.inbound.order.slice(-2)).toEqual(['message 5 km', 'message 6 km']);
      expect(at.inbound.back).toEqual([guild.id, `${guild.id} ${channel.id}`]);
      at.fake.removeBot(guild);
      await expect.poll(() => at.inbound.gone).toEqual([guild.id]);
    },
  );

  test('the time of a message is what it says, where its id says another', async () => {
    await begin(changed('MESSAGE_CREATE', { timestamp: later }));
    post('5 km');
    await expect.poll(() => at.inbound.messages.map((message) => message.at)).toEqual([Date.parse(later)]);
  });

  test('ids of any length are ids', async () => {
    const short = { id: '12', author: { id: '7', username: 'mina' } };
    await begin(changed('MESSAGE_CREATE', short));
    post('<@7> 5 km');
    await expect.poll(() => at.inbound.messages.length).toBe(1);
    const [message] = at.inbound.messages;
    expect(message).toMatchObject({ message: `${guild.id}/${channel.id}/12`, text: '@… 5 km' });
    expect(at.platform.linkTo(message!.message)).toContain('/12');
  });

  test('a history whose messages lack what is empty is taken in', async () => {
    const known: KnownProof[] = [];
    const bare = ({ mentions, attachments, edited_timestamp, type, ...rest }: Record<string, unknown>) =>
      rest;
    at = await setUp({
      rateLimits: 'off',
      deps: { knownProofs: async () => known },
      sparse: {
        answer: ({ route }, answer) =>
          route === page ? { ...answer, body: (answer.body as Record<string, unknown>[]).map(bare) } : answer,
      },
    });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
    watch();
    post('missed');
    await at.platform.start(at.inbound);
    post('live');
    await expect.poll(() => [...new Set(at.inbound.order)]).toEqual(['message missed', 'message live']);
  });

  test.each([
    ['rights', { member: { user: { id: '77', username: 'mina' } } }],
    ['kind', { data: { id: '1', name: 'checkin' } }],
    ['time in its id', { id: '12' }],
  ])('a command without %s is answered', async (_, fields) => {
    await begin(changed('INTERACTION_CREATE', fields));
    const before = Date.now();
    at.fake.slash('checkin', { channel, member }, { text: '5 km' });
    await expect.poll(() => at.inbound.commands.length).toBe(1);
    expect(at.inbound.commands[0]!.at).toBeGreaterThan(before - 1000);
  });

  test('a press whose place cannot be read is answered with a sentence', async () => {
    await begin(changed('INTERACTION_CREATE', { member: { permissions: 'all' } }));
    const pressed = at.fake.slash('checkin', { channel, member }, { text: '5 km' });
    expect(await pressed.reply()).toMatchObject({ kind: 'message', ephemeral: true });
    expect(at.inbound.commands).toEqual([]);
  });
});
