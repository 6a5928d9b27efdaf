import 'server-only';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartError } from './start-error';

const WORDS: Record<string, string> = {
  EADDRINUSE: 'is in use by another program: end it, or choose another with PORT',
  EACCES: 'may not be opened by this user: choose one above 1023 with PORT',
  EADDRNOTAVAIL: 'cannot be opened: HOST is no address of this machine',
  ENOTFOUND: 'cannot be opened: HOST is no name that this machine knows',
};

/** Tries the port before anything else is started, so that a mistake costs a second and leaves nothing behind. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port, exclusive: true });
    await listening;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new StartError(`Port ${port} on ${host} ${WORDS[code] ?? `cannot be opened (${code})`}.`, { cause });
  }
  server.close();
  await once(server, 'close');
}
