import 'server-only';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { toDate } from '@/lib/aws/to-date';

/** Members of Secrets Manager's answers that hold a moment. */
const isDateMember = (name: string): boolean => /^[A-Z]\w*Date$/.test(name);

/**
 * An answer's JSON with dates as AWS writes them, in epoch seconds: the SDK refuses the whole answer for one that is
 * not. What is no date at all is left out, and so unknown. Text that is no JSON stays as it is.
 */
export function toPlainDates(body: string): string {
  try {
    const plain: unknown = JSON.parse(body, (name, member: unknown) => {
      if (!isDateMember(name) || typeof member === 'number' || member === null) return member;
      const date = toDate(member);
      return date === null ? undefined : date.getTime() / 1000;
    });
    return JSON.stringify(plain);
  } catch {
    return body;
  }
}

/** Lets a client that only describes, never one that reads values, understand dates that AWS would not send. */
export function readLoosely(client: SecretsManagerClient): void {
  client.middlewareStack.add(
    (next) => async (asked) => {
      const answer = await next(asked);
      const response: unknown = answer.response;
      if (response !== null && typeof response === 'object' && 'body' in response && response.body instanceof Readable)
        response.body = Buffer.from(toPlainDates(await text(response.body)));
      return answer;
    },
    { step: 'deserialize', priority: 'low', name: 'readLoosely' },
  );
}
