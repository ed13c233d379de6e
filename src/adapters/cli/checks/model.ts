import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { ask } from './ask.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const list = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Key, address and model name (OpenAI: models, "List models"), without paying for an answer. */
export async function checkModel(model: Config['model']): Promise<Finding[]> {
  if (model === null) return [ok('Model', 'off: templates cheer (set OPENAI_API_KEY to turn it on)')];
  const base = (model.baseURL ?? 'https://api.openai.com/v1').replace(/\/+$/, '');
  const answered = await ask(`${base}/models`, { headers: { authorization: `Bearer ${model.apiKey}` } });
  if (answered === null) {
    return [
      fail('Model', 'does not answer', `check the network${model.baseURL ? ', and OPENAI_BASE_URL' : ''}`),
    ];
  }
  if (answered.status === 401 || answered.status === 403) {
    return [
      fail(
        'Model key',
        `is not accepted (${answered.status})`,
        'make one at platform.openai.com/api-keys for OPENAI_API_KEY; meanwhile templates cheer',
      ),
    ];
  }
  const models = list.safeParse(answered.body);
  if (answered.status !== 200 || !models.success) {
    return [
      warn(
        'Model',
        `answers ${answered.status} when asked which models it has`,
        'see in the log whether the first cheer is the model’s; templates stand in when not',
      ),
    ];
  }
  return [
    models.data.data.some(({ id }) => id === model.model)
      ? ok('Model', `${model.model} is there`)
      : warn('Model', `the server does not list ${model.model}`, 'set OPENAI_MODEL to one that it has'),
  ];
}
