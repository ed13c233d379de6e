import type { CheerView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';

/** Two warm lines with the hamster's face of the moment. */
export const renderCheer = (view: CheerView): WireView => ({
  shape: 'cheer',
  lines: view.lines.map((line) => [line]),
  footer: view.footer,
  mood: view.mood,
});
