import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, isTooDeep, type JsonObject } from '@/lib/local-aws/wire/json';

/** A body that is to be a JSON object, or none. */
export function parseBody(body: Buffer): JsonObject {
  const text = body.toString();
  if (isTooDeep(text)) throw new AwsError('SerializationException', '');
  let parsed: unknown;
  try {
    parsed = text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new AwsError('SerializationException', '');
    throw cause;
  }
  if (!isJsonObject(parsed)) throw new AwsError('SerializationException', '');
  return parsed;
}
