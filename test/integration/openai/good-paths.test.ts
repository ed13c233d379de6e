import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LLMock } from '@copilotkit/aimock';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { goodWire } from '../../fakes/model/index.ts';
import { patient, request, setUp } from './harness.ts';

const mock = new LLMock({ port: 0, strict: true });
beforeAll(() => mock.start());
afterAll(() => mock.stop());
beforeEach(() => {
  mock.clearFixtures();
  mock.clearRequests();
});

const said = JSON.stringify(goodWire);
const answer = {
  kind: 'answer',
  lines: [goodWire.line1, goodWire.line2],
  evidence: goodWire.evidence,
  photoSeen: null,
  model: 'test-model',
};
const baseURL = () => `${mock.url}/v1`;

describe.each(['responses', 'chat'] as const)('over %s', (api) => {
  test.each([
    ['strict', said],
    ['loose', said],
    ['none', said],
    ['none', `<think>{the member ran} "}</think>\nHere it is:\n\`\`\`json\n${said}\n\`\`\` :)`],
  ] as const)('with %s JSON it reads %j', async (json, content) => {
    mock.onMessage(/proof-nonce1/, { content });
    const { generator, log } = setUp({ baseURL: baseURL(), api, json });
    expect(await generator.generate(request, patient())).toEqual(answer);
    expect(mock.getRequests()).toHaveLength(1);
    expect(log.lines).toEqual([]);
  });

  it('believes a model about a photo only when it was shown one', async () => {
    mock.onMessage(/proof/, { content: JSON.stringify({ ...goodWire, photoSeen: '강변의 운동화' }) });
    const photo = new Uint8Array(
      await sharp({ create: { width: 512, height: 384, channels: 3, background: '#abc' } })
        .jpeg()
        .toBuffer(),
    );
    const { generator } = setUp({ baseURL: baseURL(), api });
    expect(await generator.generate(request, patient())).toMatchObject({ photoSeen: null });
    expect(await generator.generate({ ...request, photo }, patient())).toMatchObject({
      photoSeen: '강변의 운동화',
    });
    const blind = setUp({ baseURL: baseURL(), api, vision: false });
    expect(await blind.generator.generate({ ...request, photo }, patient())).toMatchObject({
      photoSeen: null,
    });
    expect(JSON.stringify(mock.getLastRequest()?.body)).not.toContain('data:image');
  });

  it('tells the model what its last answer broke', async () => {
    mock.onMessage(/polite speech in every sentence/, { content: said });
    const { generator } = setUp({ baseURL: baseURL(), api });
    expect(await generator.generate({ ...request, repair: ['notPolite'] }, patient())).toEqual(answer);
  });
});

it('loads the client only with the first question', async () => {
  const index = new URL('../../../src/adapters/openai/index.ts', import.meta.url).href;
  const script = `
    import { registerHooks } from 'node:module';
    let loaded = 0;
    registerHooks({ load(url, context, next) { if (url.includes('/openai/')) loaded += url.includes('node_modules') ? 1 : 0; return next(url, context); } });
    const { createLanguageModel } = await import(${JSON.stringify(index)});
    const { z } = await import('zod');
    const quiet = () => undefined;
    const model = createLanguageModel({ apiKey: 'k', baseURL: 'http://127.0.0.1:9/v1', model: 'm', api: 'chat', json: 'strict',
      vision: false, log: { info: quiet, warn: quiet, error: quiet } });
    const before = loaded;
    const question = { purpose: 'cheer', payer: null, system: 's', user: 'u', photo: null, shape: 'cheer',
      schema: z.object({ line: z.string() }), maxTokens: 10, cacheKey: 'k' };
    const answer = await model.ask(question, AbortSignal.timeout(10_000));
    console.log(JSON.stringify({ before, after: loaded > 0, reason: answer.reason }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(stdout)).toEqual({ before: 0, after: true, reason: 'connection' });
});
