import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { AppError } from '@/lib/domain/errors';
import type { Trail } from '@/lib/domain/ports/trail-bucket';
import { createKeyLister } from './list-public-keys';
import { openTrailBucket } from './trail-bucket';

/** Made when it is first asked; one client and one session of its role for all files. */
export function createTrail(options: AwsOptions): Trail {
  let opened: Trail | null = null;
  const open = (): Trail => {
    const { trail, bucketsInPath = options.endpointUrl !== undefined } = options;
    if (!trail) throw new AppError('internal', 'No trail is configured.');
    const { bucket, region, owner: account, role, externalId } = trail;
    const access = { bucket, region, account, role, externalId, pathStyle: bucketsInPath };
    opened ??= { bucket: openTrailBucket(access, options), listPublicKeys: createKeyLister(options, access) };
    return opened;
  };
  return {
    bucket: {
      folders: async (prefix) => open().bucket.folders(prefix),
      objects: (prefix, after) => open().bucket.objects(prefix, after),
      read: async (key) => open().bucket.read(key),
    },
    listPublicKeys: async (region, time) => open().listPublicKeys(region, time),
  };
}
