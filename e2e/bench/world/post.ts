import { randomUUID } from 'node:crypto';

interface Act {
  url: string;
  path: string;
  cookie: string;
  body: unknown;
}

/** An act as the page sends it. Throws on anything but success. */
export async function post({ url, path, cookie, body }: Act): Promise<{ body: unknown; ms: number }> {
  const since = performance.now();
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  // A refusal holds no value; a success may, and must not be printed.
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  return { body: JSON.parse(text), ms: performance.now() - since };
}
