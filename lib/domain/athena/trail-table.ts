import { toRoot, type TrailPlace } from '@/lib/domain/trail/bucket/trail-place';
import { toHiveLiteral, toHiveName } from './quote';

/** A table over the log files of one trail, and what lies in them. */
export interface TrailTable extends TrailPlace {
  catalog: string;
  database: string;
  table: string;
  /** `YYYY-MM-DD`: the first day that there are files of. */
  since: string;
  /** null: any, and each query names the one that it is about. */
  accounts: readonly string[] | null;
  /** null: any, as above. */
  regions: readonly string[] | null;
}

/** A few dozen values at most are well listed (Athena user guide, partition projection, enum). */
export const MOST_LISTED = 24;

/**
 * What a record has that events are made of, in Hive's types. AWS's own statement for CloudTrail lacks the source
 * identity, the resource that credentials were given to and the console's session, of all of which people are told apart.
 */
export const TRAIL_COLUMNS = {
  eventversion: 'STRING',
  useridentity: `STRUCT<type:STRING,principalid:STRING,arn:STRING,accountid:STRING,invokedby:STRING,accesskeyid:STRING,username:STRING,
    onbehalfof:STRUCT<userid:STRING,identitystorearn:STRING>,
    inscopeof:STRUCT<sourcearn:STRING,sourceaccount:STRING,issuertype:STRING,credentialsissuedto:STRING>,
    sessioncontext:STRUCT<
      attributes:STRUCT<mfaauthenticated:STRING,creationdate:STRING>,
      sessionissuer:STRUCT<type:STRING,principalid:STRING,arn:STRING,accountid:STRING,username:STRING>,
      ec2roledelivery:STRING,sourceidentity:STRING,signinsessionarn:STRING,
      webidfederationdata:STRUCT<federatedprovider:STRING,attributes:MAP<STRING,STRING>>>>`,
  eventtime: 'STRING',
  eventsource: 'STRING',
  eventname: 'STRING',
  awsregion: 'STRING',
  sourceipaddress: 'STRING',
  useragent: 'STRING',
  errorcode: 'STRING',
  errormessage: 'STRING',
  requestparameters: 'STRING',
  responseelements: 'STRING',
  additionaleventdata: 'STRING',
  requestid: 'STRING',
  eventid: 'STRING',
  readonly: 'STRING',
  eventtype: 'STRING',
  recipientaccountid: 'STRING',
  serviceeventdetails: 'STRING',
  sharedeventid: 'STRING',
  vpcendpointid: 'STRING',
  eventcategory: 'STRING',
  sessioncredentialfromconsole: 'STRING',
  tlsdetails: 'STRUCT<tlsversion:STRING,ciphersuite:STRING,clientprovidedhostheader:STRING>',
} as const;

/** Where the folders of the accounts begin. */
export const toLocation = (place: TrailPlace): string => `s3://${place.bucket}/${toRoot(place)}`;

/** `2026-11-01` → `2026/11/01`, as the folders are called. */
export const toFolderDay = (day: string): string => day.replaceAll('-', '/');

const isListed = (values: readonly string[] | null): values is readonly string[] =>
  values !== null && values.length > 0 && values.length <= MOST_LISTED;

const toProjection = (column: string, values: readonly string[] | null): [string, string][] =>
  isListed(values)
    ? [
        [`projection.${column}.type`, 'enum'],
        [`projection.${column}.values`, values.join(',')],
      ]
    : [[`projection.${column}.type`, 'injected']];

/**
 * The statement that makes the table, for a person to run. Partitions are projected, so that nobody has to add one a day:
 * account and region as lists where they are few and known, else as whatever a query names (Athena user guide, partition
 * projection). `delivered` is the day of the folder, which is when the file was delivered.
 */
export function toTrailTable(trail: TrailTable): string {
  const root = toLocation(trail);
  const properties = [
    ['projection.enabled', 'true'],
    ...toProjection('account', trail.accounts),
    ...toProjection('region', trail.regions),
    ['projection.delivered.type', 'date'],
    ['projection.delivered.format', 'yyyy/MM/dd'],
    ['projection.delivered.range', `${toFolderDay(trail.since)},NOW`],
    ['projection.delivered.interval', '1'],
    ['projection.delivered.interval.unit', 'DAYS'],
    ['storage.location.template', `${root}\${account}/CloudTrail/\${region}/\${delivered}`],
  ].map(([name = '', value = '']) => `  ${toHiveLiteral(name)} = ${toHiveLiteral(value)}`);
  const columns = Object.entries(TRAIL_COLUMNS).map(([name, type]) => `  ${toHiveName(name)} ${type}`);
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${toHiveName(trail.database)}.${toHiveName(trail.table)} (
${columns.join(',\n')}
)
PARTITIONED BY (\`account\` STRING, \`region\` STRING, \`delivered\` STRING)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${toHiveLiteral(root)}
TBLPROPERTIES (
${properties.join(',\n')}
)`;
}
