import 'server-only';
import { answerHeaders } from './answer-headers';

/**
 * A file that is made while it is sent. Its first part is awaited, so that what cannot begin is an ordinary problem;
 * a failure after it cuts the connection, so that half of a file is not taken for all of it. `signal`: aborted when
 * the reader is gone; `onEnd`: called once or more when nothing is sent any longer, whatever the cause.
 */
export async function toDownload(
  source: AsyncIterable<string>,
  file: { name: string; type: string; requestId: string; signal: AbortSignal; onEnd: () => void },
): Promise<Response> {
  const iterator = source[Symbol.asyncIterator]();
  const end = (): void => {
    file.onEnd();
    void iterator.return?.();
  };
  const first = await iterator.next().catch((error: unknown) => {
    end();
    throw error;
  });
  // Next neither reads nor cancels the body for a reader who left before it began.
  if (file.signal.aborted) end();
  else file.signal.addEventListener('abort', end, { once: true });
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> = Promise.resolve(first);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await next;
        if (done) {
          end();
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(value));
        next = iterator.next();
        // Whoever reads on meets the failure; nobody else has to.
        next.catch(() => undefined);
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel: end,
  });
  const headers = answerHeaders(file.requestId, file.type);
  headers.set('Content-Disposition', `attachment; filename="${file.name}"`);
  return new Response(body, { headers });
}
