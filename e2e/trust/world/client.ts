import { Agent, request } from 'node:http';

export interface Asked {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Answered {
  status: number;
  /** Small names. */
  headers: Record<string, string | string[] | undefined>;
  text: string;
  ms: number;
}

/** A stream that goes on is cut; what it said until then counts. */
const LONGEST_MS = 10_000;

/** Sends requests as they are, over kept connections; nothing is followed, mended or retried. */
export class Client {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(url: string) {
    this.#url = url;
  }

  close(): void {
    this.#agent.destroy();
  }

  send({ method = 'GET', path, headers = {}, body }: Asked): Promise<Answered> {
    const { hostname, port } = new URL(this.#url);
    const since = performance.now();
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const all = { origin: this.#url, ...length, ...headers };
    const answer = Promise.withResolvers<Answered>();
    const sent = request({ hostname, port, path, method, headers: all, agent: this.#agent }, (response) => {
      const chunks: Buffer[] = [];
      const end = () =>
        answer.resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          ms: performance.now() - since,
        });
      const cut = setTimeout(() => response.destroy(), LONGEST_MS);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('close', () => {
        clearTimeout(cut);
        end();
      });
      response.once('error', () => undefined);
    });
    sent.once('error', answer.reject);
    sent.end(body);
    return answer.promise;
  }
}
