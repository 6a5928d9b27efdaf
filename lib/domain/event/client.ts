/** In this order: what a tool says of itself stands before the SDK it is built on. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/keyledger/i, 'keyledger'],
  [/^mozilla\/|signin\.amazonaws\.com|console\.amazonaws\.com|aws-?console/i, 'console'],
  [/exec-env\/cloudshell/i, 'cloudshell'],
  [/external-secrets/i, 'external-secrets'],
  [/secrets-store-csi/i, 'secrets-store-csi'],
  [/parameters-and-secrets-lambda-extension/i, 'lambda-extension'],
  [/secrets?-?manager-agent/i, 'secrets-manager-agent'],
  [/awssecretcache/i, 'secrets-cache'],
  [/opentofu/i, 'opentofu'],
  [/terraform/i, 'terraform'],
  [/pulumi/i, 'pulumi'],
  [/aws-cdk|\bcdk\//i, 'aws-cdk'],
  [/ansible/i, 'ansible'],
  [/stratus-red-team/i, 'stratus-red-team'],
  [/prowler/i, 'prowler'],
  [/aws-cli/i, 'aws-cli'],
  [/awspowershell/i, 'aws-powershell'],
  [/boto3|botocore/i, 'boto3'],
  [/aws-sdk-(java|js|go|rust|ruby|php|nodejs|dotnet|cpp|kotlin|swift)/i, 'aws-sdk'],
  [/aws-sdk-net|aws-sdk-/i, 'aws-sdk'],
];

/** With what a console's session is given to at hand: a shell of its own, or copied credentials. All else is the console's own calls. */
const BY_HAND = new Set(['cloudshell', 'aws-cli', 'aws-powershell']);

/** The tool behind a user agent; a calling service's own name (`rds.amazonaws.com`) is the tool; null: not known. */
export function toClient(userAgent: string | null, fromConsole: boolean): string | null {
  const known = userAgent === null ? undefined : CLIENTS.find(([form]) => form.test(userAgent))?.[1];
  if (fromConsole) return known !== undefined && BY_HAND.has(known) ? known : 'console';
  if (userAgent === null) return null;
  return known ?? (/^[a-z0-9.-]+\.(?:amazonaws\.com|aws\.internal)$/.test(userAgent) ? userAgent : null);
}
