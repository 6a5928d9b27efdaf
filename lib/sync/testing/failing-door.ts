import 'server-only';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FailingDoor {
  url: string;
  /** Cuts every connection whose path begins so; null: none. */
  shut: string | null;
  close(): Promise<void>;
}

/** Stands before an endpoint and passes everything on as it is, but for what is shut off. */
export async function openFailingDoor(target: string): Promise<FailingDoor> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path = '', headers } = incoming;
    if (door.shut !== null && path.startsWith(door.shut)) return void incoming.socket.destroy();
    const onwards = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onwards.once('error', () => incoming.socket.destroy());
    return void incoming.pipe(onwards);
  });
  const door: FailingDoor = {
    url: '',
    shut: null,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  door.url = `http://127.0.0.1:${address.port}`;
  return door;
}
