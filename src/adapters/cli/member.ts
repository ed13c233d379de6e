import { defineCommand } from 'citty';
import { deleting } from './member-delete.ts';
import { exporting } from './member-export.ts';

/** `pal member`: gives or erases what is kept about one member. */
export const member = defineCommand({
  meta: { name: 'member', description: 'Gives or erases what is kept about a member' },
  subCommands: { export: exporting, delete: deleting },
});
