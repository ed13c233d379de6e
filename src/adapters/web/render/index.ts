import type { View } from '../../../core/views.ts';
import type { WirePicture, WireView } from '../wire.ts';
import { renderAnswer } from './answer.ts';
import { renderCard } from './card.ts';
import { renderChallengeInfo } from './challenge-info.ts';
import { renderChallengeList } from './challenge-list.ts';
import { renderCheer } from './cheer.ts';
import { renderHelp } from './help.ts';
import type { CommandName } from './inline.ts';
import { renderNote } from './note.ts';
import { renderProofCard } from './proof-card.ts';
import { renderSettings } from './settings.ts';
import { renderWelcome } from './welcome.ts';

/** Renders a view of the core in one of the page's few shapes. `picture` is a card's picture, with an address for this reader. */
export function renderView(view: View, commandName: CommandName, picture: WirePicture | null): WireView {
  switch (view.view) {
    case 'cheer':
      return renderCheer(view, commandName);
    case 'note':
      return renderNote(view, commandName);
    case 'welcome':
      return renderWelcome(view, commandName);
    case 'proofCard':
      return renderProofCard(view, commandName);
    case 'card':
      return renderCard(view, commandName, picture);
    case 'answer':
      return renderAnswer(view, commandName);
    case 'challengeList':
      return renderChallengeList(view, commandName);
    case 'challengeInfo':
      return renderChallengeInfo(view, commandName);
    case 'settings':
      return renderSettings(view, commandName);
    case 'help':
      return renderHelp(view, commandName);
  }
}
