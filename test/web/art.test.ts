import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { damjjiAvatarSvg, damjjiSvg } from '../../src/core/characters/damjji/art.ts';
import { MOODS } from '../../src/core/characters/parts.ts';

const pixels = (svg: string, size: number) =>
  sharp(Buffer.from(svg)).resize(size, size).ensureAlpha().raw().toBuffer();

describe.each(MOODS)('담찌, %s', (mood) => {
  test('is drawn with shapes only: no script, no style, no id, nothing from elsewhere', () => {
    for (const svg of [damjjiSvg(mood), damjjiAvatarSvg(mood)]) {
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
        /<script|<style|<image|<use|\bid=|href|url\(|http|NaN|undefined/,
      );
    }
  });

  test('is cream in the middle of the face, on clear ground, within its square', async () => {
    const image = await pixels(damjjiSvg(mood), 256);
    const at = (x: number, y: number) => [...image.subarray((y * 256 + x) * 4, (y * 256 + x) * 4 + 4)];
    expect(at(50, 130)).toEqual([0xff, 0xf1, 0xd6, 255]);
    for (const x of [0, 255]) for (const y of [0, 255]) expect(at(x, y)[3]).toBe(0);
  });

  test('is told apart from every other mood even at 32 pixels', async () => {
    const own = await pixels(damjjiSvg(mood), 32);
    for (const other of MOODS.filter((known) => known !== mood)) {
      const theirs = await pixels(damjjiSvg(other), 32);
      const different = own.filter((value, i) => Math.abs(value - theirs[i]!) > 40).length / own.length;
      expect(different, `${mood} and ${other}`).toBeGreaterThan(0.01);
    }
  });

  test('as an avatar it fills an opaque square', async () => {
    const { data } = await sharp(Buffer.from(damjjiAvatarSvg(mood)))
      .resize(64, 64)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (let i = 3; i < data.length; i += 4) expect(data[i]).toBe(255);
  });
});
