import { characters } from '../../core/characters/index.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../core/model/ids.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { WireMember } from './wire.ts';

/** The page's only workspace and channel; `pal --workspace web:demo --channel today` refers to these. */
export const WORKSPACE = 'demo' as WorkspaceRef;
export const CHANNEL = 'today' as ChannelRef;
export const CHANNEL_NAMES: Readonly<Record<Locale, string>> = {
  ko: '오늘의-인증',
  en: 'daily-proof',
  ja: '今日の記録',
};

/** The channel of a member's direct messages; the page shows them among those of the channel. */
export const directOf = (member: string): string => `direct:${member}`;

/** The channels whose messages a member reads in one list. */
export const channelsOf = (member: string): readonly string[] => [CHANNEL, directOf(member)];

/** The author of all of the bot's messages, whichever animal speaks. */
export const PAL = 'pal';

/**
 * The sample members a visitor can act as; there are no accounts. The first is a manager and may set things up. Their names are of kinds
 * that often break things: two Hangul letters, Latin with a space, kana, an emoji first and a digit last, and a single Chinese character.
 */
export const MEMBERS: readonly WireMember[] = [
  { id: 'minji', name: '민지', glyph: '민', colour: 1, manager: true },
  { id: 'junho', name: '준호', glyph: '준', colour: 2, manager: false },
  { id: 'alex', name: 'Kim Alex', glyph: 'K', colour: 3, manager: false },
  { id: 'sakura', name: 'さくら', glyph: 'さ', colour: 4, manager: false },
  { id: 'runner3', name: '🐹러너3', glyph: '🏃', colour: 5, manager: false },
  { id: 'li', name: '李', glyph: '李', colour: 6, manager: false },
];

/** The sample member with this id, if there is one. */
export const memberById = (id: string): WireMember | undefined => MEMBERS.find((member) => member.id === id);
export const memberRef = (member: WireMember): MemberRef => member.id as MemberRef;

/** A message's ref is its id, a number. */
export const messageRef = (id: string): MessageRef => id as MessageRef;

/** Whether a text mentions one of the animals by name. */
export const mentionsPal = (text: string): boolean =>
  characters.some(({ names }) =>
    Object.values(names).some((name) => text.toLowerCase().includes(`@${name.toLowerCase()}`)),
  );

/** The sample members whom a text mentions by name. */
export const mentionedIn = (text: string): readonly WireMember[] =>
  MEMBERS.filter(({ name }) => text.toLowerCase().includes(`@${name.toLowerCase()}`));
