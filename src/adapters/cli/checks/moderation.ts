import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { moderationModel } from '../../openai/moderation.ts';
import { openaiURL } from '../../openai/options.ts';
import { ask } from './ask.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const what = 'Moderation';
const reply = z.object({ results: z.array(z.object({ category_scores: z.object({}) })).min(1) });

/**
 * Checks whether moderation accepts the key (OpenAI: api-reference/moderations/create), which is free. If it is on but does not answer, no
 * cheer is written by the model, and danger is recognised only by plain words.
 */
export async function checkModeration(model: Config['model']): Promise<Finding[]> {
  if (model === null) return [];
  if (!model.guard?.moderation) return [ok(what, 'off: the words alone are looked at (OPENAI_MODERATION)')];
  const base = (model.baseURL ?? openaiURL).replace(/\/+$/, '');
  const answered = await ask(`${base}/moderations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${model.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: moderationModel, input: 'hello' }),
  });
  if (answered === null) return [fail(what, 'does not answer', `check the network; ${meanwhile}`)];
  const { status, body } = answered;
  if (status === 200 && reply.safeParse(body).success) return [ok(what, `${moderationModel} answers`)];
  switch (status) {
    case 401:
    case 403:
      return [
        fail(what, `is refused to this key (${status})`, `give OPENAI_API_KEY the right to it; ${meanwhile}`),
      ];
    case 429:
      return [
        warn(
          what,
          'has no room for this key now (429)',
          `see the limits at platform.openai.com; ${meanwhile}`,
        ),
      ];
    default:
      return [
        fail(
          what,
          `gives no answer of use (${status})`,
          `set OPENAI_MODERATION=off where the server has none; ${meanwhile}`,
        ),
      ];
  }
}

const meanwhile = 'while it is silent, templates cheer';
