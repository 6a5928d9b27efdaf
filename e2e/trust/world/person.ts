import type { z } from 'zod';
import type { Answered, Asked, Client } from './client';

/** The API as one person, whose answers are held against the contract. */
export class Person {
  readonly #client: Client;
  readonly cookie: string;

  constructor(client: Client, cookie: string) {
    this.#client = client;
    this.cookie = cookie;
  }

  send(asked: Asked): Promise<Answered> {
    return this.#client.send({ ...asked, headers: { cookie: this.cookie, ...asked.headers } });
  }

  post(path: string, body: unknown): Promise<Answered> {
    const headers = { 'content-type': 'application/json' };
    return this.send({ method: 'POST', path, headers, body: JSON.stringify(body) });
  }

  async get<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    const { status, text } = await this.send({ path });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
    return schema.parse(JSON.parse(text));
  }

  /** Every page of a list; `path` has a query already. */
  async pages<T extends { nextCursor: string | null }>(schema: z.ZodType<T>, path: string): Promise<T[]> {
    const pages: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null)
      pages.push(await this.get(schema, cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`));
    return pages;
  }
}
