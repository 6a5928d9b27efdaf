/** What a line of AWS's own says of a failure. */
export const LINE_KINDS = [
  'found-credentials',
  'step-done',
  'kms-denied',
  'key-missing',
  'database-login',
  'no-stage',
  'not-enabled',
  'call-denied',
  'call-failed',
  'import-failed',
  'timed-out',
  'start',
  'end',
  'report',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

interface Template {
  kind: LineKind;
  /** Words with slots, see `SLOTS`. The whole of a line must fit. */
  text: string;
}

/**
 * What may stand in a slot, and nothing else. `{arn}` and `{version}` are shown where they are this secret's own and
 * masked where not; `{id}` and `{rest}` are always masked.
 */
export const SLOTS = {
  arn: String.raw`arn:aws[a-z-]*:[\w+=,.@!/:-]{1,700}`,
  version: String.raw`[\w-]{32,64}`,
  id: String.raw`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`,
  step: '(?:createSecret|setSecret|testSecret|finishSecret)',
  error: '(?:ClientError|ValueError|KeyError)',
  field: '(?:engine|host|port|username|password|dbname|masterarn)',
  operation:
    '(?:DescribeSecret|GetSecretValue|PutSecretValue|UpdateSecretVersionStage|GetRandomPassword|Decrypt|GenerateDataKey|DescribeDBInstances)',
  code: '(?:AccessDeniedException|AccessDenied|ThrottlingException|ResourceNotFoundException|InvalidRequestException|InvalidParameterException|DecryptionFailure|EncryptionFailure|InternalServiceError|LimitExceededException)',
  ms: String.raw`\d{1,7}(?:\.\d{1,3})?`,
  n: String.raw`\d{1,6}`,
  rest: '.*',
} as const;
export type Slot = keyof typeof SLOTS;

const REPORT =
  'REPORT RequestId: {id} Duration: {ms} ms Billed Duration: {ms} ms Memory Size: {n} MB Max Memory Used: {n} MB';

/**
 * The lines that AWS's rotation templates and Lambda itself are known to print (aws-facts §6; user guide,
 * troubleshoot_rotation), without their stamps. Runs of white space count as one.
 */
export const TEMPLATES: readonly Template[] = [
  { kind: 'found-credentials', text: 'Found credentials in environment variables.' },
  { kind: 'step-done', text: 'createSecret: Successfully retrieved secret for {arn}.' },
  { kind: 'step-done', text: 'createSecret: Successfully put secret for ARN {arn} and version {version}.' },
  { kind: 'step-done', text: 'setSecret: Successfully set password for {rest} secret arn {arn}.' },
  { kind: 'step-done', text: 'setSecret: Successfully set password for secret arn {arn}.' },
  { kind: 'step-done', text: 'testSecret: Successfully signed into {rest} with AWSPENDING secret in {arn}.' },
  { kind: 'step-done', text: 'testSecret: Successfully signed in with AWSPENDING secret in {arn}.' },
  { kind: 'step-done', text: 'finishSecret: Version {version} already marked as AWSCURRENT for {arn}' },
  { kind: 'step-done', text: 'finishSecret: Successfully set AWSCURRENT stage to version {version} for secret {arn}.' },
  {
    kind: 'kms-denied',
    text: '[ERROR] ClientError: An error occurred ({code}) when calling the {operation} operation: Access to KMS is not allowed',
  },
  {
    kind: 'call-denied',
    text: '[ERROR] ClientError: An error occurred (AccessDeniedException) when calling the {operation} operation: {rest}',
  },
  {
    kind: 'call-failed',
    text: '[ERROR] ClientError: An error occurred ({code}) when calling the {operation} operation: {rest}',
  },
  { kind: 'key-missing', text: "[ERROR] KeyError: '{field} key is missing from secret JSON'" },
  { kind: 'key-missing', text: '[ERROR] KeyError: {field} key is missing from secret JSON' },
  {
    kind: 'database-login',
    text: '[ERROR] ValueError: setSecret: Unable to log into database with previous, current, or pending secret of secret arn {arn}',
  },
  {
    kind: 'database-login',
    text: 'setSecret: Unable to log into database with previous, current, or pending secret of secret arn {arn}',
  },
  {
    kind: 'database-login',
    text: '[ERROR] ValueError: testSecret: Unable to log into database with pending secret of secret ARN {arn}',
  },
  {
    kind: 'database-login',
    text: 'testSecret: Unable to log into database with pending secret of secret ARN {arn}',
  },
  { kind: 'no-stage', text: 'Secret version {version} has no stage for rotation of secret {arn}.' },
  {
    kind: 'no-stage',
    text: '[ERROR] ValueError: Secret version {version} has no stage for rotation of secret {arn}.',
  },
  { kind: 'not-enabled', text: 'Secret {arn} is not enabled for rotation' },
  { kind: 'not-enabled', text: '[ERROR] ValueError: Secret {arn} is not enabled for rotation' },
  {
    kind: 'import-failed',
    text: "[ERROR] Runtime.ImportModuleError: Unable to import module 'lambda_function': {rest}",
  },
  { kind: 'timed-out', text: 'Task timed out after {ms} seconds' },
  { kind: 'start', text: 'START RequestId: {id} Version: $LATEST' },
  { kind: 'start', text: 'START RequestId: {id} Version: {n}' },
  { kind: 'end', text: 'END RequestId: {id}' },
  { kind: 'report', text: REPORT },
  { kind: 'report', text: `${REPORT} Init Duration: {ms} ms` },
  { kind: 'report', text: `${REPORT} Status: timeout` },
];
