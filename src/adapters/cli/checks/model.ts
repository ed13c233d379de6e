import { z } from 'zod';
import type { Config } from '../../../config.ts';
import type { ModelAccess } from '../../../model-settings.ts';
import { ask } from './ask.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const list = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The names of a model's settings. */
interface Named {
  readonly what: string;
  readonly key: string;
  readonly model: string;
  readonly baseURL: string;
}

const first: Named = {
  what: 'Model',
  key: 'OPENAI_API_KEY',
  model: 'OPENAI_MODEL',
  baseURL: 'OPENAI_BASE_URL',
};
const second: Named = {
  what: 'Alternate model',
  key: 'OPENAI_ALTERNATE_KEY',
  model: 'OPENAI_ALTERNATE',
  baseURL: 'OPENAI_ALTERNATE',
};

/**
 * Checks each model's key, address and name by listing models, which costs nothing (OpenAI: models, "List models"), and whether its price
 * is known.
 */
export async function checkModel(model: Config['model']): Promise<Finding[]> {
  if (model === null) return [ok('Model', 'off: templates cheer (set OPENAI_API_KEY to turn it on)')];
  const reached = await Promise.all([
    reach(model, first),
    ...(model.alternate ? [reach(model.alternate, second)] : []),
  ]);
  return [...reached.flat(), ...priced(model.unpriced)];
}

async function reach(model: ModelAccess, { what, ...names }: Named): Promise<Finding[]> {
  const base = (model.baseURL ?? 'https://api.openai.com/v1').replace(/\/+$/, '');
  const answered = await ask(`${base}/models`, { headers: { authorization: `Bearer ${model.apiKey}` } });
  if (answered === null) {
    return [
      fail(what, 'does not answer', `check the network${model.baseURL ? `, and ${names.baseURL}` : ''}`),
    ];
  }
  if (answered.status === 401 || answered.status === 403) {
    return [
      fail(
        `${what} key`,
        `is not accepted (${answered.status})`,
        `make one at platform.openai.com/api-keys for ${names.key}; meanwhile templates cheer`,
      ),
    ];
  }
  const models = list.safeParse(answered.body);
  if (answered.status !== 200 || !models.success) {
    return [
      warn(
        what,
        `answers ${answered.status} when asked which models it has`,
        'see in the log whether the first cheer is the model’s; templates stand in when not',
      ),
    ];
  }
  return [
    models.data.data.some(({ id }) => id === model.model)
      ? ok(what, `${model.model} is there`)
      : warn(what, `the server does not list ${model.model}`, `set ${names.model} to one that it has`),
  ];
}

function priced(unpriced: readonly string[]): Finding[] {
  if (unpriced.length === 0) return [];
  return [
    warn(
      'Model price',
      `is not known of ${unpriced.join(', ')}: the dearest known is supposed`,
      'set OPENAI_PRICE (OPENAI_ALTERNATE_PRICE) to in/cached/out, dollars per million tokens; 0/0/0 for a server of your own',
    ),
  ];
}
