import 'server-only';
import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';
import type { Call } from '@/lib/aws/to-app-error';
import { AppError } from '@/lib/domain/errors';
import type { ListedObject } from '@/lib/domain/ports/trail-bucket';
import { toBucketError } from './bucket-error';

interface Where {
  client: S3Client;
  there: { Bucket: string; ExpectedBucketOwner?: string };
  call: Call;
  owner: string | null;
}

/** Keys come encoded, since XML cannot hold all that a key may (S3 API Reference, ListObjectsV2, EncodingType). */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Code points and not UTF-16's units, as S3 orders keys: by their bytes in UTF-8. */
const isBehind = (key: string, last: string): boolean => Buffer.compare(Buffer.from(key), Buffer.from(last)) > 0;

function notInOrder({ action, scopeId }: Call): AppError {
  const message = `${action} in ${scopeId}: pages of the listing do not go on in the order of their keys.`;
  const remedy = 'If an endpoint URL is set, check that it speaks S3 as AWS does.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy }, remedy });
}

async function askPage(
  { client, there, call, owner }: Where,
  asked: { Prefix: string; Delimiter?: string; StartAfter?: string; ContinuationToken?: string },
): Promise<ListObjectsV2CommandOutput> {
  try {
    return await client.send(new ListObjectsV2Command({ ...there, ...asked, EncodingType: 'url' }));
  } catch (error) {
    throw toBucketError(error, call, owner);
  }
}

/** Goes on behind a key and not by a token, so that whoever died can go on where they were. */
export async function* listObjects(where: Where, Prefix: string, after = ''): AsyncGenerator<ListedObject[]> {
  let last = after;
  for (;;) {
    const page = await askPage(where, { Prefix, ...(last !== '' && { StartAfter: last }) });
    const objects = (page.Contents ?? []).flatMap(({ Key, Size, ETag }) =>
      Key === undefined ? [] : [{ key: decode(Key), size: Size ?? 0, etag: ETag ?? null }],
    );
    for (const { key } of objects) {
      if (!key.startsWith(Prefix) || !isBehind(key, last)) throw notInOrder(where.call);
      last = key;
    }
    if (objects.length > 0) yield objects;
    if (!page.IsTruncated) return;
    if (objects.length === 0) throw notInOrder(where.call);
  }
}

/** What stands directly below a prefix and holds more. */
export async function listFolders(where: Where, Prefix: string): Promise<string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await askPage(where, {
      Prefix,
      Delimiter: '/',
      ...(token !== undefined && { ContinuationToken: token }),
    });
    for (const common of page.CommonPrefixes ?? []) {
      const folder = decode(common.Prefix ?? '');
      if (!folder.startsWith(Prefix) || !isBehind(folder, names.at(-1) ?? '')) throw notInOrder(where.call);
      names.push(folder);
    }
    if (page.IsTruncated && (page.NextContinuationToken ?? token) === token) throw notInOrder(where.call);
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return names.map((folder) => folder.slice(Prefix.length, -1));
}
