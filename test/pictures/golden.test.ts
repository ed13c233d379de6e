import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPictures, drawingVersion } from '../../src/adapters/node/pictures/index.ts';
import type { Pictures } from '../../src/core/pictures/pictures.ts';
import type { PictureSpec } from '../../src/core/pictures/spec.ts';
import { quietLog } from '../support/quiet.ts';
import { drawnPhoto } from './photos.ts';
import { month, samples, streak, year } from './samples.ts';

/**
 * Pictures as they were when somebody last looked at them and liked them. A drawing that changes on purpose gets a new
 * `drawingVersion`, and its golden pictures are made with GOLDEN=make; those of a version are never overwritten.
 */
const folder = new URL(`golden/v${drawingVersion}/`, import.meta.url);
const making = process.env.GOLDEN === 'make';

const [width, height] = [600, 315];
const block = 15;
/** Of 255. What rounding, the palette of the small file and another processor may differ by. */
const tolerance = { mean: 1.2, block: 7 };

const golden = samples.filter(
  ({ name }) =>
    name.endsWith('-ko') ||
    /^(streak-atRisk|weeks-target|stats|finish-words|milestone-365|together)-/.test(name) ||
    name === 'name-family',
);

type Pixels = Uint8Array;
const rgb = (png: Uint8Array): Promise<Pixels> =>
  sharp(png).resize(width, height).removeAlpha().raw().toBuffer();

/** How far two pictures are apart: on the whole, and in the worst square of 15 points. */
function difference(one: Pixels, other: Pixels): { readonly mean: number; readonly block: number } {
  const across = width / block;
  const sums = new Float64Array(across * (height / block));
  for (let i = 0; i < one.length; i++) {
    const point = Math.floor(i / 3);
    const at = Math.floor(Math.floor(point / width) / block) * across + Math.floor((point % width) / block);
    sums[at]! += Math.abs(one[i]! - other[i]!);
  }
  const whole = sums.reduce((sum, value) => sum + value, 0);
  return { mean: whole / one.length, block: Math.max(...sums) / (block * block * 3) };
}

const isSame = (found: ReturnType<typeof difference>): boolean =>
  found.mean <= tolerance.mean && found.block <= tolerance.block;

let pictures: Pictures;
const draw = async (spec: PictureSpec): Promise<Pixels> => rgb((await pictures.draw(spec)).png);

beforeAll(() => {
  pictures = createPictures({
    loadPhoto: drawnPhoto,
    cache: { get: async () => null, set: async () => undefined },
    log: quietLog,
  });
});

describe('golden pictures', () => {
  test.each(golden)('$name looks as it did', async ({ name, spec }) => {
    const file = new URL(`${name}.png`, folder);
    if (making && !(await exists(file))) {
      const { png } = await pictures.draw(spec);
      const small = sharp(png)
        .resize(width, height)
        .png({ palette: true, colours: 128, dither: 0, compressionLevel: 9 });
      await mkdir(folder, { recursive: true });
      await writeFile(file, await small.toBuffer());
    }
    const found = difference(await draw(spec), await rgb(await readFile(file)));
    expect(
      isSame(found),
      `${name} differs by ${found.mean.toFixed(2)} on the whole and ${found.block.toFixed(2)} in one place. On purpose? ` +
        'Raise drawingVersion, remove the old folder, run with GOLDEN=make and look at every picture.',
    ).toBe(true);
  });
});

describe('the comparison', () => {
  const base = streak('ko');
  test.each([
    ['another number', streak('ko', { current: 13 })],
    [
      'one mark',
      streak('ko', {
        weeks: base.weeks.map((week, i) =>
          i === 0 ? [{ mark: 'missed', today: false }, ...week.slice(1)] : week,
        ),
      }),
    ],
    ['another freeze', streak('ko', { freezes: { left: 2, cap: 2 } })],
    ['another name', streak('ko', { name: '지훈' })],
    ['another mood', streak('ko', { mood: 'worried' })],
  ] as const)('sees %s', async (_what, other) => {
    expect(isSame(difference(await draw(base), await draw(other)))).toBe(false);
  });

  test('sees one day of a month', async () => {
    const days = month('ko').days.map((day, i) => (i === 27 ? { ...day, mark: 'rest' as const } : day));
    expect(isSame(difference(await draw(month('ko')), await draw(month('ko', { days }))))).toBe(false);
  });

  test('sees one day of a year', async () => {
    const days = year('ko').days.map((count, i) => (i === 100 ? (count === 0 ? 4 : 0) : count));
    expect(isSame(difference(await draw(year('ko')), await draw(year('ko', { days }))))).toBe(false);
  });

  test('overlooks a hair’s breadth', async () => {
    const { png } = await pictures.draw(base);
    const touched = await sharp(png).jpeg({ quality: 95 }).toBuffer();
    expect(isSame(difference(await rgb(png), await rgb(touched)))).toBe(true);
  });
});

async function exists(file: URL): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
