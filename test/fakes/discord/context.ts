import type { FakeGateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { Log } from './log.ts';
import type { State } from './state.ts';

/** What every route can reach. */
export interface Context {
  state: State;
  log: Log;
  gateway: FakeGateway;
  interactions: Interactions;
  /** http://127.0.0.1:port */
  origin: () => string;
}

export interface UploadedFile {
  key: string;
  name: string;
  contentType: string | undefined;
  bytes: Uint8Array;
}

/** One request, parsed and checked against Discord's description. */
export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  files: readonly UploadedFile[];
}

export interface Answer {
  status: number;
  body?: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in Discord's description, with :name for {name}. */
  path: string;
  /** False where the token in the address is the authority. */
  auth?: false;
  handle: (call: Call) => Answer;
}

/** A parameter that the route's own pattern guarantees. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`route has no :${name}`);
  return value;
}
