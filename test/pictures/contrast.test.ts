import { describe, expect, test } from 'vitest';
import { colour, heat, pairs } from '../../src/adapters/node/pictures/palette.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the palette', () => {
  test('contrast is measured as it should be', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test.each(pairs)('$what: at least $least to 1', ({ front, back, least }) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(least);
  });

  test('the steps of the heat map darken one by one, so they are in order in grey too', () => {
    const lights = heat.map(luminance);
    for (const [i, light] of lights.slice(1).entries()) expect(light).toBeLessThan(lights[i]! / 1.3);
  });

  test('the card keeps an edge on white, and stands out on the dark of Discord and of Slack', () => {
    expect(contrast(colour.edge, '#ffffff')).toBeGreaterThanOrEqual(3);
    for (const dark of ['#313338', '#1a1d21']) expect(contrast(colour.card, dark)).toBeGreaterThan(10);
  });
});
