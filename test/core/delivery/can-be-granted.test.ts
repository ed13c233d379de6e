import { expect, test } from 'vitest';
import { canBeGranted } from '../../../src/core/delivery/can-be-granted.ts';

test.each([
  ['50013 SEND_MESSAGES', true],
  ['50001 VIEW_CHANNEL', true],
  ['missing_scope reactions:write', true],
  ['missing_scope channels:history', true],
  ['file HTTP 403 files:read', true],
  ['not_in_channel', true],
  ['restricted_action_read_only_channel', true],
  ['90001', false],
  ['160005', false],
  ['thread_locked', false],
  ['user_not_in_channel', false],
  ['cant_update_message', false],
  ['not a message of ours', false],
])('%s is something a manager can grant: %s', (detail, granted) => {
  expect(canBeGranted(detail)).toBe(granted);
});
