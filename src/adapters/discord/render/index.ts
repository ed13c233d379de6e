import type { Picture } from '../../../core/pictures/pictures.ts';
import type { View } from '../../../core/views.ts';
import { renderAnswer } from './answer.ts';
import { renderCard } from './card.ts';
import { renderChallengeInfo } from './challenge-info.ts';
import { renderChallengeList } from './challenge-list.ts';
import { renderCheer } from './cheer.ts';
import { renderHelp } from './help.ts';
import type { RenderedMessage } from './message.ts';
import { renderNote } from './note.ts';
import { renderProofCard } from './proof-card.ts';
import { renderSettings } from './settings.ts';
import type { RenderContext } from './text.ts';
import { renderWelcome } from './welcome.ts';

/**
 * Renders any view as a Discord message that keeps to Discord's limits, however long the view is. `picture` is the view's drawn
 * picture; without it a card shows a grid of signs in its place, and a note shows only its words.
 */
export function renderView(
  view: View,
  context: RenderContext,
  picture: Picture | null = null,
): RenderedMessage {
  switch (view.view) {
    case 'card':
      return renderCard(view, context, picture);
    case 'cheer':
      return renderCheer(view, context);
    case 'note':
      return renderNote(view, context, picture);
    case 'welcome':
      return renderWelcome(view, context);
    case 'proofCard':
      return renderProofCard(view, context);
    case 'answer':
      return renderAnswer(view, context);
    case 'challengeList':
      return renderChallengeList(view, context);
    case 'challengeInfo':
      return renderChallengeInfo(view, context);
    case 'settings':
      return renderSettings(view, context);
    case 'help':
      return renderHelp(view, context);
  }
}
