import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createPhotoProcessor } from '../src/adapters/node/photo-decoder/index.ts';
import { detailedPhoto } from '../test/fixtures/photos.ts';
import { quietLog } from '../test/support/quiet.ts';
import { type Bench, percentile } from './support/figures.ts';

const photos = 12;

export const photoWork: Bench = {
  title: 'Photos',
  how: `${photos} JPEGs of 4,000 × 3,000 points, as detailed as a phone's, each decoded, turned and kept in two sizes by the decoder's process. The delay is that of the event loop which hands them out.`,
  async run() {
    const source = await (await detailedPhoto(4_000, 3_000)).jpeg({ quality: 90 }).toBuffer();
    const processor = createPhotoProcessor({ log: quietLog });
    const work = async () => {
      const begun = performance.now();
      const outcome = await processor.process(source, AbortSignal.timeout(20_000));
      if (!outcome.ok) throw new Error(`a photo was refused: ${outcome.refusal}`);
      return performance.now() - begun;
    };
    try {
      await work();
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const took: number[] = [];
      for (let n = 0; n < photos; n++) took.push(await work());
      delay.disable();
      return [
        {
          what: `a photo of ${(source.length / 1e6).toFixed(1)} MB, p50`,
          value: percentile(took, 0.5),
          unit: 'ms',
        },
        { what: 'the slowest', value: Math.max(...took), unit: 'ms' },
        {
          what: 'event-loop delay meanwhile, p99',
          value: delay.percentile(99) / 1e6,
          unit: 'ms',
          goal: { atMost: 50 },
        },
      ];
    } finally {
      await processor.close();
    }
  },
};
