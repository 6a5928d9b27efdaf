import 'server-only';
import { z } from 'zod';
import { toSourceFrame } from './to-source-frame';

const coded = z.object({ code: z.string().regex(/^\w{1,40}$/) });
const FRAMES = 12;

/** Where a failure came from, never what it says: the words of a foreign error may quote a value. */
export function toFailureFields(error: unknown): { error: string; code?: string; stack: string } {
  const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (coded.safeParse(error).data ?? coded.safeParse(origin).data)?.code;
  const isError = origin instanceof Error;
  return {
    error: isError ? origin.name : typeof origin,
    ...(code !== undefined && { code }),
    stack: isError ? toFrames(origin) : '',
  };
}

/** The message stands before the frames, and may have lines that look like some. */
function toFrames({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  const below = at < 0 ? stack : stack.slice(at + message.length);
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, FRAMES).map(toSourceFrame).join('\n');
}
