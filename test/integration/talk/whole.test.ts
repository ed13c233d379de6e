import { expect, onTestFinished, test } from 'vitest';
import { webDriver } from '../../contract/drivers/web.ts';
import { startFaultyModel } from '../../fakes/model/index.ts';
import { startTestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { settled } from '../../support/oracle.ts';
import { modelAlone } from '../../support/settings.ts';

test('the true client before a model server: written, checked, paid for, and by hand where that fails', async () => {
  const [database, model] = await Promise.all([freshDatabase(), startFaultyModel()]);
  model.uses({ input: 1_000, cached: 0, output: 50 });
  model.talk({
    about: 'chat',
    evidence: [{ source: 'message', quote: '바람이 시원' }],
    lines: ['강바람 소리가 들리는 듯해요.', '물가에 앉아 같이 듣는 기분이었어요.'],
  });
  const app = await startTestApp(database.url, {
    model: {
      ...{ apiKey: 'sk-test', baseURL: model.baseURL, model: 'whole', api: 'responses', json: 'strict' },
      ...{ vision: true, price: { input: 1, cached: 1, written: 1, output: 1 } },
      ...modelAlone,
    },
  });
  const driver = webDriver();
  onTestFinished(async () => {
    await app.stop();
    await Promise.all([model.close(), database.drop()]);
  });
  await driver.attach(app);
  const { db } = app.storage;
  await db.challenge.updateMany({ data: { endedAt: new Date() } });
  await beginChallenge(app.storage, driver, { title: '산책' });
  const proof = await driver.post('junho', '강가를 걸었어요');
  const under = async (count: number) => {
    await until(`${count} words`, async () => (await driver.see(proof)).thread.length >= count);
    expect(await settled(app.storage)).toEqual([]);
    return (await driver.see(proof)).thread;
  };
  await under(1);
  const before = model.requests.length;

  await driver.answer('junho', proof, '오늘은 바람이 시원했어');
  expect((await under(2)).at(-1)).toBe('강바람 소리가 들리는 듯해요.\n물가에 앉아 같이 듣는 기분이었어요.');
  const [request, ...more] = model.requests.slice(before);
  expect(more).toEqual([]);
  const { input, instructions, text } = request!.body as Record<string, unknown>;
  const asked = JSON.stringify([input, instructions]);
  expect(asked).toContain('강가를 걸었어요');
  expect(asked).not.toMatch(/준호|junho/u);
  expect(JSON.stringify(text)).toContain('json_schema');
  const calls = await db.modelCall.findMany({ where: { purpose: 'talk' } });
  expect(calls.map(({ spent }) => spent)).toEqual([1_050n]);
  expect((await db.talkTurn.findFirstOrThrow()).source).toBe('model');

  // The same once more: it was just said. Twice is enough, then what was written by hand speaks.
  await driver.answer('junho', proof, '정말 바람이 시원했다니까');
  expect((await under(3)).at(-1)).not.toContain('강바람');
  expect(model.requests.slice(before)).toHaveLength(3);

  model.always('serverError');
  await driver.answer('junho', proof, '바람이 시원해서 또 가고 싶어');
  await under(4);
  expect((await db.talkTurn.findMany({ orderBy: { at: 'asc' } })).map(({ source }) => source)).toEqual([
    'model',
    'template',
    'template',
  ]);
});
