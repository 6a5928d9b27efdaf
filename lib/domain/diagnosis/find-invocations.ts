import type { LogLine } from './function-facts';
import { readLine, type Known, type ReadLine } from './read-line';

export interface InvocationLine {
  at: Date;
  read: ReadLine;
}

/** One run of a function: a step of a rotation. */
export interface Invocation {
  lines: InvocationLine[];
}

/** A traceback is one message of many lines. */
const MOST_LINES_OF_A_MESSAGE = 20;

const toLines = ({ at, message }: LogLine, known: Known): InvocationLine[] =>
  message
    .split(/\r\n|[\r\n]/)
    .filter((text) => text.trim() !== '')
    .slice(0, MOST_LINES_OF_A_MESSAGE)
    .map((text) => ({ at, read: readLine(text, known) }));

/**
 * The invocations about this secret, oldest first. A function may rotate many secrets: what names another one is left
 * out, and what names none stays, since a run that fails early names none. A line without a request's id is of the one
 * that began last in its stream, where Lambda runs one after the other.
 */
export function findInvocations(lines: readonly LogLine[], known: Known): Invocation[] {
  const byRequest = new Map<string, Invocation>();
  const lastOf = new Map<string, Invocation>();
  for (const line of lines.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    for (const one of toLines(line, known)) {
      const { requestId } = one.read;
      const invocation = (requestId === null ? lastOf.get(line.stream) : byRequest.get(requestId)) ?? { lines: [] };
      invocation.lines.push(one);
      if (requestId !== null) byRequest.set(requestId, invocation);
      else if (!lastOf.has(line.stream)) byRequest.set(`without ${line.stream}`, invocation);
      if (one.read.kind === 'start' || !lastOf.has(line.stream)) lastOf.set(line.stream, invocation);
    }
  return [...byRequest.values()].filter(
    ({ lines: own }) => own.some(({ read }) => read.isOfSecret) || !own.some(({ read }) => read.isOfOther),
  );
}
