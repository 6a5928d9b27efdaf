import { toPartition } from '@/lib/domain/partition';
import { NEVER_VALUES } from '@/lib/domain/roles/role-statements';
import { toDocument, type PolicyDocument, type Statement } from '@/lib/domain/roles/statement';
import { toRoot } from '@/lib/domain/trail/bucket/trail-place';
import type { AthenaSettings } from './athena-settings';

const S3_OF = (partition: string, path: string): string => `arn:${partition}:s3:::${path}`;

/** `s3://bucket/some/prefix/` → bucket and prefix. */
function toPlace(location: string): { bucket: string; prefix: string } {
  const path = location.slice('s3://'.length);
  const end = path.indexOf('/');
  return { bucket: end < 0 ? path : path.slice(0, end), prefix: end < 0 ? '' : path.slice(end + 1) };
}

function toResults(partition: string, output: string): Statement[] {
  const { bucket, prefix } = toPlace(output);
  return [
    {
      Sid: 'ResultsBucket',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      Resource: S3_OF(partition, bucket),
    },
    {
      Sid: 'Results',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      Resource: S3_OF(partition, `${bucket}/${prefix}*`),
    },
  ];
}

function toLogFiles(partition: string, trail: AthenaSettings['trail']): Statement[] {
  const { bucket } = trail;
  return [
    {
      Sid: 'TrailBucket',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket'],
      Resource: S3_OF(partition, bucket),
    },
    {
      Sid: 'LogFiles',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: S3_OF(partition, `${bucket}/${toRoot(trail)}*/CloudTrail/*`),
    },
  ];
}

/**
 * What asks Athena about the trail: queries of one workgroup over one table, the log files read and the results written;
 * a query's SQL runs with the rights of who asks it (Athena user guide, access to Amazon S3). `accountId`: whose workgroup
 * and catalog they are.
 */
export function toAthenaPolicy(athena: AthenaSettings, accountId: string): PolicyDocument<Statement> {
  const { region, workgroup, database, table, output, trail } = athena;
  const partition = toPartition(region);
  const glue = `arn:${partition}:glue:${region}:${accountId}:`;
  return toDocument([
    {
      Sid: 'Queries',
      Effect: 'Allow',
      Action: [
        'athena:StartQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StopQueryExecution',
      ],
      Resource: `arn:${partition}:athena:${region}:${accountId}:workgroup/${workgroup}`,
    },
    {
      Sid: 'Table',
      Effect: 'Allow',
      Action: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions'],
      Resource: [`${glue}catalog`, `${glue}database/${database}`, `${glue}table/${database}/${table}`],
    },
    ...toLogFiles(partition, trail),
    ...(output === null ? [] : toResults(partition, output)),
    ...(trail.kmsKey === null
      ? []
      : [{ Sid: 'TrailKey', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: trail.kmsKey } as const]),
    NEVER_VALUES,
  ]);
}
