import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  /** As they stood on the wire, with the status line. */
  head: string;
}

export interface RawConversation {
  /** Each answer that came on the connection, in order. */
  answers: RawAnswer[];
  text: string;
}

/** Where nobody closes and nothing more comes for so long, all has been said. */
const SILENT_MS = 10_000;

/** Bytes as they are, over a connection of their own: a client library would mend what these tests break. */
export async function sendRaw(url: string, bytes: Buffer | string): Promise<RawConversation> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A connection that is cut is an end like another.
  socket.on('error', () => undefined);
  socket.setTimeout(SILENT_MS, () => socket.destroy());
  socket.write(bytes);
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString('latin1');
  const answers = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) [\s\S]*?\r\n\r\n/gm)].map(([head, status]) => ({
    status: Number(status),
    head,
  }));
  return { answers, text };
}
