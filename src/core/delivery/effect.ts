import type { ChannelRef, DeliveryKey, MemberRef, MessageRef, WorkspaceRef } from '../model/ids.ts';
import type { Listener } from '../ports.ts';
import type { PostView } from '../views.ts';

/** Where a post is to appear. `threadOfDelivery`: in the thread on the message that our delivery `key` posted. */
export type EffectTarget =
  | { readonly kind: 'thread'; readonly on: MessageRef; readonly title: string; readonly mention?: MemberRef }
  | { readonly kind: 'threadOfDelivery'; readonly key: DeliveryKey; readonly title: string }
  | { readonly kind: 'channel'; readonly channel: ChannelRef }
  | { readonly kind: 'private'; readonly channel: ChannelRef; readonly member: MemberRef }
  | { readonly kind: 'direct'; readonly member: MemberRef; readonly workspace: WorkspaceRef };

/** One thing to do once on a platform, as the ledger stores it. */
export type Effect =
  | { readonly do: 'react'; readonly message: MessageRef; readonly mark: string }
  | { readonly do: 'unreact'; readonly message: MessageRef; readonly mark: string }
  /** `opensFor`: the member this post is addressed to, set when an edit that `continues` it will follow (see SendAttempt). */
  | {
      readonly do: 'post';
      readonly target: EffectTarget;
      readonly view: PostView;
      readonly opensFor?: Listener;
    }
  /** Changes the message that the delivery `of` posted. `continues`: the new view adds the rest of a message that was begun. */
  | { readonly do: 'edit'; readonly of: DeliveryKey; readonly view: PostView; readonly continues?: true }
  | { readonly do: 'remove'; readonly message: MessageRef };
