declare const brand: unique symbol;

/** A string that only its maker may take apart. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

export type WorkspaceId = Brand<'WorkspaceId'>;
export type MemberId = Brand<'MemberId'>;
export type ChallengeId = Brand<'ChallengeId'>;
export type ProofId = Brand<'ProofId'>;

/**
 * Refs are a platform's own names for its things, written and read by that platform's adapter alone. The core
 * stores them, compares them for equality and hands them back; it never looks inside.
 */
export type WorkspaceRef = Brand<'WorkspaceRef'>;
export type ChannelRef = Brand<'ChannelRef'>;
export type MemberRef = Brand<'MemberRef'>;
/** Names one message, with everything its adapter needs to find it again (guild, channel, thread, message). */
export type MessageRef = Brand<'MessageRef'>;
/** A ref that begins so names a call of ours and no message. */
export const callPrefix = 'call:';
/** Stands in the place of the message of a proof given by command, which has none: a name of ours that no platform knows. */
export function callRef(platform: PlatformName, call: string): MessageRef {
  return `${callPrefix}${platform}:${call}` as MessageRef;
}
/** Names one attached file; never its URL, which platforms let expire. */
export type AttachmentRef = Brand<'AttachmentRef'>;

/** The one name of one thing to be said once, e.g. `cheer:<proof>`. Also the key of its row in the ledger. */
export type DeliveryKey = Brand<'DeliveryKey'>;

export type PlatformName = 'discord' | 'slack' | 'web';
export const platformNames: readonly PlatformName[] = ['discord', 'slack', 'web'];
