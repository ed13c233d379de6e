import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { ask } from './ask.ts';
import { type Finding, ok, warn } from './finding.ts';

const readiness = z.object({ ready: z.boolean(), parts: z.record(z.string(), z.boolean()) });

/** Checks whether Boost Pal is running at HOST and PORT, and is ready. */
export async function checkRunning({ http }: Config): Promise<Finding> {
  const host = http.host === '0.0.0.0' || http.host === '::' ? '127.0.0.1' : http.host;
  const at = `http://${host.includes(':') ? `[${host}]` : host}:${http.port}`;
  const answered = http.port === 0 ? null : await ask(`${at}/readyz`);
  if (answered === null) return ok('Bot', `does not run at ${at} (npm start starts it)`);
  const read = readiness.safeParse(answered.body);
  if (!read.success) {
    return warn('Bot', `something else answers at ${at}`, 'stop it, or set PORT to a free one');
  }
  const ill = Object.entries(read.data.parts)
    .filter(([, well]) => !well)
    .map(([part]) => part);
  return read.data.ready
    ? ok('Bot', `runs at ${at}, ready`)
    : warn('Bot', `runs at ${at}, not ready (${ill.join(', ')})`, 'see its log');
}
