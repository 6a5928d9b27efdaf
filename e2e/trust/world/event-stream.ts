import { get } from 'node:http';
import { createInterface } from 'node:readline';

export interface ToldEvent {
  event: string;
  data: unknown;
  /** Of performance.now(). */
  at: number;
}

export interface OpenStream {
  status: number;
  events: readonly ToldEvent[];
  /** When the server ended it, of performance.now(). */
  ended: Promise<number>;
  cut(): void;
}

/** Server-sent events over a connection of their own, as they come. */
export function openStream(url: string, headers: Record<string, string>): Promise<OpenStream> {
  const opened = Promise.withResolvers<OpenStream>();
  const asked = get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false }, (answer) => {
    const events: ToldEvent[] = [];
    const ended = Promise.withResolvers<number>();
    let event = '';
    const lines = createInterface(answer);
    lines.on('line', (line) => {
      if (line.startsWith('event: ')) event = line.slice('event: '.length);
      if (!line.startsWith('data: ')) return;
      events.push({ event, data: JSON.parse(line.slice('data: '.length)), at: performance.now() });
    });
    lines.once('close', () => ended.resolve(performance.now()));
    // A connection that is cut, here or there, is the end of the stream.
    for (const source of [asked, answer, lines]) source.on('error', () => undefined);
    opened.resolve({ status: answer.statusCode ?? 0, events, ended: ended.promise, cut: () => asked.destroy() });
  });
  asked.once('error', opened.reject);
  return opened.promise;
}
