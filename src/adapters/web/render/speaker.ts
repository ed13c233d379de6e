import type { Speaker } from '../../../core/views.ts';
import type { WireSpeaker } from '../wire.ts';

/** The animal that speaks in a view; null if the view names none. */
export function speakerOf({ speaker }: { readonly speaker?: Speaker }): WireSpeaker | null {
  return speaker ? { character: speaker.character, name: speaker.name } : null;
}
