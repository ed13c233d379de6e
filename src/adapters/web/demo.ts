import { characters } from '../../core/characters/index.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../core/model/ids.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { WireMember } from './wire.ts';

/** The one workspace of the page, and its channel. `pal --workspace web:demo --channel today` means these. */
export const WORKSPACE = 'demo' as WorkspaceRef;
export const CHANNEL = 'today' as ChannelRef;
export const CHANNEL_NAMES: Readonly<Record<Locale, string>> = {
  ko: '오늘의-인증',
  en: 'daily-proof',
  ja: '今日の記録',
};

/** Where a member's direct messages stand; the page shows them among the channel's. */
export const directOf = (member: string): string => `direct:${member}`;

/** Everything one member reads in one list. */
export const channelsOf = (member: string): readonly string[] => [CHANNEL, directOf(member)];

/** The author of everything the bot says, whichever animal speaks. */
export const PAL = 'pal';

/**
 * The people one can be on the page: sample members, no accounts. The first is the host and may set things up.
 * Their names are the kinds of names that break things: two Hangul letters, Latin with a space, kana, an emoji first
 * and a digit last, and a single Chinese character.
 */
export const MEMBERS: readonly WireMember[] = [
  { id: 'minji', name: '민지', glyph: '민', colour: 1, manager: true },
  { id: 'junho', name: '준호', glyph: '준', colour: 2, manager: false },
  { id: 'alex', name: 'Kim Alex', glyph: 'K', colour: 3, manager: false },
  { id: 'sakura', name: 'さくら', glyph: 'さ', colour: 4, manager: false },
  { id: 'runner3', name: '🐹러너3', glyph: '🏃', colour: 5, manager: false },
  { id: 'li', name: '李', glyph: '李', colour: 6, manager: false },
];

export const memberById = (id: string): WireMember | undefined => MEMBERS.find((member) => member.id === id);
export const memberRef = (member: WireMember): MemberRef => member.id as MemberRef;

/** A message's ref is its number. */
export const messageRef = (id: string): MessageRef => id as MessageRef;

/** Whether somebody speaks to one of the animals by name. */
export const mentionsPal = (text: string): boolean =>
  characters.some(({ names }) =>
    Object.values(names).some((name) => text.toLowerCase().includes(`@${name.toLowerCase()}`)),
  );

/** The sample members whom a text speaks to by name. */
export const mentionedIn = (text: string): readonly WireMember[] =>
  MEMBERS.filter(({ name }) => text.toLowerCase().includes(`@${name.toLowerCase()}`));
