import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type Fault, type FaultyModel, goodWire, startFaultyModel } from '../../fakes/model/index.ts';
import { patient, request, setUp } from './harness.ts';

let model: FaultyModel;
beforeAll(async () => {
  model = await startFaultyModel();
});
afterAll(() => model.close());
beforeEach(() => model.reset());

const said = { kind: 'answer', lines: [goodWire.line1, goodWire.line2] };
const paths = () => model.requests.map(({ path }) => path.replace('/v1/', ''));
const both = ['responses', 'chat'] as const;
const other = { responses: 'chat', chat: 'responses' } as const;
const pathOf = { responses: 'responses', chat: 'chat/completions' } as const;

/** What asked for JSON in each request, and whether it held fields of OpenAI's own. */
const forms = () =>
  model.requests.map(({ body }) => {
    const format = (body.response_format ?? (body.text as { format?: unknown } | undefined)?.format) as
      | { readonly type: string }
      | undefined;
    return `${format?.type ?? 'none'}${'prompt_cache_key' in body ? '' : ' plain'}`;
  });

describe.each(both)('over %s', (api) => {
  const usual = () => setUp({ baseURL: model.baseURL, api });

  test.each<Fault>(['fenced', 'inParts'])('an answer that is %s is read', async (fault) => {
    model.always(fault);
    expect(await usual().generator.generate(request, patient())).toMatchObject(said);
    expect(model.requests).toHaveLength(1);
  });

  test.each<readonly [Fault, readonly string[]]>([
    ['noSchema', ['json_schema', 'json_object', 'json_object']],
    ['plainOnly', ['json_schema', 'json_schema plain', 'json_schema plain']],
    ['noFormat', ['json_schema', 'json_schema plain', 'json_object plain', 'none plain', 'none plain']],
  ])(
    'a server of the kind %s is asked for less until it answers, and asked so from then on',
    async (fault, sent) => {
      model.always(fault);
      const { generator } = usual();
      expect(await generator.generate(request, patient())).toMatchObject(said);
      expect(await generator.generate(request, patient())).toMatchObject(said);
      expect(forms()).toEqual(sent);
    },
  );

  it('what a proof says and may not is refused once, in whatever form it is asked', async () => {
    model.next('contentFilter');
    expect(await usual().generator.generate(request, patient())).toMatchObject({ reason: 'refusal' });
    expect(model.requests).toHaveLength(1);
  });

  it('a server without this API is asked over the other, from then on at once', async () => {
    model.lacks(api);
    model.always('noSchema');
    const { generator, log } = setUp({ baseURL: model.baseURL, api, eitherApi: true });
    expect(await generator.generate(request, patient())).toMatchObject(said);
    expect(await generator.generate(request, patient())).toMatchObject(said);
    const [here, there] = [pathOf[api], pathOf[other[api]]];
    expect(paths()).toEqual([here, there, there, there]);
    expect(log.lines).toEqual([]);
  });

  it('a server without this API is not asked over the other where that was ruled out', async () => {
    model.lacks(api);
    expect(await usual().generator.generate(request, patient())).toMatchObject({ reason: 'noModel' });
    expect(paths()).toEqual([pathOf[api]]);
  });

  it('a model that is not there is asked for over one API alone, and an address that is not there over both', async () => {
    model.next('noModel');
    const named = setUp({ baseURL: model.baseURL, api, eitherApi: true });
    expect(await named.generator.generate(request, patient())).toMatchObject({
      reason: 'noModel',
      fatal: true,
    });
    expect(paths()).toEqual([pathOf[api]]);
    model.always('noRoute');
    const unnamed = setUp({ baseURL: model.baseURL, api, eitherApi: true });
    expect(await unnamed.generator.generate(request, patient())).toMatchObject({ reason: 'noModel' });
    expect(paths()).toEqual([pathOf[api], pathOf[api], pathOf[other[api]]]);
  });
});
