import { z } from 'zod';

/** Evidence comes before the lines, so that the model decides what to rest on before it writes. */
export const schema = z.object({
  situation: z.enum([
    'usual',
    'milestone',
    'comeback',
    'partial',
    'failed',
    'hard',
    'brag',
    'sarcasm',
    'empty',
    'hostile',
  ]),
  evidence: z.array(z.object({ source: z.enum(['text', 'photo', 'facts', 'memory']), quote: z.string() })),
  photoSeen: z.string().nullable(),
  line1: z.string(),
  line2: z.string(),
});
