import { ComponentType } from 'discord.js';
import type { ChallengeInfoView } from '../../../core/views.ts';
import { renderFields } from './fields.ts';
import { buttonRows, CREAM, type RenderedMessage, richMessage, textDisplay } from './message.ts';
import { fitEscaped, type RenderContext } from './text.ts';

const TITLE_MAX = 200;
const SENTENCE_MAX = 600;
const FIELDS_MAX = 3000;

/** One challenge in detail: title, sentence, fields and buttons, in a container. */
export function renderChallengeInfo(view: ChallengeInfoView, context: RenderContext): RenderedMessage {
  const heading = `## ${fitEscaped(view.title, TITLE_MAX)}\n${fitEscaped(view.sentence, SENTENCE_MAX)}`;
  const fields =
    view.fields.length === 0 ? [] : [textDisplay(renderFields(view.fields, context, FIELDS_MAX))];
  const components = [textDisplay(heading), ...fields, ...buttonRows(view.buttons)];
  return richMessage([{ type: ComponentType.Container, accent_color: CREAM, components }]);
}
