import type { ImageBlock, ImageElement, KnownBlock } from '@slack/web-api';
import type { Locale } from '../../../core/model/locale.ts';
import { altOf } from '../../../core/pictures/alt.ts';
import { gridOf } from '../../../core/pictures/grid.ts';
import type { PictureSpec } from '../../../core/pictures/spec.ts';
import type { CardView, Line } from '../../../core/views.ts';
import { buttons, fallback, fields, header, plainText, type Rendered, sections } from './blocks.ts';
import { clip, plainLine } from './inline.ts';

/** How a picture is shown: from a public address, from a file uploaded to the workspace, or as a grid of emoji. */
export type Shown =
  | { readonly by: 'link'; readonly url: string }
  | { readonly by: 'file'; readonly file: string }
  | { readonly by: 'grid' };

/** The longest alt text (Slack: reference/block-kit, image block). */
const ALT_MAX = 2000;
const COLUMN_MAX = 50;

/** A card: header, lines, fields, picture and buttons. */
export function renderCard(view: CardView, locale: Locale, shown: Shown): Rendered {
  const { title, lines, picture } = view;
  // A face is shown small beside the words. Where it cannot be shown it is left out, since the words say whose face it is.
  const face = picture?.kind === 'face' ? imageOf(picture, shown) : null;
  const words = sections(lines, locale);
  return {
    text: fallback([title, ...lines, ...view.fields.map((f) => [`${f.label}: `, ...f.value])], locale),
    blocks: [
      ...header(title),
      ...words.map((block, at) => (face && at === 0 ? { ...block, accessory: face } : block)),
      ...pairs(view.fields, locale),
      ...(picture === null || picture.kind === 'face' ? [] : drawn(picture, shown)),
      ...buttons(view.buttons),
    ],
  };
}

/** Slack sets fields in two narrow columns. When a value is too long for that, such as a day of the ledger, all pairs become lines. */
function pairs(of: CardView['fields'], locale: Locale): KnownBlock[] {
  if (of.every(({ value }) => plainLine(value, locale).length <= COLUMN_MAX)) return fields(of, locale);
  return sections(
    of.flatMap(({ label, value }): Line[] => [[{ kind: 'bold', text: label }], value]),
    locale,
  );
}

function drawn(spec: PictureSpec, shown: Shown): KnownBlock[] {
  const image = imageOf(spec, shown);
  return image === null ? gridBlock(gridOf(spec)) : [image];
}

/** The picture as an image, for a block of its own or beside a section; null when it is to be shown as a grid of emoji. */
export function imageOf(spec: PictureSpec, shown: Shown): (ImageBlock & ImageElement) | null {
  const image = (of: { image_url: string } | { slack_file: { id: string } }) => ({
    type: 'image' as const,
    ...of,
    alt_text: clip(altOf(spec), ALT_MAX) || '🐹',
  });
  switch (shown.by) {
    case 'link':
      return image({ image_url: shown.url });
    case 'file':
      return image({ slack_file: { id: shown.file } });
    case 'grid':
      return null;
  }
}

function gridBlock(grid: string): KnownBlock[] {
  return grid.trim() === '' ? [] : [{ type: 'section', text: plainText(grid, 3000) }];
}
