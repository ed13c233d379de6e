/** One request as the fake saw it; `status` is what it answered, 0 while open or when it hung up. */
export interface LoggedRequest {
  method: string;
  /** With the placeholders of Discord's documentation, e.g. /channels/:channel_id/messages; the path if unknown. */
  route: string;
  path: string;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  files: readonly string[];
  /** The fake's clock. */
  at: number;
  /** performance.now(), for measurements. */
  receivedAt: number;
  status: number;
}

/** A ping that a message would have caused. */
export interface Ping {
  kind: 'everyone' | 'role' | 'user';
  id: string | null;
  channelId: string;
  messageId: string;
  by: 'create' | 'edit' | 'interaction';
}

/** A request that Discord's description or documentation does not know or forbids. */
export interface Violation {
  method: string;
  route: string;
  problem: string;
  body: unknown;
}

export interface Log {
  requests: LoggedRequest[];
  /** Pings nobody asked for. */
  pings: Ping[];
  /** People called on purpose, each by name. */
  calls: Omit<Ping, 'kind'>[];
  violations: Violation[];
  /** Answers 401, 403 and 429 (but not those of scope "shared"): Discord bans an address at 10,000 in 10 minutes. */
  invalidRequests: number;
  /** Mistakes of the fake itself; always empty in a good run. */
  crashes: unknown[];
  /** Words of pings and violations that the test provokes: of all others the fake complains when it stops. */
  provoked: string[];
  /** Called once per request, when it is answered. */
  onRequest: ((request: LoggedRequest) => void) | undefined;
}

export function createLog(): Log {
  return {
    requests: [],
    pings: [],
    calls: [],
    violations: [],
    invalidRequests: 0,
    crashes: [],
    provoked: [],
    onRequest: undefined,
  };
}
