import type { ActionId } from '../../core/actions.ts';
import type { Button, FormView, View } from '../../core/views.ts';

/** Discord: components/reference, custom_id. */
const LONGEST = 100;
const carrier = /^(.+)@([\w-]{11})$/s;

/**
 * The view with every button carrying the server it is about. In direct messages Discord tells of no server, and whoever
 * presses there may be in several of ours.
 */
export function viewAbout<V extends View>(view: V, guildId: string): V {
  const all = (buttons: readonly Button[]) =>
    buttons.map((button) => ({ ...button, action: idAbout(button.action, guildId) }));
  return {
    ...view,
    ...('buttons' in view && view.buttons !== undefined ? { buttons: all(view.buttons) } : {}),
    ...('items' in view
      ? { items: view.items.map((item) => ({ ...item, buttons: all(item.buttons) })) }
      : {}),
  };
}

export function formAbout(form: FormView, guildId: string): FormView {
  return { ...form, action: idAbout(form.action, guildId) };
}

/** What a button or form in a direct message does, and the server it is about; null for one that does not say. */
export function readAbout(customId: string): { readonly action: string; readonly guildId: string } | null {
  const [, action, short] = carrier.exec(customId) ?? [];
  if (action === undefined || short === undefined) return null;
  return { action, guildId: Buffer.from(short, 'base64url').readBigUInt64BE().toString() };
}

/** Eleven characters for an id of twenty, so that it fits beside what a button carries; else the id alone. */
function idAbout(id: ActionId, guildId: string): ActionId {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(guildId));
  const carried = `${id}@${bytes.toString('base64url')}`;
  return (carried.length <= LONGEST ? carried : id) as ActionId;
}
