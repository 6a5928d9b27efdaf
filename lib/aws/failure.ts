import 'server-only';

/** What an error of the SDK tells, whatever its shape: nothing in it is certain to be there. */
export interface Failure {
  /** AWS's or Node's own name: `AccessDeniedException`, `ECONNREFUSED`, `SyntaxError`, … */
  name: string;
  /** AWS's sentence; empty where the text is not AWS's own (it may quote an answer, and so a value). */
  sentence: string;
  status: number | null;
  /** The answer was not in AWS's form: HTML, XML, cut off. */
  unreadable: boolean;
  /** AWS's id of the request, which CloudTrail's record of it carries too. */
  requestId: string | null;
}

const LONGEST_SENTENCE = 600;

/** An unknown error, read without trusting any of it. */
export function toFailure(error: unknown): Failure {
  const facts = error instanceof Error ? error : new Error('unknown');
  const metadata = readObject(facts, '$metadata');
  const status = metadata && typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : null;
  // Only errors that AWS's own body described have a fault; everything else may quote the body.
  const modelled = typeof Reflect.get(facts, '$fault') === 'string';
  const unreadable = !modelled && status !== null;
  return {
    name: modelled || unreadable ? facts.name : (findCode(error) ?? facts.name),
    sentence: modelled || (status === null && isOwnWords(facts)) ? tidy(facts.message) : '',
    status,
    unreadable,
    requestId: toRequestId(metadata?.['requestId']),
  };
}

/** Anything else in its place is an endpoint's own, and not for the ledger. */
const toRequestId = (id: unknown): string | null => (typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null);

function readObject(from: object, key: string): Record<string, unknown> | null {
  const value: unknown = Reflect.get(from, key);
  return value !== null && typeof value === 'object' ? { ...value } : null;
}

/** Node's code (`ECONNRESET`), also inside the AggregateError of a dial that tried several addresses. */
function findCode(error: unknown, depth = 0): string | null {
  if (!(error instanceof Error) || depth > 4) return null;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string') return code;
  const inner: unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  for (const candidate of inner) {
    const found = findCode(candidate, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

// The chain of credential providers says in its own words what it looked for and did not find.
const isOwnWords = (error: Error): boolean => /Provider|Token/.test(error.name) && !(error instanceof SyntaxError);

function tidy(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line === 'UnknownError' || line === 'Unknown') return '';
  return line.length > LONGEST_SENTENCE ? `${line.slice(0, LONGEST_SENTENCE)}…` : line;
}
