import { expect, test } from 'vitest';
import type { Reply } from '../../../src/core/actions.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import { directChannel } from '../../fakes/slack/state.ts';
import { type Setup, setUp } from './harness.ts';

const file = {
  name: 'mine.json',
  type: 'application/json',
  bytes: new TextEncoder().encode('{"text":"강변"}'),
};
const withFile: Reply = {
  kind: 'message',
  view: { view: 'answer', tone: 'done', lines: [['보냈어요']], buttons: [] },
  file,
};

async function asked({ fake, core, channel, person }: Setup) {
  core.onCommand = () => withFile;
  await fake.slash('/boost', '내정보 내보내기', { channel, user: person });
  return fake.waitFor(() => fake.ephemerals.at(-1), 'a private answer');
}
/** What the bot wrote to them alone. */
function direct({ fake, person }: Setup) {
  const { id } = directChannel(fake.world, fake.team.id, person, fake.team.botUser);
  return fake.visible(id).filter(({ botId }) => botId !== undefined);
}

test('a file that comes with an answer is in the direct channel when the answer says so', async () => {
  const setup = await setUp({ mode: 'socket' });
  const said = await asked(setup);
  expect(said).toMatchObject({ text: '보냈어요', user: setup.person, via: 'response_url' });
  const files = direct(setup).flatMap((message) => message.files);
  expect(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')])).toEqual([
    ['mine.json', '{"text":"강변"}'],
  ]);
  expect(setup.core.of('command')).toMatchObject([{ path: ['my', 'export'] }]);
  // Slack tells us of our own message; it is no talk.
  expect(setup.core.of('message')).toEqual([]);
  expect([setup.fake.pings, setup.fake.violations]).toEqual([[], []]);
});

test.each([
  ['conversations.open', 'cannot_dm_user'],
  ['files.getUploadURLExternal', 'missing_scope'],
  ['files.completeUploadExternal', 'not_allowed_token_type'],
])('where %s answers %s the asker is told that it failed', async (method, error) => {
  const setup = await setUp({ mode: 'socket' });
  setup.fake.fail({ method }, { kind: 'error', error } as never);
  const [sentence] = messagesFor('ko').answer.failed();
  expect(await asked(setup)).toMatchObject({ text: sentence, user: setup.person });
  expect(direct(setup)).toEqual([]);
});
