import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Sends what is there at once, then a byte a second for as long as anybody takes it; what came of it, and when. */
export async function sendSlowly(url: string, atOnce: string): Promise<{ answer: string; seconds: number }> {
  const { hostname, port } = new URL(url);
  const since = performance.now();
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  // What is cut off is answered before.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.write(atOnce);
  while (!socket.destroyed) {
    await Promise.race([wait(1000), closed]);
    if (socket.writable) socket.write('x');
  }
  await closed;
  return { answer, seconds: (performance.now() - since) / 1000 };
}
