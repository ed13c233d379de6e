import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { createPictures, pictureId } from '../../src/adapters/node/pictures/index.ts';
import { createDrawer } from '../../src/adapters/node/pictures/renderer.ts';
import { characters } from '../../src/core/characters/index.ts';
import { MOODS } from '../../src/core/characters/parts.ts';
import type { BlobId } from '../../src/core/photo.ts';
import type { Log } from '../../src/core/ports.ts';
import { quietLog } from '../support/quiet.ts';
import { drawnPhoto } from './photos.ts';
import { face, finish, milestone, oneOfEach, photoIds, stats, streak } from './samples.ts';

const drawer = createDrawer();
const openDrawer = () => drawer;

/** A cache in memory that counts, and photos that count. */
function studio(
  change: { readonly photo?: (id: BlobId) => Promise<Uint8Array | null>; readonly log?: Log } = {},
) {
  const kept = new Map<string, Uint8Array>();
  const asked: BlobId[] = [];
  const sets: string[] = [];
  const options = {
    loadPhoto: async (id: BlobId) => {
      asked.push(id);
      return (change.photo ?? drawnPhoto)(id);
    },
    cache: {
      get: async (id: string) => kept.get(id) ?? null,
      set: async (id: string, bytes: Uint8Array) => {
        sets.push(id);
        kept.set(id, bytes);
      },
    },
    log: change.log ?? quietLog,
    openDrawer,
  };
  return { pictures: createPictures(options), again: () => createPictures(options), kept, asked, sets };
}

describe('a drawing', () => {
  test.each(Object.values(oneOfEach))('$kind is an opaque PNG of 1200 by 630', async (spec) => {
    const { png, id } = await studio().pictures.draw(spec);
    const image = sharp(png);
    expect(await image.metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    expect((await image.stats()).isOpaque).toBe(true);
    expect(id).toBe(pictureId(spec));
    expect(png.length).toBeLessThan(1_000_000);
  });

  test.each(characters.map(({ id }) => id))(
    '%s in every mood is a small square with round corners',
    async (character) => {
      const { pictures } = studio();
      const ids = new Set<string>();
      for (const mood of MOODS) {
        const { png, id } = await pictures.draw(face({ character, mood }));
        ids.add(id);
        const image = sharp(png);
        expect(await image.metadata()).toMatchObject({ format: 'png', width: 192, height: 192 });
        expect(png.length).toBeLessThan(40_000);
        const alpha = await image.extractChannel('alpha').raw().toBuffer();
        expect([alpha[0], alpha.at(-1), alpha[96 * 192 + 96]]).toEqual([0, 0, 255]);
      }
      expect(ids.size).toBe(MOODS.length);
    },
  );

  test('comes out the same twice', async () => {
    const [one, other] = [studio(), studio()];
    for (const spec of [streak('ko'), finish('ja')]) {
      expect(Buffer.compare((await one.pictures.draw(spec)).png, (await other.pictures.draw(spec)).png)).toBe(
        0,
      );
    }
  });

  test('equal specs asked for at once are drawn once', async () => {
    const { pictures, asked, sets } = studio();
    const spec = finish('ko');
    const drawn = await Promise.all(Array.from({ length: 12 }, () => pictures.draw(structuredClone(spec))));
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(1);
    expect(asked).toHaveLength(9);
    expect(sets).toHaveLength(1);
    await pictures.draw(spec);
    expect(asked).toHaveLength(9);
  });

  test('what another process kept is not drawn again', async () => {
    const first = studio();
    const { png } = await first.pictures.draw(finish('ko'));
    const found = await first.again().draw(finish('ko'));
    expect(Buffer.compare(found.png, png)).toBe(0);
    expect(first.asked).toHaveLength(9);
  });

  test('no more than two are drawn at once', async () => {
    let running = 0;
    let most = 0;
    const { pictures } = studio({
      photo: async (id) => {
        most = Math.max(most, ++running);
        const bytes = await drawnPhoto(id);
        running--;
        return bytes;
      },
    });
    const specs = photoIds.slice(0, 10).map((id) => finish('ko', { photos: [id] }));
    await Promise.all(specs.map((spec) => pictures.draw(spec)));
    expect(most).toBe(2);
  });

  test('one that fails leaves the place to the next', async () => {
    const broken = { ...streak('ko'), locale: 'xx' } as unknown as ReturnType<typeof streak>;
    const { pictures } = studio();
    const outcomes = await Promise.allSettled(
      [broken, broken, broken].map((spec, i) => pictures.draw({ ...spec, current: i })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await pictures.draw(streak('ko'))).png.length).toBeGreaterThan(1_000);
  });

  test('the event loop keeps turning meanwhile', async () => {
    const { pictures } = studio();
    await pictures.draw(stats('ko'));
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const begun = performance.now();
    for (let number = 1; number <= 20; number++) await pictures.draw(milestone('ko', number));
    const took = performance.now() - begun;
    clearInterval(ticking);
    // Drawn on the loop itself, 20 pictures would leave room for some 20 turns.
    expect(turns).toBeGreaterThan(Math.min(60, took / 8));
  });
});

describe('photos', () => {
  test('one that is gone is left out, and the picture is not kept: it may only be late', async () => {
    let late = true;
    const { pictures, kept, asked } = studio({ photo: async (id) => (late ? null : drawnPhoto(id)) });
    const without = await pictures.draw(finish('ko'));
    expect(kept.size).toBe(0);
    late = false;
    const complete = await pictures.draw(finish('ko'));
    expect(Buffer.compare(without.png, complete.png)).not.toBe(0);
    expect(kept.size).toBe(1);
    expect(asked).toHaveLength(18);
  });

  test('one that cannot be read spoils nothing', async () => {
    const lines: string[] = [];
    const log: Log = { ...quietLog, warn: (event) => lines.push(event) };
    const { pictures } = studio({
      photo: async () => new TextEncoder().encode('<html>no photo</html>'),
      log,
    });
    expect((await pictures.draw(finish('ko', { photos: photoIds.slice(0, 3) }))).png.length).toBeGreaterThan(
      1_000,
    );
    expect(lines).toEqual([
      'picture.photo.unreadable',
      'picture.photo.unreadable',
      'picture.photo.unreadable',
    ]);
  });

  test('a store that is down spoils nothing', async () => {
    const { pictures } = studio({ photo: () => Promise.reject(new Error('disk gone')) });
    expect((await pictures.draw(finish('ko'))).png.length).toBeGreaterThan(1_000);
  });
});

test('a cache that fails costs a drawing, not the picture', async () => {
  const lines: string[] = [];
  const fail = () => Promise.reject(new Error('read-only'));
  const pictures = createPictures({
    loadPhoto: drawnPhoto,
    cache: { get: fail, set: fail },
    log: { ...quietLog, warn: (event) => lines.push(event) },
    openDrawer,
  });
  expect((await pictures.draw(streak('ko'))).png.length).toBeGreaterThan(1_000);
  expect(lines).toEqual(['picture.cache.failed', 'picture.cache.failed']);
});

test('fonts that could not be read are tried again at the next picture', async () => {
  let tries = 0;
  const pictures = createPictures({
    loadPhoto: drawnPhoto,
    cache: { get: async () => null, set: async () => undefined },
    log: quietLog,
    openDrawer: () => (++tries === 1 ? Promise.reject(new Error('no such file')) : drawer),
  });
  await expect(pictures.draw(streak('ko'))).rejects.toThrow('no such file');
  expect((await pictures.draw(streak('ko'))).png.length).toBeGreaterThan(1_000);
});

test('no line of the log holds a name, a title or a quote', async () => {
  const lines: string[] = [];
  const write = (event: string, data?: object) => lines.push(event + JSON.stringify(data));
  const { pictures } = studio({ log: { info: write, warn: write, error: write } });
  const spec = finish('ko', { name: '비밀이름', quote: '비밀말' });
  await pictures.draw(spec);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(pictureId(spec));
  expect(lines.join()).not.toMatch(/비밀|러닝/);
});
