import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that is free now; from KEYLEDGER_BENCH_PORT on where that is set. */
export async function findFreePort(): Promise<number> {
  const first = Number(process.env.KEYLEDGER_BENCH_PORT ?? 0);
  for (let port = first; ; port += 1) {
    const server = createServer();
    try {
      const listening = once(server, 'listening');
      server.listen(port, '127.0.0.1');
      await listening;
      const address = server.address();
      if (typeof address === 'object' && address) return address.port;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    } finally {
      server.close();
    }
  }
}
