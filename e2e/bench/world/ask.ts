import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { toSpread, type Spread } from '@/e2e/bench/report/spread';

export interface Asked {
  url: string;
  cookie: string;
  agent?: Agent;
}

/** One request of a client that keeps its connection. Throws on any answer but 200. */
export async function ask({ url, cookie, agent }: Asked): Promise<{ body: string; ms: number }> {
  const since = performance.now();
  const answer = Promise.withResolvers<{ status: number; body: string }>();
  const asked = request(url, { agent, headers: { cookie } }, (response) => {
    text(response).then((body) => answer.resolve({ status: response.statusCode ?? 0, body }), answer.reject);
  });
  asked.once('error', answer.reject).end();
  const { status, body } = await answer.promise;
  if (status !== 200) throw new Error(`GET ${url} answered ${status}: ${body.slice(0, 300)}`);
  return { body, ms: performance.now() - since };
}

export interface Pace {
  clients: number;
  /** Both bound it: the time for slow answers, the number for fast ones. */
  seconds: number;
  requests: number;
}

/** Each client asks for one of the addresses after the other, as soon as it has its answer. */
export async function askRepeatedly(
  urls: readonly string[],
  cookie: string,
  { clients, seconds, requests }: Pace,
): Promise<Spread & { perSecond: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const since = performance.now();
  const endsAt = since + seconds * 1000;
  let begun = 0;
  const client = async (): Promise<void> => {
    while (begun < requests && performance.now() < endsAt) {
      const url = urls[begun % urls.length] ?? '';
      begun += 1;
      times.push((await ask({ url, cookie, agent })).ms);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { ...toSpread(times), perSecond: times.length / ((performance.now() - since) / 1000) };
}
