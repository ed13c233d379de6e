import type { CardView } from '../../../core/views.ts';
import type { WirePicture, WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';
import { speakerOf } from './speaker.ts';

/** Renders a card with its picture and fields. */
export const renderCard = (
  view: CardView,
  commandName: CommandName,
  picture: WirePicture | null,
): WireView => ({
  shape: 'card',
  // The picture already shows the hamster.
  mood: picture?.src ? null : 'happy',
  speaker: speakerOf(view),
  heading: view.title,
  picture,
  lines: view.lines.map((line) => renderLine(line, commandName)),
  rows: view.fields.map(({ label, value }) => ({
    label: [label],
    value: renderLine(value, commandName),
    buttons: [],
  })),
  buttons: renderButtons(view.buttons),
});
