import 'server-only';
import { answerHeaders } from './answer-headers';
import { toProblem } from './problem-response';

const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events. The first is awaited, so that what cannot begin is an ordinary problem; a
 * failure after it is the event `problem`. Comments keep proxies from closing a quiet stream.
 */
export async function toEventStream(
  source: AsyncIterable<unknown>,
  options: { event: string; requestId: string; abort: AbortController },
): Promise<Response> {
  const { event, requestId, abort } = options;
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  const encoder = new TextEncoder();
  const toEvent = (name: string, data: unknown) => encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

  let isRead = true;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const beat = encoder.encode(': still here\n\n');
      const heartbeat = setInterval(() => isRead && controller.enqueue(beat), HEARTBEAT_MS);
      try {
        for (let next = first; !next.done; next = await iterator.next()) controller.enqueue(toEvent(event, next.value));
      } catch (error) {
        if (!abort.signal.aborted) controller.enqueue(toEvent('problem', toProblem(error, requestId)));
      } finally {
        clearInterval(heartbeat);
        // What was left in the middle lets go of what it holds.
        await iterator.return?.();
        if (isRead) controller.close();
      }
    },
    cancel: () => {
      isRead = false;
      abort.abort();
    },
  });
  const headers = answerHeaders(requestId, 'text/event-stream; charset=utf-8');
  // no-transform: a compressing hop would hold events back until it has enough of them.
  headers.set('Cache-Control', 'no-store, no-transform');
  headers.set('X-Accel-Buffering', 'no');
  return new Response(body, { headers });
}
