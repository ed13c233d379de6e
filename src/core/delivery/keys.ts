import type { ChallengeId, DeliveryKey, MemberId } from '../model/ids.ts';

/** What the kind of a delivery implies, whatever it says. */
export interface Traits {
  /** Said unasked, and to many in the same minute: it waits its turn, and credit, cheers and answers always find room. */
  readonly isUnasked?: true;
  /** A mark of credit, which somebody looks for. */
  readonly isMark?: true;
  /** A cheer, or what comes beside one and is no better under words of a crisis. */
  readonly cheer?: 'itself' | 'beside';
  /** Of streaks, freezes and nudges: which of its parts is the member, who is left in peace while in care. */
  readonly member?: 0 | 1;
  /** For a challenge's own sake: which of its parts is the challenge. */
  readonly challenge?: 0;
}

/** Every kind of thing that is said once. A kind that ends in a dash goes on with a name of its own, as `refused-2`. */
const kinds = {
  // Of a proof.
  react: { isMark: true },
  card: {},
  note: {},
  choose: {},
  'refused-': {},
  'joined-': {},
  cheer: { cheer: 'itself' },
  'cheer-edit': { cheer: 'itself' },
  milestone: { cheer: 'beside', member: 1 },
  // Of a challenge.
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
  // To managers, and what they did.
  permission: {},
  direct: {},
  'nudges-paused': {},
  outage: {},
  told: {},
  'told-near': {},
  appeal: {},
  /** Takes another delivery back, whose key follows. */
  undo: {},
} as const satisfies Readonly<Record<string, Traits>>;

export type Kind = keyof typeof kinds;
type Plain<K extends Kind> = K extends `${string}-` ? never : K;
type Named<K extends Kind> = K extends `${string}-` ? `${K}${string}` : never;

/** The key of one thing to be said once. Platforms' nonces and the ledger's rows follow from its very bytes. */
export function deliveryKey(
  kind: Plain<Kind> | Named<Kind>,
  ...parts: readonly [string | number, ...(string | number)[]]
): DeliveryKey {
  return [kind, ...parts].join(':') as DeliveryKey;
}

const longest = 200;

/** The same where a part is a platform's own words, which may be long. */
export function boundedKey(...made: Parameters<typeof deliveryKey>): DeliveryKey {
  return deliveryKey(...made).slice(0, longest) as DeliveryKey;
}

/** The key of what takes this delivery back. */
export function undoOf(undone: DeliveryKey): DeliveryKey {
  return deliveryKey('undo', undone);
}

/** The key of the same said once more: after it was taken back, or in a place that refused it. */
export function againOf(said: DeliveryKey, name: string | number = 'again'): DeliveryKey {
  return `${said}:${name}` as DeliveryKey;
}

/** What a key is made of; null: it is none of ours. */
export function partsOf(text: string): { readonly kind: Kind; readonly parts: readonly string[] } | null {
  const [first = '', ...parts] = text.split(':');
  const kind = [first, first.slice(0, first.indexOf('-') + 1)].find((each) => Object.hasOwn(kinds, each));
  return kind === undefined ? null : { kind: kind as Kind, parts };
}

/** The parts of a key of one of these kinds; none of any other. */
export function partsIf(text: DeliveryKey, ...of: readonly Kind[]): readonly string[] {
  const found = partsOf(text);
  return found && of.includes(found.kind) ? found.parts : [];
}

export function traitsOf(text: string): Traits {
  const found = partsOf(text);
  return found ? kinds[found.kind] : {};
}

/** Who is left in peace by it while in care; null: it is said in any case. */
export function memberOf(text: DeliveryKey): MemberId | null {
  return partNamed(text, 'member') as MemberId | null;
}

/** The challenge for whose own sake it is said; null for every other delivery. */
export function challengeOf(text: DeliveryKey): ChallengeId | null {
  return partNamed(text, 'challenge') as ChallengeId | null;
}

function partNamed(text: DeliveryKey, which: 'member' | 'challenge'): string | null {
  const place = traitsOf(text)[which];
  return place === undefined ? null : (partsOf(text)?.parts[place] ?? null);
}

/** The kinds of which this is so, for whoever looks for them in the ledger. */
export function kindsWhere(isSo: (traits: Traits) => boolean): readonly Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((kind) => isSo(kinds[kind]));
}
