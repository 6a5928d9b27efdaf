import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Asks, and is gone before an answer can have begun. */
export async function leaveEarly(url: string, path: string, cookie: string): Promise<void> {
  const { host, hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  await once(socket, 'connect');
  // Long enough to be read and to be begun with.
  await setTimeout(5);
  socket.destroy();
}
