import type { ActionId } from '../../core/actions.ts';
import type { Button, FormView, View } from '../../core/views.ts';

/** The longest `custom_id` (Discord: components/reference, custom_id). */
const LONGEST = 100;
const carrier = /^(.+)@([\w-]{11})$/s;

/**
 * The view with the server's id added to the action of every button. Needed in direct messages: there Discord names no server, and
 * the person who presses may share several servers with the bot.
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

/** The form with the server's id added to its action, for the same reason as `viewAbout`. */
export function formAbout(form: FormView, guildId: string): FormView {
  return { ...form, action: idAbout(form.action, guildId) };
}

/** Splits the `custom_id` of a button or form in a direct message into its action and the server's id; null if it carries no server. */
export function readAbout(customId: string): { readonly action: string; readonly guildId: string } | null {
  const [, action, short] = carrier.exec(customId) ?? [];
  if (action === undefined || short === undefined) return null;
  return { action, guildId: Buffer.from(short, 'base64url').readBigUInt64BE().toString() };
}

/** Appends the server's id, packed into eleven characters. Where even that exceeds Discord's limit, the action stays as it is. */
function idAbout(id: ActionId, guildId: string): ActionId {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(guildId));
  const carried = `${id}@${bytes.toString('base64url')}`;
  return (carried.length <= LONGEST ? carried : id) as ActionId;
}
