import type { ProofCardView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderLine } from './inline.ts';

/** Renders a proof given by command. */
export const renderProofCard = (view: ProofCardView, commandName: CommandName): WireView => ({
  shape: 'proof',
  heading: renderLine(view.heading, commandName),
  text: view.text,
});
