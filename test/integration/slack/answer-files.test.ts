import { expect, test } from 'vitest';
import type { Reply } from '../../../src/core/actions.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import type { MessageRef } from '../../../src/core/model/ids.ts';
import { directChannel } from '../../fakes/slack/state.ts';
import { type Setup, setUp } from './harness.ts';

const file = {
  name: 'mine.json',
  type: 'application/json',
  bytes: new TextEncoder().encode('{"text":"강변"}'),
};
const withFile = {
  kind: 'message',
  view: { view: 'answer', tone: 'done', lines: [['보냈어요']], buttons: [] },
  file,
} satisfies Reply;

async function asked({ fake, core, channel, person }: Setup, reply: Reply = withFile) {
  core.onCommand = () => reply;
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

/** The reply, for somebody who is there at so many of the looks whether the file may stay. */
function staying(looks: number, stood: MessageRef[]): Reply {
  const staysAs = async (message: MessageRef) => stood.push(message) <= looks;
  return { ...withFile, file: { ...file, staysAs } };
}

test('that a file stays is noted by its id before it is posted, and it is deleted by that', async () => {
  const setup = await setUp({ mode: 'socket' });
  const stood: MessageRef[] = [];
  await asked(setup, staying(2, stood));
  const [posted] = direct(setup).flatMap(({ files }) => files);
  expect(stood).toEqual([`file/${posted?.id}`, `file/${posted?.id}`]);
  // Again, as after an answer that was lost: it is gone all the same.
  for (let again = 0; again < 2; again += 1) {
    await setup.platform.ensureRemoved(stood[0]!);
    expect(posted?.deleted).toBe(true);
  }
  expect(setup.fake.violations).toEqual([]);
});

test.each([
  ['before it is posted, it is not posted', 0, []],
  ['while it is posted, it is deleted', 1, [true]],
  ['while it is posted and nobody answers, it is deleted', 1, [true], 'files.completeUploadExternal'],
] as const)('where everything about the asker was erased %s', async (_, looks, deleted, unanswered?) => {
  const setup = await setUp({ mode: 'socket' });
  if (unanswered) setup.fake.fail({ method: unanswered, times: 1 }, { kind: 'dropReply' });
  const [sentence] = messagesFor('ko').answer.failed();
  expect(await asked(setup, staying(looks, []))).toMatchObject({ text: sentence });
  expect(direct(setup).flatMap(({ files }) => files.map((each) => each.deleted))).toEqual(deleted);
});
