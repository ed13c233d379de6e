import { expect, test } from 'vitest';
import { withoutErased } from '../../src/core/pictures/erased.ts';
import { type PictureSpec, photosOf } from '../../src/core/pictures/spec.ts';
import { finish, month, oneOfEach, photoIds } from './samples.ts';

/** What is asked to be drawn, where only `kept` photos are left. */
async function asked(spec: PictureSpec, kept: readonly string[]): Promise<PictureSpec> {
  const drawn: PictureSpec[] = [];
  const pictures = withoutErased(
    {
      async draw(wanted) {
        drawn.push(wanted);
        return { png: new Uint8Array(), id: '' };
      },
    },
    { has: async (id) => kept.includes(id) },
  );
  await pictures.draw(spec);
  return drawn[0]!;
}

test.each([
  ['a month', month('ko')],
  ['a finish', finish('ko')],
])('%s is drawn without the photos that were erased, and with all that are kept', async (_, spec) => {
  const [gone, ...kept] = [...new Set(photosOf(spec))];
  expect(gone).toBeDefined();
  const drawn = await asked(spec, kept);
  expect(new Set(photosOf(drawn))).toEqual(new Set(kept));
  expect(await asked(spec, photoIds)).toEqual(spec);
  expect(photosOf(await asked(spec, []))).toEqual([]);
});

test('whatever has no photos stays as it is', async () => {
  for (const spec of Object.values(oneOfEach))
    if (photosOf(spec).length === 0) expect(await asked(spec, [])).toEqual(spec);
});
