import 'server-only';
import type { z } from 'zod';
import type { Entry, Operation } from '@/lib/contract/operation';
import type { Context } from '@/lib/domain/ports/context';
import type { System } from '@/lib/runtime/system';

export interface Input<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  idempotencyKey: string | undefined;
}

/** What a long answer needs to go on being allowed. */
export interface Follow {
  /** Aborted when the reader is gone. */
  signal: AbortSignal;
  /** Who is asking, seen again; throws `unauthenticated` or `forbidden` where that has changed. */
  refresh: () => Promise<Context>;
}

/** What a stranger's request may be answered from. */
export interface OpenContext {
  system: System;
  headers: Headers;
}

interface Shared<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> {
  operation: Operation<E, P, Q, B, A>;
  /** What the person must hold; said again where the verb is called, and held to the operation's by its type. */
  permission: NoInfer<E>;
}

/** One JSON answer to a signed-in person. */
interface Answering<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Shared<E, P, Q, B, A> {
  handler(ctx: Context, input: Input<P, Q, B>): Promise<z.input<A>>;
}

/** Server-sent events to a signed-in person; each is held against the operation's answer. */
interface Streaming<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Shared<E, P, Q, B, A> {
  event: string;
  stream(ctx: Context, input: Input<P, Q, B>, follow: Follow): AsyncIterable<z.input<A>>;
}

/** A file for a signed-in person, made while it is sent. */
interface Downloading<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Shared<E, P, Q, B, A> {
  fileName: string;
  download(ctx: Context, input: Input<P, Q, B>, follow: Follow): Promise<AsyncIterable<string>>;
}

/** One answer to anyone: only where the operation says `anyone`. */
interface Open<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Shared<E, P, Q, B, A> {
  open(ctx: OpenContext): Promise<z.input<A>>;
  /** Where the answer decides its own status. */
  statusOf?(answer: z.output<A>): number;
}

export type Definition<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> = Answering<E, P, Q, B, A> | Streaming<E, P, Q, B, A> | Downloading<E, P, Q, B, A> | Open<E, P, Q, B, A>;
