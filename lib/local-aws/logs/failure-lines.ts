import type { Breakage } from '@/lib/local-aws/world/function-settings';
import type { RotationStep } from '@/lib/local-aws/world/secret';

/** How a failing invocation shows: `words` left out, it says nothing and runs into its time limit. */
export type Breaking = {
  words?: string;
  /** It fails before its code runs. */
  unloaded?: true;
  /** Lambda never began it, so that nothing is logged. */
  unbegun?: true;
  /** Left out: as long as the rotation tells. */
  took?: number;
};

type Failing = { step: RotationStep; arn: string };

const called = (operation: string, sentence: string) =>
  `[ERROR] ClientError: An error occurred (AccessDeniedException) when calling the ${operation} operation: ${sentence}`;

const login = ({ step, arn }: Failing) =>
  step === 'testSecret'
    ? `[ERROR] ValueError: testSecret: Unable to log into database with pending secret of secret ARN ${arn}`
    : `[ERROR] ValueError: setSecret: Unable to log into database with previous, current, or pending secret of secret arn ${arn}`;

const shows: Record<Breakage, (failing: Failing) => Breaking> = {
  kms: () => ({ words: called('GetSecretValue', 'Access to KMS is not allowed') }),
  json: () => ({ words: "[ERROR] KeyError: 'username key is missing from secret JSON'" }),
  network: (failing) => ({ words: login(failing), took: 5_312 }),
  credentials: (failing) => ({ words: login(failing), took: 412 }),
  denied: ({ arn }) => ({
    words: called('UpdateSecretVersionStage', `User: arn:aws:sts::111122223333:assumed-role/rotate/fn is not authorized to perform: secretsmanager:UpdateSecretVersionStage on resource: ${arn}`),
  }),
  import: () => ({
    words: "[ERROR] Runtime.ImportModuleError: Unable to import module 'lambda_function': No module named 'pgdb'",
    unloaded: true,
  }),
  endpoint: () => ({}),
  timeout: () => ({}),
  throttled: () => ({ unbegun: true }),
  token: () => ({ took: 311 }),
}; // prettier-ignore

/** What each step fails of where nothing was set. */
const usual: Record<RotationStep, Breakage> = {
  createSecret: 'kms',
  setSecret: 'credentials',
  testSecret: 'credentials',
  finishSecret: 'timeout',
};

/** What the log of a failing step shows, as AWS's function templates and Lambda word it (UG troubleshoot_rotation). */
export function toBreaking(failing: Failing, breaks: Breakage | undefined): Breaking {
  const { took, ...rest } = shows[breaks ?? usual[failing.step]](failing);
  return breaks === undefined || took === undefined ? rest : { ...rest, took };
}
