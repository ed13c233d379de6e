import { type APIComponentInContainer, ComponentType } from 'discord.js';
import { gridOf } from '../../../core/pictures/grid.ts';
import type { Picture } from '../../../core/pictures/pictures.ts';
import type { CardView } from '../../../core/views.ts';
import { renderFields } from './fields.ts';
import { fileOf } from './file.ts';
import {
  buttonRows,
  CREAM,
  type RenderedFile,
  type RenderedMessage,
  richMessage,
  textDisplay,
  V2_TEXT_MAX,
} from './message.ts';
import { fitEscaped, type RenderContext, renderLines } from './text.ts';

const TITLE_MAX = 200;
const FIELDS_MAX = 1200;
const GRID_MAX = 1100;
/** Characters reserved for the heading's `## ` and the line breaks between the parts. */
const JOINTS = 10;
/**
 * The component id of the picture, whether it is shown as a drawing or as a grid of signs. `sameMessage` ignores this component when
 * it compares messages. Discord keeps ids that the sender chose (components/reference, "Anatomy of a Component").
 */
export const PICTURE_ID = 1_000;

/** A card with its drawn picture; where there is no drawing, a grid of signs takes its place. */
export function renderCard(
  view: CardView,
  context: RenderContext,
  picture: Picture | null = null,
): RenderedMessage {
  const spec = view.picture;
  const drawn = spec === null || picture === null ? null : fileOf(spec, picture);
  const grid = spec === null || drawn !== null ? '' : fitEscaped(gridOf(spec), GRID_MAX);
  const title = fitEscaped(view.title.replaceAll('\n', ' ').trim(), TITLE_MAX);
  const fields = renderFields(view.fields, context, FIELDS_MAX);
  const room = V2_TEXT_MAX - title.length - fields.length - grid.length - JOINTS;
  const lines = renderLines(view.lines, context, room);
  const heading = [title === '' ? '' : `## ${title}`, lines].filter((part) => part !== '').join('\n');

  const components: APIComponentInContainer[] = [textDisplay(heading)];
  if (fields !== '') components.push(textDisplay(fields));
  if (grid !== '') components.push({ ...textDisplay(grid), id: PICTURE_ID });
  if (drawn !== null) components.push(galleryOf(drawn));
  components.push(...buttonRows(view.buttons));
  return richMessage(
    [{ type: ComponentType.Container, accent_color: CREAM, components }],
    drawn === null ? [] : [drawn],
  );
}

function galleryOf({ name, description }: RenderedFile) {
  return {
    type: ComponentType.MediaGallery as const,
    id: PICTURE_ID,
    items: [{ media: { url: `attachment://${name}` }, description }],
  };
}
