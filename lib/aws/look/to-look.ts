import 'server-only';
import type { Look } from '@/lib/domain/diagnosis/function-facts';
import { toAppError, type Call } from '@/lib/aws/to-app-error';

export interface Looked<T> {
  look: Look<T>;
  /** AWS's id of the request, whatever it answered. */
  awsRequestId: string | null;
}

/** What came of one reading call. Roles and their ARNs are configuration, so that what to grant is said without them. */
export async function toLook<A extends { $metadata: { requestId?: string | undefined } }, T>(
  call: Call,
  sent: Promise<A>,
  toValue: (answer: A) => T,
): Promise<Looked<T>> {
  let answer: A;
  try {
    answer = await sent;
  } catch (error) {
    const failed = toAppError(error, call);
    const awsRequestId = failed.awsRequestId ?? null;
    if (failed.code === 'not_found') return { look: { kind: 'missing' }, awsRequestId };
    const isDenied = failed.problem?.code === 'denied';
    const said = failed.remedy ?? '';
    const remedy = isDenied && said.startsWith('Grant ')
      ? `Grant ${call.action} to the role that rotates, as in its printed policy.`
      : said;
    return { look: { kind: isDenied ? 'refused' : 'unclear', action: call.action, remedy }, awsRequestId };
  }
  // A fault of ours in reading it is none of AWS's, and is told as one.
  return { look: { kind: 'seen', value: toValue(answer) }, awsRequestId: answer.$metadata.requestId ?? null };
} // prettier-ignore
