import 'server-only';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The wanted port where it is free, else any free one; loopback only. */
export async function findPort(wanted: number | null): Promise<number> {
  for (const port of wanted === null ? [0] : [wanted, 0]) {
    const server = createServer();
    try {
      const listening = once(server, 'listening');
      server.listen(port, '127.0.0.1');
      await listening;
    } catch {
      continue;
    }
    const address = server.address();
    server.close();
    await once(server, 'close');
    if (address !== null && typeof address !== 'string') return address.port;
  }
  throw new Error('no free port on 127.0.0.1');
}
