import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Model {
  readonly baseUrl: string;
  close(): Promise<void>;
}

const cheer = {
  situation: 'usual',
  evidence: [{ source: 'text', quote: '아침' }],
  photoSeen: null,
  line1: '아침 공기를 가르며 달리셨네요!',
  line2: '그 발걸음이 하루를 환하게 열어 주었어요.',
};

/** A model server on loopback with one cheer for all; says which proof (its number) it is about to answer. */
export async function startModel(thinksMs: number, answered: (proof: string) => void): Promise<Model> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    await delay(thinksMs);
    const numbers = [...body.matchAll(/(\d+)번 길/g)];
    const content = JSON.stringify(cheer);
    answered(numbers.at(-1)?.[1] ?? '');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content } }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
