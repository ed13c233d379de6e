import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionId, type Reply } from '../../../src/core/actions.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import type { FakeMessage, PressedIn } from '../../fakes/discord/index.ts';
import { discordError } from '../../fakes/discord/index.ts';
import { type Component, flatten } from '../../fakes/discord/message-rules.ts';
import { type Setup, setUp } from './harness.ts';

const file = {
  name: 'mine.json',
  type: 'application/json',
  bytes: new TextEncoder().encode('{"text":"강변"}'),
};
const view = { view: 'answer', tone: 'done', lines: [['done']], buttons: [] } as const;
const withFile: Reply = { kind: 'message', view, file };
const original = '/webhooks/:webhook_id/:webhook_token/messages/@original';
const callback = '/interactions/:interaction_id/:interaction_token/callback';
const filesOf = ({ attachments }: FakeMessage) =>
  attachments.map(({ filename, contentType, bytes }) => [
    filename,
    contentType,
    Buffer.from(bytes).toString('utf8'),
  ]);
const given = [['mine.json', 'application/json', '{"text":"강변"}']];

describe('a file that comes with an answer in Discord', () => {
  let at: Setup;
  let here: PressedIn;

  beforeEach(async () => {
    at = await setUp({ rateLimits: 'off' });
    const guild = at.fake.guild();
    const channel = at.fake.channel(guild);
    here = { channel, member: at.fake.member(guild, { name: 'mina' }) };
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect([at.fake.crashes, at.fake.violations, at.fake.pings]).toEqual([[], [], []]);
  });

  test('is in the answer itself, which only its asker sees', async () => {
    at.inbound.onCommand = async () => withFile;
    const reply = await at.fake.slash('my export', here).reply();
    if (reply.kind === 'form') throw new Error('a form');
    expect(reply).toMatchObject({ text: 'done', ephemeral: true });
    expect(filesOf(reply.message)).toEqual(given);
  });

  test('is shown by an answer that is more than plain text as well', async () => {
    const button = { action: actionId({ do: 'openPal' }), label: 'b', style: 'primary' } as const;
    at.inbound.onCommand = async () => ({ ...withFile, view: { ...view, buttons: [button] } });
    const reply = await at.fake.slash('my export', here).reply();
    if (reply.kind === 'form') throw new Error('a form');
    expect(filesOf(reply.message)).toEqual(given);
    const parts = flatten(reply.message.components as Component[]);
    expect(parts.filter(({ type }) => type === 13)).toHaveLength(1);
  });

  test('comes by direct message where the interaction takes no answer any more', async () => {
    at.inbound.onCommand = async () => withFile;
    at.fake.fail({ route: callback }, discordError(404, 10062));
    at.fake.slash('my export', here);
    const direct = () => [...at.fake.state.channels.values()].find(({ type }) => type === 1);
    await expect.poll(() => at.fake.botMessagesIn(direct()).map(filesOf)).toEqual([given]);
    expect(at.fake.botMessagesIn(here.channel)).toEqual([]);
  });

  test('that Discord refuses is said to have failed: the words alone would promise it', async () => {
    at.inbound.onCommand = async () => withFile;
    at.fake.fail({ method: 'PATCH', route: original }, discordError(413, 40005));
    const reply = await at.fake.slash('my export', here).reply();
    if (reply.kind === 'form') throw new Error('a form');
    const [sentence] = messagesFor('ko').answer.failed();
    expect(reply.text).toBe(sentence);
    expect(filesOf(reply.message)).toEqual([]);
  });
});
