import type { Speaker } from '../../../core/views.ts';
import type { WireSpeaker } from '../wire.ts';

export function speakerOf({ speaker }: { readonly speaker?: Speaker }): WireSpeaker | null {
  return speaker ? { character: speaker.character, name: speaker.name } : null;
}
