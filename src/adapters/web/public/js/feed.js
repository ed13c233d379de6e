/** @typedef {import('../../wire.ts').WireEvent} WireEvent */

/**
 * Listens for events after `cursor`. After a lost connection the browser connects again by itself; where it gives up (the server refused),
 * we try again with the number of the last event received, so nothing is missed. A page in a hidden tab does not listen: browsers allow six
 * connections to one host, over all tabs.
 * @param {{ url: (after: string) => string, cursor: string, onEvent: (event: WireEvent) => void, onState: (connected: boolean) => void }} options
 * @returns {() => void} how to stop
 */
export function listen({ url, cursor, onEvent, onState }) {
  let after = cursor;
  let wait = 500;
  let stopped = false;
  /** @type {EventSource | null} */
  let source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const open = () => {
    source = new EventSource(url(after));
    source.onopen = () => {
      wait = 500;
      onState(true);
    };
    source.onmessage = (message) => {
      after = message.lastEventId || after;
      onEvent(JSON.parse(message.data));
    };
    source.onerror = () => {
      onState(false);
      if (source?.readyState !== EventSource.CLOSED || stopped) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, 10_000);
    };
  };
  const look = () => {
    clearTimeout(timer);
    source?.close();
    if (!document.hidden) open();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', look);
    clearTimeout(timer);
    source?.close();
  };
}
