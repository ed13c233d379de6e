import { afterEach, describe, expect, test } from 'vitest';
import type { FakeChannel, FakeGuild, FakeMember, Sparse } from '../../fakes/discord/index.ts';
import { type Setup, setUp } from './harness.ts';

/** Servers compatible with Discord leave things out, or tell them otherwise. */
describe('a server that tells less than Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;

  const begin = async (sparse: Sparse = {}, deps: NonNullable<Parameters<typeof setUp>[0]>['deps'] = {}) => {
    at = await setUp({ rateLimits: 'off', sparse, deps });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
    await at.platform.start(at.inbound);
  };
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
  });

  const post = (content: string) => at.fake.post({ channel, author: member, content });
  const events = () => at.log.lines.map(({ event }) => event);

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
});
