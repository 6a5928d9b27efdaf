import type { Answer } from '@/lib/local-aws/http/answer';
import { ConnectionCut } from '@/lib/local-aws/http/connection-cut';
import { toXmlError } from '@/lib/local-aws/sts/xml';
import type { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { Bend } from './bend';

export const pageOf = (status: number): Answer => ({
  status,
  type: 'text/html',
  body: `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`,
});

function findStatus(active: ReadonlySet<Bend>, status: number): number {
  if (active.has('status-404')) return 404;
  return active.has('status-500') ? 500 : status;
}

/** A refusal as the endpoint would send it; throws ConnectionCut where it sends nothing. */
export function bendRefusal(active: ReadonlySet<Bend>, error: AwsError, answer: Answer): Answer {
  if (active.has('closes-on-unknown') && error.code === 'UnknownOperationException') throw new ConnectionCut();
  const status = findStatus(active, answer.status);
  if (active.has('html-errors')) return { ...answer, ...pageOf(status) };
  if (!active.has('xml-errors')) return { ...answer, status };
  return {
    ...answer,
    status,
    type: 'text/xml',
    body: toXmlError({ code: error.code, message: error.message, status }, ''),
  };
}
