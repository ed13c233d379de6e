import type { ChannelRef, DeliveryKey, MemberRef, MessageRef, WorkspaceRef } from '../model/ids.ts';
import type { PostView } from '../views.ts';

/** Where an effect is to appear. `threadOfDelivery`: the thread on the message another delivery of ours posted. */
export type EffectTarget =
  | { readonly kind: 'thread'; readonly on: MessageRef; readonly title: string; readonly mention?: MemberRef }
  | { readonly kind: 'threadOfDelivery'; readonly key: DeliveryKey; readonly title: string }
  | { readonly kind: 'channel'; readonly channel: ChannelRef }
  | { readonly kind: 'private'; readonly channel: ChannelRef; readonly member: MemberRef }
  | { readonly kind: 'direct'; readonly member: MemberRef; readonly workspace: WorkspaceRef };

/** One thing to be done once on a platform, as it is kept in the ledger. */
export type Effect =
  | { readonly do: 'react'; readonly message: MessageRef; readonly mark: string }
  | { readonly do: 'unreact'; readonly message: MessageRef; readonly mark: string }
  | { readonly do: 'post'; readonly target: EffectTarget; readonly view: PostView }
  /** Changes the message that the delivery `of` posted. */
  | { readonly do: 'edit'; readonly of: DeliveryKey; readonly view: PostView }
  | { readonly do: 'remove'; readonly message: MessageRef };
