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

/** The tool behind a user agent; a calling service's own name (`rds.amazonaws.com`) is the tool; null: not known. */
export function toClient(userAgent: string | null, fromConsole: boolean): string | null {
  if (fromConsole) return 'console';
  if (userAgent === null) return null;
  const known = CLIENTS.find(([form]) => form.test(userAgent))?.[1];
  return known ?? (/^[a-z0-9.-]+\.(?:amazonaws\.com|aws\.internal)$/.test(userAgent) ? userAgent : null);
}
