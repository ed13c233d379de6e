import type { Node } from '@takumi-rs/core';
import type { BlobId } from '../../../core/photo.ts';
import { colour } from './palette.ts';
import { clip, type Glyph, glyphsOf, type Kit, type Weight, widthOf, wrap } from './text.ts';

/** The card's size in pixels; everything is placed on it from its top left corner. */
export const card = { width: 1200, height: 630 } as const;

/** The size of a face: as large as a sticker at full size, and sharp enough when shown at half of it. */
export const small = { width: 192, height: 192 } as const;

export type { Node };

/** A place on the card, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a text is set. */
export interface Type {
  /** In pixels. On the card nothing is smaller than 36, so that it can be read when the card is shown at a third of its size. */
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
}

const placed = ({ x, y, width, height }: Box) =>
  ({ position: 'absolute', left: x, top: y, width, height }) as const;

/** An image of SVG shapes in the box's own coordinates. */
export function art(box: Box, shapes: string, viewBox = `0 0 ${box.width} ${box.height}`): Node {
  return {
    type: 'image',
    src: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${box.width}" height="${box.height}">${shapes}</svg>`,
    width: box.width,
    height: box.height,
    style: placed(box),
  };
}

/** The name under which a photo's image is given to the renderer. */
export const photoSource = (id: BlobId): string => `photo/${id}`;
/** The name under which an emoji's image is given to the renderer. */
export const emojiSource = (code: string): string => `emoji/${code}`;

/** A kept photo, cropped to fill the box. */
export function photo(box: Box, id: BlobId, radius: number): Node {
  return {
    type: 'image',
    src: photoSource(id),
    width: box.width,
    height: box.height,
    style: { ...placed(box), objectFit: 'cover', borderRadius: radius },
  };
}

/** One line of text, vertically centred in the box and clipped to its width. */
export function line(box: Box, text: string, type: Type, kit: Kit): Node {
  const glyphs = glyphsOf(text, type.weight ?? 500, kit);
  return lineOf(box, clip(glyphs, box.width / type.size), type);
}

/** A line in smaller type if it would be clipped otherwise, but not smaller than `least`. */
export function fittedLine(box: Box, text: string, type: Type, least: number, kit: Kit): Node {
  const size = fittedSize(text, box.width, type.size, least, kit, type.weight);
  return line(box, text, { ...type, size }, kit);
}

/** The largest size, up to `size`, at which a text fits, but not smaller than `least`. */
export function fittedSize(
  text: string,
  width: number,
  size: number,
  least: number,
  kit: Kit,
  weight: Weight = 500,
): number {
  const needed = widthOf(glyphsOf(text, weight, kit));
  return Math.max(least, Math.min(size, Math.floor(width / needed)));
}

/** Several lines from the top of the box; as many as fit, the last one clipped. */
export function paragraph(
  box: Box,
  text: string,
  type: Type & { readonly between: 'words' | 'characters' },
  kit: Kit,
): readonly Node[] {
  const height = Math.round(type.size * 1.3);
  const glyphs = glyphsOf(text, type.weight ?? 500, kit);
  const lines = wrap(
    glyphs,
    box.width / type.size,
    Math.max(1, Math.floor(box.height / height)),
    type.between,
  );
  return lines.map((glyphsOfLine, i) =>
    lineOf({ ...box, y: box.y + i * height, height }, glyphsOfLine, type),
  );
}

/** The width of a text in pixels, unclipped. */
export function textWidth(text: string, size: number, weight: Weight, kit: Kit): number {
  return widthOf(glyphsOf(text, weight, kit)) * size;
}

const justify = { left: 'flex-start', center: 'center', right: 'flex-end' } as const;

function lineOf(box: Box, glyphs: readonly Glyph[], type: Type): Node {
  return {
    type: 'container',
    style: {
      ...placed(box),
      display: 'flex',
      alignItems: 'center',
      justifyContent: justify[type.align ?? 'left'],
      fontSize: type.size,
      fontWeight: type.weight ?? 500,
      lineHeight: 1.2,
      color: type.colour ?? colour.ink,
    },
    children: runsOf(glyphs).map((run) => runNode(run, type.size)),
  };
}

function runNode(run: Glyph, size: number): Node {
  if (run.kind === 'text')
    return { type: 'text', text: run.text, style: { whiteSpace: 'pre', flexShrink: 0 } };
  const side = Math.round(size * 1.02);
  return {
    type: 'image',
    src: emojiSource(run.code),
    width: side,
    height: side,
    style: { flexShrink: 0, marginLeft: size * 0.06, marginRight: size * 0.06 },
  };
}

/** Joins adjacent text glyphs, so that they are drawn as one run. */
function runsOf(glyphs: readonly Glyph[]): readonly Glyph[] {
  const runs: Glyph[] = [];
  for (const glyph of glyphs) {
    const last = runs.at(-1);
    if (last?.kind === 'text' && glyph.kind === 'text')
      runs[runs.length - 1] = { kind: 'text', text: last.text + glyph.text, width: last.width + glyph.width };
    else runs.push(glyph);
  }
  return runs;
}
