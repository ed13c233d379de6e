import type { ChallengeId, DeliveryKey, MemberId } from '../model/ids.ts';

/** What the kind of a delivery implies, whatever its content. */
export interface Traits {
  /** Sent unasked, often to many in the same minute: it waits its turn, so that credit, cheers and answers always find room. */
  readonly isUnasked?: true;
  /** A mark of credit, which a member is waiting to see. */
  readonly isMark?: true;
  /** A cheer, or a message sent beside one; neither fits under a post that tells of a crisis. */
  readonly cheer?: 'itself' | 'beside';
  /** Set for messages about streaks, freezes and nudges: the index of the key part that holds the member, who gets none while in care. */
  readonly member?: 0 | 1;
  /** Set for messages about a challenge itself: the index of the key part that holds the challenge. */
  readonly challenge?: 0;
}

/** Every kind of delivery and its traits. A kind that ends in a dash is a prefix: a name follows it, as in `refused-2`. */
const kinds = {
  // About a proof.
  react: { isMark: true },
  card: {},
  note: {},
  choose: {},
  'refused-': {},
  'joined-': {},
  cheer: { cheer: 'itself' },
  'cheer-edit': { cheer: 'itself' },
  milestone: { cheer: 'beside', member: 1 },
  // About a challenge.
  welcome: { challenge: 0 },
  'welcome-': {},
  changed: { challenge: 0 },
  'end-notice': { challenge: 0 },
  closing: { challenge: 0 },
  'channel-gone': {},
  finish: {},
  // Unasked.
  nudge: { isUnasked: true },
  summary: { isUnasked: true },
  'nudge-me': { isUnasked: true, member: 0 },
  'nudge-offer': { isUnasked: true, cheer: 'beside', member: 0 },
  'nudge-rest': { isUnasked: true, member: 0 },
  freeze: { isUnasked: true, member: 1 },
  // In a talk.
  talk: {},
  'talk-more': {},
  hello: {},
  // Care.
  care: {},
  'care-direct': {},
  'care-here': {},
  'care-talk': {},
  'care-talk-direct': {},
  'care-talk-here': {},
  'care-host': {},
  /** A file that stands as a message of its own; what the platform calls that follows. */
  file: {},
  // To managers, or about what they did.
  permission: {},
  direct: {},
  'nudges-paused': {},
  outage: {},
  told: {},
  'told-near': {},
  appeal: {},
  /** Says a summary without somebody who was erased; the receipt and that delivery's key follow. */
  unnamed: {},
  /** Takes another delivery back; that delivery's key follows. */
  undo: {},
} as const satisfies Readonly<Record<string, Traits>>;

export type Kind = keyof typeof kinds;
type Plain<K extends Kind> = K extends `${string}-` ? never : K;
type Named<K extends Kind> = K extends `${string}-` ? `${K}${string}` : never;

/** The key of one thing to send once. Its exact bytes matter: platforms' nonces and the ledger's rows are derived from them. */
export function deliveryKey(
  kind: Plain<Kind> | Named<Kind>,
  ...parts: readonly [string | number, ...(string | number)[]]
): DeliveryKey {
  return [kind, ...parts].join(':') as DeliveryKey;
}

const longest = 200;

/** `deliveryKey`, cut to 200 characters: for keys with a part that comes from a platform and may be long. */
export function boundedKey(...made: Parameters<typeof deliveryKey>): DeliveryKey {
  return deliveryKey(...made).slice(0, longest) as DeliveryKey;
}

/** The key of the delivery that takes `undone` back. */
export function undoOf(undone: DeliveryKey): DeliveryKey {
  return deliveryKey('undo', undone);
}

/** The key for sending the same thing once more: after it was taken back, or to a place that had refused it. */
export function againOf(said: DeliveryKey, name: string | number = 'again'): DeliveryKey {
  return `${said}:${name}` as DeliveryKey;
}

/** Splits a key into its kind and parts; null when the text is no key of ours. */
export function partsOf(text: string): { readonly kind: Kind; readonly parts: readonly string[] } | null {
  const [first = '', ...parts] = text.split(':');
  const kind = [first, first.slice(0, first.indexOf('-') + 1)].find((each) => Object.hasOwn(kinds, each));
  return kind === undefined ? null : { kind: kind as Kind, parts };
}

/** The parts of a key if its kind is one of `of`; otherwise an empty list. */
export function partsIf(text: DeliveryKey, ...of: readonly Kind[]): readonly string[] {
  const found = partsOf(text);
  return found && of.includes(found.kind) ? found.parts : [];
}

/** The traits of a key's kind; none when the text is no key of ours. */
export function traitsOf(text: string): Traits {
  const found = partsOf(text);
  return found ? kinds[found.kind] : {};
}

/** The member who does not get this delivery while in care; null when it is sent in any case. */
export function memberOf(text: DeliveryKey): MemberId | null {
  return partNamed(text, 'member') as MemberId | null;
}

/** The challenge that this delivery is about; null for every other kind. */
export function challengeOf(text: DeliveryKey): ChallengeId | null {
  return partNamed(text, 'challenge') as ChallengeId | null;
}

function partNamed(text: DeliveryKey, which: 'member' | 'challenge'): string | null {
  const place = traitsOf(text)[which];
  return place === undefined ? null : (partsOf(text)?.parts[place] ?? null);
}

/** The kinds whose traits satisfy `isSo`, for queries that select deliveries by kind. */
export function kindsWhere(isSo: (traits: Traits) => boolean): readonly Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((kind) => isSo(kinds[kind]));
}
