declare const brand: unique symbol;

/** A string type of its own. Only the code that makes such strings may look into them. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

export type WorkspaceId = Brand<'WorkspaceId'>;
export type MemberId = Brand<'MemberId'>;
export type ChallengeId = Brand<'ChallengeId'>;
export type ProofId = Brand<'ProofId'>;

/**
 * Refs are a platform's own ids for its things, written and read by that platform's adapter alone. The core
 * stores them, compares them for equality and hands them back; it never looks inside.
 */
export type WorkspaceRef = Brand<'WorkspaceRef'>;
export type ChannelRef = Brand<'ChannelRef'>;
export type MemberRef = Brand<'MemberRef'>;
/** Identifies one message, with everything the adapter needs to find it again (guild, channel, thread, message). */
export type MessageRef = Brand<'MessageRef'>;
/** A ref with this prefix stands for the call of a command, not for a message. */
export const callPrefix = 'call:';
/** A proof given by command has no message. This makes the ref stored in its place, from the id of the call; no platform knows it. */
export function callRef(platform: PlatformName, call: string): MessageRef {
  return `${callPrefix}${platform}:${call}` as MessageRef;
}
/** Identifies one attached file. Never its URL, which platforms let expire. */
export type AttachmentRef = Brand<'AttachmentRef'>;

/** Identifies one thing that is sent once, e.g. `cheer:<proof>`. Also the primary key of its row in the ledger. */
export type DeliveryKey = Brand<'DeliveryKey'>;

export type PlatformName = 'discord' | 'slack' | 'web';
export const platformNames: readonly PlatformName[] = ['discord', 'slack', 'web'];
