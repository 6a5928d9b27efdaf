import { stringify } from 'yaml';
import { toDiscoveryPolicy, toDiscoveryRole, toDiscoveryTrust } from './discovery-documents';
import type { DiscoveryRoles } from './discovery-roles';
import { expression, toHcl, toLiteral } from './hcl';

const MEANS = 'lists the accounts of the organization, and can read no value';

/** A CloudFormation template for the one account that asks: no StackSet, since there is one such role. */
export function toDiscoveryStack(discovery: DiscoveryRoles): string {
  const { accountId, path, name } = toDiscoveryRole(discovery);
  const how = `# In account ${accountId} alone: aws cloudformation deploy --template-file keyledger-discovery.yaml \\
#     --stack-name keyledger-discovery --capabilities CAPABILITY_NAMED_IAM
`;
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The role with which Keyledger ${MEANS}.`,
    Resources: {
      DiscoveryRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: name,
          Path: path,
          Description: `Keyledger - ${MEANS}`,
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: toDiscoveryTrust(discovery),
          Policies: [{ PolicyName: 'keyledger-discovery', PolicyDocument: toDiscoveryPolicy() }],
        },
      },
    },
    Outputs: {
      DiscoveryRoleArn: {
        Description: 'discovery.organizations.role in keyledger.yaml',
        Value: { 'Fn::GetAtt': ['DiscoveryRole', 'Arn'] },
      },
    },
  };
  return how + stringify(template, { lineWidth: 0, aliasDuplicateObjects: false });
}

const literal = (text: string) => expression(toLiteral(text));

/** The same for Terraform. */
export function toDiscoveryTerraform(discovery: DiscoveryRoles): string {
  const { accountId, path, name } = toDiscoveryRole(discovery);
  const encoded = (document: object) => expression(`jsonencode(${toHcl(document)})`);
  const role = {
    name: literal(name),
    path: literal(path),
    description: literal(`Keyledger - ${MEANS}`),
    max_session_duration: 3600,
    assume_role_policy: encoded(toDiscoveryTrust(discovery)),
  };
  const policy = {
    name: literal('keyledger-discovery'),
    role: expression('aws_iam_role.keyledger_discovery.id'),
    policy: encoded(toDiscoveryPolicy()),
  };
  return `# With a provider for account ${accountId}.
resource "aws_iam_role" "keyledger_discovery" ${toHcl(role)}

resource "aws_iam_role_policy" "keyledger_discovery" ${toHcl(policy)}

output "discovery_role" {
  description = "discovery.organizations.role in keyledger.yaml"
  value       = aws_iam_role.keyledger_discovery.arn
}
`;
}
