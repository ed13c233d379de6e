import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { assetRoutes } from '../../src/adapters/web/routes/assets.ts';
import { characters } from '../../src/core/characters/index.ts';
import { MOODS } from '../../src/core/characters/parts.ts';

const pixels = (svg: string, size: number) =>
  sharp(Buffer.from(svg)).resize(size, size).ensureAlpha().raw().toBuffer();

/** A place of each face that no mood covers, and its colour. */
const skin: Readonly<Record<string, { readonly at: readonly [number, number]; readonly is: string }>> = {
  damjji: { at: [50, 130], is: '#fff1d6' },
  mungchi: { at: [108, 108], is: '#e6b47a' },
  neuru: { at: [128, 105], is: '#bfd39a' },
  chorong: { at: [102, 94], is: '#fbf3e4' },
};

const drawings = characters.flatMap((character) =>
  MOODS.map((mood) => ({ id: character.id, mood, character })),
);

describe.each(drawings)('$id, $mood', ({ id, mood, character }) => {
  test('is drawn with shapes only: no script, no style, no id, nothing from elsewhere', () => {
    for (const svg of [character.svg(mood), character.svg(mood, true), character.avatarSvg(mood)]) {
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
        /<script|<style|<image|<use|\bid=|href|url\(|http|NaN|undefined/,
      );
    }
  });

  test('has its own colour in the face, on clear ground, within its square', async () => {
    const image = await pixels(character.svg(mood), 256);
    const of = (x: number, y: number) => [...image.subarray((y * 256 + x) * 4, (y * 256 + x) * 4 + 4)];
    const { at, is } = skin[id]!;
    expect(Buffer.from(of(...at)).toString('hex')).toBe(`${is.slice(1)}ff`);
    for (const x of [0, 255]) for (const y of [0, 255]) expect(of(x, y)[3]).toBe(0);
  });

  test('is told apart from every other mood and animal even at 32 pixels', async () => {
    const own = await pixels(character.svg(mood), 32);
    const others = drawings.filter((other) => (other.id === id) !== (other.mood === mood));
    for (const other of others) {
      const theirs = await pixels(other.character.svg(other.mood), 32);
      const different = own.filter((value, i) => Math.abs(value - theirs[i]!) > 40).length / own.length;
      expect(different, `${other.id} ${other.mood}`).toBeGreaterThan(other.id === id ? 0.01 : 0.1);
    }
  });

  test('as an avatar it fills an opaque square', async () => {
    const data = await pixels(character.avatarSvg(mood), 64);
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) expect(data[i]).toBe(255);
  });

  test('is served to the page', async () => {
    const routes = assetRoutes();
    const face = await routes.request(`/${id}/${mood}.svg`);
    expect(face.headers.get('content-type')).toBe('image/svg+xml');
    expect(await face.text()).toBe(character.svg(mood));
    expect(await (await routes.request(`/${id}/avatar.svg`)).text()).toBe(character.avatarSvg());
  });
});
