export { signedRequest } from './http-events.ts';
export type { Answered } from './people.ts';
export { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './server.ts';
export type * from './types.ts';
