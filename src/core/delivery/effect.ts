import type { ChannelRef, DeliveryKey, MemberRef, MessageRef, WorkspaceRef } from '../model/ids.ts';
import type { Listener } from '../ports.ts';
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
  /** `opensFor`: an edit that `continues` it follows, and they are who it is said to. */
  | {
      readonly do: 'post';
      readonly target: EffectTarget;
      readonly view: PostView;
      readonly opensFor?: Listener;
    }
  /** Changes the message that the delivery `of` posted; `continues`: says the rest of it. */
  | { readonly do: 'edit'; readonly of: DeliveryKey; readonly view: PostView; readonly continues?: true }
  | { readonly do: 'remove'; readonly message: MessageRef };
