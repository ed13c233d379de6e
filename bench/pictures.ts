import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createPictures } from '../src/adapters/node/pictures/index.ts';
import { addDays } from '../src/core/model/day.ts';
import type { BlobId } from '../src/core/photo.ts';
import type { FactSpec, PictureSpec } from '../src/core/pictures/spec.ts';
import { drawnPhoto } from '../test/pictures/photos.ts';
import { month, oneOfEach, photoIds } from '../test/pictures/samples.ts';
import { quietLog } from '../test/support/quiet.ts';
import { type Bench, type Figure, percentile } from './support/figures.ts';

const rounds = 40;

export const pictureWork: Bench = {
  title: 'Pictures',
  how: `Each kind of picture drawn ${rounds} times, every time another one, so that nothing is found in a cache; photos of 512 points come from memory. The delay is that of the event loop which asks for them.`,
  async run() {
    const photos = new Map<BlobId, Uint8Array>();
    for (const id of photoIds) photos.set(id, await drawnPhoto(id));
    const pictures = createPictures({
      loadPhoto: async (id) => photos.get(id) ?? null,
      cache: { get: async () => null, set: async () => undefined },
      log: quietLog,
    });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const first = await timed(() => pictures.draw(oneOfEach.streak));
    const starting = delay.max / 1e6;
    delay.reset();
    const figures: Figure[] = [];
    for (const [kind, spec] of Object.entries({ ...oneOfEach, 'month of 31 photos': albumMonth })) {
      const took: number[] = [];
      for (let n = 1; n <= rounds; n++) took.push(await timed(() => pictures.draw(daysLater(spec, n))));
      figures.push(
        { what: `${kind}, p50`, value: percentile(took, 0.5), unit: 'ms' },
        { what: `${kind}, p95`, value: percentile(took, 0.95), unit: 'ms', goal: { atMost: 150 } },
      );
    }
    delay.disable();
    return [
      ...figures,
      {
        what: 'event-loop delay meanwhile, p99',
        value: delay.percentile(99) / 1e6,
        unit: 'ms',
        goal: { atMost: 50 },
      },
      { what: 'the longest', value: delay.max / 1e6, unit: 'ms' },
      { what: 'the very first, reading the fonts', value: first, unit: 'ms' },
      { what: 'event-loop delay meanwhile, the longest', value: starting, unit: 'ms', goal: { atMost: 50 } },
    ];
  },
};

const albumMonth = month('ko', {
  month: 12,
  days: photoIds.map((photo) => ({ mark: 'done', today: false, photo })),
});

/** The same picture of another day, and so another picture. */
function daysLater(spec: FactSpec, days: number): PictureSpec {
  return { ...spec, asOf: { ...spec.asOf, day: addDays(spec.asOf.day, days) } };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
